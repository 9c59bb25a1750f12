"""What changed between two editions, as text for a terminal and as a page: flips and recodings one by one, what is new counted and grouped."""
from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import edition as editions
from analysis.edition import Edition
from analysis.editions import GONE, MOVED, NEW, OVERTURNED, REWORDED, Changes, Said
from analysis.publish.altered import Words, arrow, counted, when
from analysis.reading import DataError
from analysis.wording import join, word

if TYPE_CHECKING:      # the terminal needs no page, and shall not wait for what draws one
    from analysis.publish import pages

HREF = "changes.html"
_NOTHING = ("", "none", "no other reading bears on it")     # what stands where nothing overturns a claim


def read(folder: Path | str) -> Edition:
    """The edition in a folder with its findings: the stored ones, else computed where the rules pass the data, else None. DataError for a folder that cannot be read.

    >>> from analysis.reading import DATA
    >>> read(DATA).view
    'page'
    """
    made = editions.read(folder)
    if made.findings is not None:
        return made
    from analysis.loading import load   # not before it is needed: a stored edition is compared without pandas
    from analysis.publish.products import findings_text
    try:
        told = json.loads(findings_text(load(folder)))
    except DataError:       # made under other rules, so that its findings are not known
        return made
    return editions.with_findings(made, told)


def title(changes: Changes) -> str:
    """The question that the page answers.

    >>> from analysis.editions import changes
    >>> from analysis.example import DESCRIPTOR, TABLES
    >>> one = editions.edition(DESCRIPTOR, TABLES)
    >>> title(changes(one, one))
    'What changed since edition 0.0.1?'
    """
    return f"What changed since edition {changes.old.version}?"


def told(changes: Changes) -> str:
    """The changes as plain text, section by section; "no difference" where there is none.

    >>> from analysis.editions import changes
    >>> from analysis.example import DESCRIPTOR, TABLES
    >>> one, other = (editions.edition(DESCRIPTOR, {**TABLES, "codings": TABLES["codings"][n:]}, {"findings": []}) for n in (0, 1))
    >>> print(told(changes(one, other)).split("Codes")[1])
     on items that both have
      gone: a1 “Network one” (p-a-launch, 1): net, named
    """
    one, other = changes.old, changes.new
    sections = [("", [f"{_edition(one)} → {_edition(other)}"]), *((head, list(lines)) for head, lines in _sections(changes))]
    if not changes:
        sections = [sections[0], ("", ["no difference in tables and findings" if not changes.uncompared else "no difference in tables"])]
    if changes.uncompared:
        sections.append(("Findings", [f"not compared: {changes.uncompared}"]))
    return "\n\n".join("\n".join(filter(None, [head, *(_line(line, bool(head)) for line in lines)])) for head, lines in sections if lines)


def _line(text: str, inside: bool) -> str:
    """A text as one line that does nothing to a terminal: what is not printable, a line's end too, becomes a space."""
    return "  " * inside + "".join(c if c.isprintable() else " " for c in text)


def page(changes: Changes, site: pages.Site, href: str = HREF, *, view: str | None = None, topics: Collection[str] | None = None) -> str:
    """The page. Topics link to `topics.html` where the site has that page and, where `topics` is given, to those alone; findings to the first page, where
    they are those of the view that it shows (None: the one that the newer edition's findings are of).

    ValueError if the site has no page `href`.
    """
    from analysis.publish import pages
    words = Words(changes)
    known = {row["topic"] for row in words.table(changes.new, "topics") if "topic" in row}
    there = (known if topics is None else known & set(topics)) if "topics.html" in [p.href for p in site.pages] else set()
    shown = changes.new.view if view is None else view
    listed = {one["id"] for one in changes.new.findings or () if one["view"] == shown}
    anchored = {(one["id"], one["view"]) for one in changes.new.findings or () if one["view"] == shown or one["id"] not in listed}
    toc = [("numbers", "The numbers"), ("findings", "Findings"), ("codes", "Codes"), ("items", "Lists and items"), ("topics", "Topics"), ("sources", "Sources"), ("tables", "Tables")]
    finding = {what: [_finding(one) for one in changes.of(what)] for what in (MOVED, OVERTURNED, REWORDED, NEW, GONE)}
    return pages.framed(
        "changes.html", site, href, title=html.escape(title(changes)), toc=toc if changes else toc[:1], css="changes.css", old=changes.old.version, new=changes.new.version,
        answer=answer(changes), anything=bool(changes), counted=counted, numbers=_grouped(changes), uncompared=changes.uncompared, findings=finding, same=changes.same,
        anchored=anchored, first=site.pages[0].href, there=there, apart=words.apart, codes=words.codes(), lists=words.lists(), items=words.items(), topics=words.topics(),
        sources=words.sources(), tables=words.tables())


def answer(changes: Changes) -> str:
    """The answer in a paragraph, made from the numbers.

    >>> from analysis.editions import changes
    >>> from analysis.example import DESCRIPTOR, TABLES
    >>> one = editions.edition(DESCRIPTOR, TABLES)
    >>> answer(changes(one, one))
    'Nothing: tables and findings of edition 0.0.1 are those of edition 0.0.1; findings were not compared.'
    """
    old, new = changes.old.version, changes.new.version
    if not changes:
        return f"Nothing: tables and findings of edition {new} are those of edition {old}{'; findings were not compared' if changes.uncompared else ''}."
    moved = [f"{now} {'lists that were read' if what == 'lists' else what} ({was})" for view, what, was, now in changes.numbers if not view and was != now and was is not None and now is not None]
    said = [f"Edition {new} has {join(moved)}; the number in brackets is that of edition {old}." if moved else f"Edition {new} has as many sources, lists, items, topics and codes as edition {old}."]
    items, codes = changes.rows.get("items"), changes.recoded
    if items is not None and "codings" in changes.rows:
        parts = [f"{counted(len(items.altered), 'item')} {'was' if len(items.altered) == 1 else 'were'} relabelled, moved or renamed"] if items.altered else []
        parts += [f"{counted(len(rows), 'code')} {what}" for rows, what in ((codes.came, "came"), (codes.went, "went"), (codes.altered, "changed basis or ruling")) if rows]
        gone = f"{counted(len(items.went), 'item')} {'is' if len(items.went) == 1 else 'are'} gone."
        said += [f"Among the items that both have, {join(parts)}."] if parts else ["None of the items that both have was altered or coded otherwise."]
        said += [gone[:1].upper() + gone[1:]] if items.went else []
    if changes.uncompared:
        return " ".join([*said, f"Findings are not compared: {changes.uncompared}."])
    moved, otherwise, reworded, new_ones, gone = (len(changes.of(what)) for what in (MOVED, OVERTURNED, REWORDED, NEW, GONE))
    both = moved + otherwise + reworded + changes.same
    parts = [f"{word(moved) if moved else 'none'} moved"]
    parts += [f"of {word(otherwise)}, what overturns the claim, or how many readings were tried, is another"] if otherwise else []
    parts += [f"{word(reworded)} {'was' if reworded == 1 else 'were'} merely reworded"] if reworded else []
    if both:
        said.append(f"Of {counted(both, 'finding')} that both have, {'; '.join(parts)}.")
    return " ".join([*said, *([f"{counted(new_ones, 'finding')} {'is' if new_ones == 1 else 'are'} new.".capitalize()] if new_ones else []),
                     *([f"{counted(gone, 'finding')} {'is' if gone == 1 else 'are'} gone.".capitalize()] if gone else [])])


def _edition(one: Edition) -> str:
    return f"edition {one.version}" + (f", {when(one.created)}" if one.created else "")


def _values(*sides: Mapping | None) -> list[str]:
    """The values of a finding with their bounds, in as few digits as tell different ones apart; whole numbers as they are."""
    for digits in (3, 15):
        said = [_value(one, digits) if one else "" for one in sides]
        if len(set(said)) == len({(one["low"], one["high"]) if one else None for one in sides}):
            break
    return said


def _value(one: Mapping, digits: int) -> str:
    low, high = ("open" if n is None else str(int(n)) if n == int(n) else f"{n:.{digits}g}" for n in (one["low"], one["high"]))
    return low if low == high else f"{low} to {high}"


def _holds(one: Mapping) -> str:
    if "holds" not in one or "tried" not in one:
        return "not stated"
    return f"{one['holds']} of {one['tried']}" if one["tried"] else "none tried"


def _overturns(one: Mapping) -> list[str]:
    """What overturns a claim, part by part. That two readings are the same was once said behind a semicolon, now in brackets."""
    said = re.sub(r"; the same as: ([^;]*)", r" (the same as: \1)", str(one.get("overturned_by", "")))
    return [part for part in said.split("; ") if part not in _NOTHING]


def _finding(one: Said) -> dict:
    """A finding that differs as plain values: both sides with what is said of them, and what overturns one and not the other."""
    old, new = one.old or {}, one.new or {}
    sides = [{"title": f["title"], "sentence": f["sentence"], "limit": f.get("limit", ""), "value": value, "holds": _holds(f)} if f else None
             for f, value in zip((old, new), _values(one.old, one.new))]
    return {"id": one.id, "view": one.view, "title": (new or old)["title"], "old": sides[0], "new": sides[1],
            "more": [part for part in _overturns(new) if part not in _overturns(old)], "less": [part for part in _overturns(old) if part not in _overturns(new)]}


def _grouped(changes: Changes) -> list[dict]:
    views = dict.fromkeys(view for view, *_ in changes.numbers)
    return [{"view": view, "rows": [{"what": what, "old": was, "new": now} for name, what, was, now in changes.numbers if name == view]} for view in views]


def _sections(changes: Changes) -> Iterator[tuple[str, list[str]]]:
    """What is told on a terminal: headings with their lines."""
    words = Words(changes)
    numbers = [(f"{what} in the view {view}" if view else what, *("not known" if n is None else str(n) for n in both)) for view, what, *both in changes.numbers]
    width = max((len(what) for what, *_ in numbers), default=0)
    yield "Numbers", [f"{what:{width}}  {was:>7} → {now}" for what, was, now in numbers]
    for what, head in ((MOVED, "Findings that moved"), (OVERTURNED, "Findings of which value and claim are as before, and what overturns them is not"),
                       (REWORDED, "Findings that were merely reworded"), (NEW, "Findings that are new"), (GONE, "Findings that are gone")):
        yield head, [line for one in changes.of(what) for line in _lines(what, _finding(one))]
    codes = words.codes()
    yield "Codes on items that both have", [*codes["lines"]]
    yield "Codes of items that came or went", [*codes["apart"]]
    items = words.items()
    yield "Items", [*(f"{a['name']}: {a['column']} {arrow(a)}" for a in items["altered"]), *(f"{what}: {line}" for what in ("new", "gone") for line in items[what])]
    for name in ("topics", "lists", "sources"):
        yield name.capitalize(), [*words.lines(name)] if name in words.apart else []
    for table in words.tables()["rows"]:
        if table["name"] not in words.apart:
            yield f"Table {table['name']}", [*words.lines(table["name"])]
    (came, went), (columns, dropped) = changes.tables, changes.columns
    yield "Tables and columns", [f"{what}: {name}" for what, names in (("new table", came), ("table gone", went), ("new column", columns), ("column gone", dropped)) for name in names]


def _lines(what: str, one: Mapping) -> Iterator[str]:
    name, old, new = f"{one['id']} on {one['view']}" if one["view"] else one["id"], one["old"], one["new"]
    if what in (NEW, GONE):
        side = new or old
        yield f"{what}: {name}: {side['title']} (value {side['value']})"
        return
    parts = [f"{column} {old[column]} → {new[column]}" for column in ("value", "holds") if old[column] != new[column]]
    yield f"{name}: {'; '.join(parts) or 'value ' + new['value'] + ' as before'}"
    for column in ("title", "sentence", "limit"):
        if old[column] != new[column] and (what != OVERTURNED or column != "sentence"):
            yield f"  {column}, was: {old[column]}"
            yield f"  {column}, now: {new[column]}"
    yield from (f"  overturned now also by: {part}" for part in one["more"])
    yield from (f"  no longer overturned by: {part}" for part in one["less"])
