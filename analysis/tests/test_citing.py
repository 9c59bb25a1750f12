"""Citations read back by small parsers, with titles that would break them."""
import hashlib
import json
import re
from dataclasses import replace

import pytest
import yaml

from analysis import load, reading
from analysis.example import toy
from analysis.publish import blocks, citing

HOSTILE = ["Plain", "Braces {unbalanced", "} first", "a \\ b \\{ c \\end{document}", "100 % of #1 & $2_3 ~ ^", 'He said "so"', "two\nlines\r\nER  - \r\nTY  - BOOK",
           "@misc{x,\n title={y}}", "tab\tand\x00null\x0b", "Ünïcode – 半導体 رقمي", "<b>x</b> | y", "line\u2028separator", "Data under attack", ", x = {1}", "'a' -- `b`"]
TEX = {r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^", r"\textless{}": "<",
       r"\textgreater{}": ">", r"\textbar{}": "|", **{f"\\{c}": c for c in "#$%&_"}}


def bibtex(text):
    """An entry as BibTeX reads it: braces counted, those behind a backslash too. Commands that are not known are left, so that they are seen."""
    kind, key, rest = re.fullmatch(r"@(\w+)\{([^\s,{}\"#%'()=\\~]+),\n(.*)\}\n", text, re.DOTALL).groups()
    fields, at = {}, 0
    while found := re.compile(r"\s*(\w+) = \{").match(rest, at):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        fields[found[1]] = rest[found.end():end - 1]
        at = end + (rest[end:end + 1] == ",")
    assert not rest[at:].strip()
    for value in fields.values():      # what TeX takes for itself is written as a command
        assert not re.search(r"[\\#$%&_~^<>|\n]", re.sub(r"\\text\w+\{\}|\\[#$%&_]", "", value)), value
    return kind, key, {name: re.sub(r"\\text\w+\{\}|\\.", lambda m: TEX.get(m[0], m[0]), re.sub(r"^\{(.*)\}$", r"\1", value)) for name, value in fields.items()}


def ris(text):
    """The records of a RIS file."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in text.removesuffix("\r\n").split("\r\n")]
    assert all(lines)
    return [(line[1], line[2]) for line in lines]


def flat(text):
    return " ".join(re.sub("[\x00-\x1f\u2028]", " ", text).split())


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_read_back_as_it_is(title):
    data = replace(toy(), title=title)
    whole, page = citing.cite_dataset(data), citing.cite_page(data, title, "03-overlap.html")
    for said in (whole, page):
        kind, key, fields = bibtex(said["bibtex"])
        assert kind == "misc" and fields["title"] == flat(title) and fields["author"] == "The contributors" and fields["year"] == "2024"
        assert fields["note"] == f"Edition 0.0.1 of 31 December 2024{', view page' if said is page else ''}. Data under CC BY 4.0."
        tags = ris(said["ris"])
        assert [tag for tag, _ in tags].count("TY") == 1 and tags[-1] == ("ER", "") and dict(tags)["TI"] == flat(title)
        assert said["text"].count("\n") == 1 and flat(title) in said["text"].replace("\x00", " ")
    assert dict(ris(page["ris"]))["T2"] == flat(title) and bibtex(page["bibtex"])[2]["howpublished"] == f"Page 03-overlap.html of: {flat(title)}"


def test_the_plain_form_is_that_of_the_project():
    data = load()
    assert citing.cite_dataset(data)["text"] == blocks.citation(data, view=False) + "\n"
    page = citing.cite_page(data, "What do they share?", "03-overlap.html")["text"]
    head, tail = blocks.citation(data).split(f" {data.title}", 1)
    assert page.startswith(f"{head} What do they share? Page 03-overlap.html of: ") and page.endswith(f"{data.title}{tail}\n")


def test_the_author_is_that_of_the_citation_file():
    cited = yaml.safe_load((reading.PROJECT / "CITATION.cff").read_text("utf-8"))
    assert [one["name"] for one in cited["authors"]] == [citing.AUTHOR]
    assert blocks.citation(toy()).startswith(f"{citing.AUTHOR} (2024). ")


def test_edition_and_view_tell_citations_apart():
    whole, views = citing.cite_dataset(toy()), {view: citing.cite_page(toy(view), "A", "a.html") for view in ("page", "record")}
    for form in ("text", "bibtex", "ris"):
        assert views["page"][form] != views["record"][form] and "0.0.1" in views["page"][form] and "record" in views["record"][form]
        assert whole[form] == citing.cite_dataset(toy("record"))[form] and "0.0.1" in whole[form] and "view" not in whole[form]      # its files hold all views
    keys = {bibtex(c["bibtex"])[1] for c in (whole, *views.values(), citing.cite_page(toy(), "B", "b.html"))}
    assert len(keys) == 4
    assert dict(ris(whole["ris"])) | {"N1": ""} == {"TY": "DATA", "AU": "The contributors", "PY": "2024", "DA": "2024/12/31", "TI": toy().title, "ET": "0.0.1", "N1": "", "ER": ""}
    assert dict(ris(citing.cite_page(toy(), "A", "a.html")["ris"]))["TY"] == "ELEC"


def test_nothing_is_invented():
    said = json.dumps([citing.cite_dataset(load()), citing.cite_page(load(), "A", "a.html"), citing.json_ld(load(), {})])
    assert "doi" not in said.lower() and "publisher" not in said.lower()
    addresses = set(re.findall(r'https?://[^"\\]+', said)) - {"https://schema.org/", "https://creativecommons.org/licenses/by/4.0/"}
    assert addresses <= set(load().everything().sources["address"])


def test_the_dataset_for_machines():
    data, files = load(), {"data/a.zip": b"one", "data/a.xlsx": b"other", "results.json": b"{}"}
    said = citing.json_ld(data, files)
    assert (said["@context"], said["@type"], said["name"], said["version"]) == ("https://schema.org/", "Dataset", data.title, data.edition)
    assert said["dateModified"] == data.created and said["license"] == data.descriptor["licenses"][0]["path"] and said["creator"]["name"] == "The contributors"
    assert 50 <= len(said["description"]) <= 5000      # what search engines take
    everything = data.everything()      # as the files do, whatever the view
    assert set(said["isBasedOn"]) == set(everything.sources["address"]) - {""} and len(set(said["isBasedOn"])) == len(said["isBasedOn"])
    assert [(one["contentUrl"], one["encodingFormat"]) for one in said["distribution"]] == [
        ("data/a.zip", "application/zip"), ("data/a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), ("results.json", "application/json")]
    assert [(one["contentSize"], one["sha256"]) for one in said["distribution"]] == [(f"{len(b)} B", hashlib.sha256(b).hexdigest()) for b in files.values()]
    first, last = said["temporalCoverage"].split("/")
    assert first <= min(everything.events["date"]) and last >= max(everything.events["date"])[:10] and max(data.events["date"]) < last


def test_what_the_data_do_not_say_is_left_out():
    said = citing.json_ld(toy(), {})
    assert not {"license", "keywords", "isBasedOn", "distribution", "isAccessibleForFree"} & set(said)
    odd = toy("record")
    odd.everything().sources["address"] = ["javascript:alert(1)", "https://example.org/", "https://example.org/"]
    assert citing.json_ld(odd, {})["isBasedOn"] == ["https://example.org/"]
