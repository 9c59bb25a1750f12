"""A made-up dataset of two partnerships and the pages on them in `pages/`, for the tests of `read`."""
from __future__ import annotations

from html import escape
from pathlib import Path

from analysis import reading
from analysis.page.lines import text_blocks
from analysis.page.compare import Compared
from analysis.page.known import Known
from analysis.page.saved import read_bytes
from analysis.page.told import held

PAGES = Path(__file__).parent / "pages"
LISTS = {
    "arden-launch": ("launch", "", "2021-03", ["Cloud and edge", "Digital skills", "Open standards"]),
    "arden-council-1": ("council", "1", "2022", []),
    "arden-council-2": ("council", "2", "2023-06-14", ["Cloud", "5G", "Quantum (early work)", "Data spaces", "Chips"]),
    "bland-announcement": ("announcement", "", "2021-12", []),
    "bland-launch": ("launch", "", "2022-09-05", ["Chips", "Trusted data", "Digital trade"]),
}
HEADINGS = {"arden": "Partnership with the Republic of Arden", "bland": "Partnership with Bland"}


def base() -> Known:
    """What the made-up dataset says of its source; lines are those of pages/plain.txt."""
    lines = (PAGES / "plain.txt").read_text("utf-8").split("\n")
    partners = {"arden": {"partner": "arden", "name": "Republic of Arden", "in_text": "the Republic of Arden", "short": "Arden"},
                "bland": {"partner": "bland", "name": "Bland", "in_text": "Bland", "short": "Bland"}}
    events, lists, items = {}, [], {}
    for event, (kind, ordinal, date, labels) in LISTS.items():
        partner = event.split("-")[0]
        name = {"1": "First Digital Council", "2": "Second Digital Council"}.get(ordinal, kind.capitalize())
        events[event] = {"event": event, "partner": partner, "kind": kind, "ordinal": ordinal, "place": "", "name": name, "missing": ""}
        at = lines.index(HEADINGS[partner])
        places = [lines.index(f"- {label}", at) + 1 for label in labels]
        lists.append({"list": f"web-{event}", "source": "web", "event": event, "date": date, "heading": HEADINGS[partner],
                      "line": str(places[0] - 1 if places else at + 2), "read": "whole" if labels else "none seen"})
        items[f"web-{event}"] = [{"item": f"web-{event}-{n}", "list": f"web-{event}", "position": str(n), "label": label, "line": str(line)}
                                 for n, (label, line) in enumerate(zip(labels, places), 1)]
    fields = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in reading.descriptor(reading.DATA)["resources"]}
    taken = {"items": {row["item"] for rows in items.values() for row in rows}}
    return Known("web", fields, taken, partners, events, lists, items)


def page(name: str) -> str:
    """The text of a made-up page."""
    return (PAGES / name).read_text("utf-8")


def compared(content: str | bytes) -> Compared:
    """A page held against the made-up dataset."""
    return held(read_bytes(content.encode() if isinstance(content, str) else content), base())


def changes(content: str | bytes) -> list[str]:
    """The differences found, each without its line and heading."""
    return [change.text for change in compared(content).changes]


def notes(content: str | bytes) -> list[str]:
    """What was not placed."""
    return [note.text for note in compared(content).notes]


def html(text: str, before: str = "", after: str = "") -> str:
    """A plain page as plain HTML (h2, p, ul), a line of the source for each of the text, with furniture round it."""
    rows, last = [], ""
    for block in text_blocks(text):
        opened = "<ul>" * (block.kind == "item" and last != "item") or "</ul>" * (block.kind != "item" and last == "item")
        tag = {"item": "li", "heading": "h2", "text": "p"}[block.kind]
        rows.append(f"{opened}<{tag}>{escape(block.text)}</{tag}>")
        last = block.kind
    content = "\n".join(rows) + "</ul>" * (last == "item")
    return (f"<!doctype html><html><head><meta charset=utf-8><title>t</title></head><body><header><ul><li>Home</li></ul></header><nav><ul><li>A</ul></nav>"
            f"{before}<main><h1>Title</h1>\n{content}\n</main>{after}<footer><ul><li>Contact</li></ul></footer></body></html>")
