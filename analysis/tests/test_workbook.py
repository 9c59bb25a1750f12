"""The dataset as a workbook, read back by another library, cell by cell."""
import io
import re
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest

from analysis import reading
from analysis.publish.workbook import workbook
from analysis.tests import changed

# Texts that a spreadsheet would like to take for something else.
HOSTILE = ["=1+1", "+x", "@x", "-1", "=cmd|' /C calc'!A0", "1e5", "0012", "2024-05", "1/2", "TRUE", "https://example.org/", "mailto:a@example.org", "'quoted", " padded ",
           "<r><t>not</t></r>", "<b>&amp;</b>", "]]>", "a\tb", "two\nlines", "bell\x07", "_x0041_", "_x0000_x0041_", "رقمي", "半導体 😀", "x" * 32767, "#N/A", "{=1}"]


def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def hostile(into):
    def change(tables):
        for row, text in zip(tables["items"], HOSTILE, strict=False):
            row["label"] = text
    return changed.folder(into, change)


def expected(folder, name):
    """The cells of a table, typed by its schema; a control character as openpyxl leaves it."""
    table = reading.raw_table(folder, f"{name}.csv")
    kinds = {f["name"]: f["type"] for r in reading.descriptor(folder)["resources"] if r["name"] == name for f in r["schema"]["fields"]}
    typed = [[int(cell) if cell and kinds[column] == "integer" else cell.replace("\x07", "_x0007_") for column, cell in zip(table.header, cells)] for _, cells in table.rows]
    return [list(table.header), *typed]


def held(sheet):
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]


def decoded(content):
    """The texts of a workbook as Excel reads them: _xHHHH_ is the character of that number."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = ["".join(element.itertext()) for element in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))]
    return [re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text) for text in texts]


def same(folder, content):
    made = book(content)
    for resource in reading.descriptor(folder)["resources"]:
        name = resource["name"]
        assert held(made[name]) == expected(folder, name), name
    return made


def test_every_cell_of_every_table_is_there_as_text_or_whole_number():
    made = same(reading.DATA, workbook(reading.DATA))
    names = [r["name"] for r in reading.descriptor(reading.DATA)["resources"]]
    assert made.sheetnames == ["about", *names, "columns"]
    assert isinstance(made["items"]["H2"].value, int) and made["lists"]["D2"].value == "2022-05"
    kinds = {cell.data_type for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None}
    forms = {(cell.data_type, cell.number_format) for sheet in made for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"} and forms == {("s", "@"), ("n", "0")}      # no formula, date, truth value or error


def test_hostile_texts_stay_texts(tmp_path):
    folder = hostile(tmp_path / "data")
    content = workbook(folder)
    made = same(folder, content)
    texts = decoded(content)
    assert set(HOSTILE) <= set(texts) and len(set(texts)) == len(texts)
    assert [cell.data_type for cell in made["items"]["E"][1:len(HOSTILE) + 1]] == ["s"] * len(HOSTILE)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b'<t xml:space="preserve"> padded </t>' in parts.read("xl/sharedStrings.xml")      # Excel would strip it
        for name in parts.namelist():
            assert not re.search(rb"<f[ >]|<hyperlink|externalLink", parts.read(name)), name


def test_a_sheet_is_frozen_under_its_header_and_has_a_filter():
    made = book(workbook(reading.DATA))
    for name in made.sheetnames[1:]:
        sheet = made[name]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}{sheet.max_row}"
        assert all(cell.font.bold for cell in sheet[1]) and not sheet["A2"].font.bold
        assert all(8 <= width.width <= 61 for width in sheet.column_dimensions.values())


def test_the_first_sheet_says_what_this_is_and_the_last_what_columns_mean():
    made, descriptor = book(workbook(reading.DATA)), reading.descriptor(reading.DATA)
    about = dict(row[:2] for row in held(made["about"]) if row[0])
    assert (about["Title"], about["Edition"], about["Date"]) == (descriptor["title"], descriptor["version"], descriptor["created"][:10])
    assert descriptor["licenses"][0]["path"] in about["Licence"] and "views" in about["Views"]
    assert {row[0]: row[1] for row in held(made["about"])[-len(descriptor["resources"]):]} == {r["name"]: len(reading.raw_table(reading.DATA, r["path"]).rows) for r in descriptor["resources"]}
    meanings = held(made["columns"])[1:]
    fields = [(r["name"], f["name"], f["description"]) for r in descriptor["resources"] for f in r["schema"]["fields"]]
    assert [(row[0], row[1], row[5]) for row in meanings] == fields


def test_the_same_tables_give_the_same_bytes_wherever_they_lie(tmp_path):
    folder = changed.folder(tmp_path / "elsewhere")
    content = workbook(folder)
    assert content == workbook(reading.DATA)
    entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    assert {(e.date_time, e.compress_type) for e in entries} == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)}
    properties = book(content).properties
    assert properties.created.isoformat()[:10] == properties.modified.isoformat()[:10] == reading.descriptor(folder)["created"][:10]


def test_a_cell_that_is_too_long_is_said_with_its_place(tmp_path):
    def change(tables):
        tables["items"][2]["label"] = "x" * 32766 + "😀"      # two units of UTF-16
    folder = changed.folder(tmp_path / "data", change)
    with pytest.raises(reading.DataError, match=r"items.csv:4 label.*32767"):
        workbook(folder)


def test_a_whole_number_that_excel_would_round_stays_text(tmp_path):
    def change(tables):
        tables["items"][0]["line"], tables["items"][1]["line"] = str(10 ** 15 - 1), str(10 ** 15)
    made = book(workbook(changed.folder(tmp_path / "data", change)))
    assert [made["items"][f"H{n}"].value for n in (2, 3)] == [10 ** 15 - 1, str(10 ** 15)]


def test_empty_tables_and_a_dataset_without_licence_and_description(tmp_path):
    def change(tables):
        tables["outcomes"].clear()
    folder = changed.folder(tmp_path / "data", change)
    text = (folder / "datapackage.json").read_text("utf-8")
    (folder / "datapackage.json").write_text(text.replace(' "licenses": [', ' "other": [').replace(' "description": "A coded', ' "said": "A coded'), "utf-8")
    made = same(folder, workbook(folder))
    assert made["outcomes"].max_row == 1 and "None is stated." in [row[1] for row in held(made["about"])]
