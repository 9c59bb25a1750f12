"""The rows of two editions in words: what an item, a code, a list is, whose it is, and what of it is other now."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from analysis import dates
from analysis.edition import Edition, Row
from analysis.editions import READ, Altered, Changes, Rows
from analysis.wording import word

# The tables that are told of in words of their own, with the columns that these need.
_APART = {"items": {"item"}, "codings": {"item", "topic"}, "topics": {"topic"}, "sources": {"source"}, "lists": {"list"}}
_MANY = 12      # so many keys of another table are named on the terminal; more are counted


def counted(number: int, noun: str) -> str:
    """A number with its noun, in words up to twelve.

    >>> counted(1, "code"), counted(13, "source")
    ('one code', '13 sources')
    """
    return f"{word(number)} {noun}{'' if number == 1 else 's'}"


def when(date: str) -> str:
    """A date as a sentence says it, or as it stands where it is none: another edition may write dates as it likes.

    >>> when("2024-05"), when("spring")
    ('May 2024', 'spring')
    """
    try:
        return dates.say(date)
    except ValueError:
        return date


def arrow(altered: Mapping[str, str]) -> str:
    """What a cell was and is.

    >>> arrow({"was": "part", "now": "whole"})
    '“part” → “whole”'
    """
    return f"“{altered['was']}” → “{altered['now']}”"


class Words:
    """The rows of two editions in words: what an item, a code, a list is, and whose."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        has = {name: set(table.columns) for name, table in changes.new.tables.items()}
        self.apart = [name for name, needed in _APART.items() if name in changes.rows and needed <= has[name] & set(changes.old.tables[name].columns)]
        self.rows = {name: changes.rows[name] for name in self.apart}
        self.by = [{name: {row.get(table.key[0] if table.key else "", ""): row for row in table.rows} for name, table in one.tables.items()}
                   for one in (changes.old, changes.new)]
        self.held = [Counter(row.get("list") for row in self.table(one, "items")) for one in (changes.old, changes.new)]
        list_of = [{row.get("item"): row.get("list") for row in self.table(one, "items")} for one in (changes.old, changes.new)]
        self.coded = [Counter(list_of[n].get(row.get("item")) for row in self.table(one, "codings")) for n, one in enumerate((changes.old, changes.new))]

    @staticmethod
    def table(one: Edition, name: str) -> Sequence[Row]:
        return one.tables[name].rows if name in one.tables else ()

    def _of(self, side: int, name: str, key: str) -> Row:
        return self.by[side].get(name, {}).get(key, {})

    def _label(self, side: int, name: str, key: str, column: str) -> str:
        return self._of(side, name, key).get(column) or key

    def _item(self, side: int, key: str) -> str:
        row = self._of(side, "items", key)
        return f"{key} “{row.get('label', '')}” ({row.get('list', '')}, {row.get('position', '')})" if row else key

    def _said(self, side: int, column: str, value: str) -> str:
        """The label of a category, or its value where the edition has none for it."""
        return (self.changes.old, self.changes.new)[side].labels.get(column, {}).get(value, value)

    def _whose(self, side: int, row: Row) -> str:
        """The partner of a list, by its id."""
        return self._of(side, "events", row.get("event", "")).get("partner", "")

    def codes(self) -> dict:
        """Codes on items that both have, one by one, and how many came or went with items."""
        whole = self.rows.get("codings")
        recoded = self.changes.recoded if whole is not None else Rows()
        rows = [{"what": what, "item": row["item"], "label": self._of(side, "items", row["item"]).get("label", ""), "list": self._of(side, "items", row["item"]).get("list", ""),
                 "topic": row["topic"], "topic_label": self._label(side, "topics", row["topic"], "label"), "was": was, "now": now}
                for what, side, found in (("new", 1, recoded.came), ("gone", 0, recoded.went), ("altered", 1, recoded.altered))
                for row, was, now in (self._sides(what, one) for one in found)]
        lines = [f"{r['what']}: {self._item(0 if r['what'] == 'gone' else 1, r['item'])}: {r['topic']}, " + (f"{r['was']} → {r['now']}" if r["what"] == "altered" else r["was"] or r["now"]) for r in rows]
        apart = [(f"{counted(len(all_) - len(some), 'code')} {what}", len(all_) - len(some)) for what, all_, some in (
            ("came with items that are new", whole.came, recoded.came), ("went with items that are gone", whole.went, recoded.went))] if whole is not None else []
        kept = sum(1 for row in self.table(self.changes.new, "codings") if row.get("item") in self._kept()) if whole is not None else 0
        return {"rows": rows, "lines": lines, "apart": [said for said, n in apart if n], "kept": kept, "kept_items": len(self._kept())}

    def _kept(self) -> set[str]:
        came = {row.get("item") for row in self.rows["items"].came} if "items" in self.rows else set()
        return {row.get("item") for row in self.table(self.changes.new, "items")} - came if "items" in self.rows else set()

    @staticmethod
    def _sides(what: str, one: Row | Altered) -> tuple[Row, str, str]:
        def said(row: Row) -> str:
            return ", ".join(filter(None, [row.get("basis"), f"ruling {row['ruling']}" if row.get("ruling") else ""]))
        if isinstance(one, Altered):
            return one.new, said(one.old), said(one.new)
        return one, *(("", said(one)) if what == "new" else (said(one), ""))

    def altered(self, name: str) -> list[dict]:
        """Cells that are other now, one by one."""
        found = self.changes.rows.get(name)
        rows = [(", ".join(one.new[c] for c in found.key), column, one.old[column], one.new[column]) for one in found.altered for column in one.columns] if found else []
        return [{"id": id_, "name": id_, "column": column, "was": was, "now": now, "was_said": self._said(0, f"{name}.{column}", was), "now_said": self._said(1, f"{name}.{column}", now)}
                for id_, column, was, now in rows]

    def items(self) -> dict:
        """Items that differ, one by one, but those that came or went with their list."""
        found, lists = self.rows.get("items"), self.rows.get("lists")
        if not found:
            return {"altered": [], "new": [], "gone": []}
        apart = [{row["list"] for row in (rows if lists else ())} for rows in (lists.went if lists else (), lists.came if lists else ())]
        said = [[self._item(side, row["item"]) for row in rows if row.get("list") not in apart[side]] for side, rows in ((1, found.came), (0, found.went))]
        return {"altered": [{**one, "name": self._item(1, one["id"])} for one in self.altered("items")], "new": said[0], "gone": said[1]}

    def lists(self) -> dict:
        """Lists with items that came, by partner; those that went; those read further or less far; other cells."""
        found, items = self.rows.get("lists"), self.rows.get("items")
        came, went = ({row["list"] for row in rows} for rows in ((found.came, found.went) if found else ((), ())))
        new = {row["item"] for row in items.came} if items else set()
        labels: dict[str, list[str]] = {}
        for row in self.table(self.changes.new, "items"):
            if row.get("item") in new:
                labels.setdefault(row.get("list", ""), []).append(row.get("label", ""))
        rows = [row for row in self.table(self.changes.new, "lists") if row.get("list") in came or row.get("list") in labels]
        groups: dict[str, list[dict]] = {}
        for row in sorted(rows, key=lambda row: (_sorted(row.get("date", "")), row["list"])):
            groups.setdefault(self._whose(1, row), []).append(self._list(1, row) | {"known": row["list"] not in came, "labels": labels.get(row["list"], [])})
        partners = [{"name": self._label(1, "partners", partner, "name"), "comparator": self._of(1, "partners", partner).get("role") == "comparator", "lists": groups[partner],
                     "unseen": sum(not one["known"] and not one["seen"] for one in groups[partner]), "seen": sum(not one["known"] and one["seen"] for one in groups[partner]),
                     "fresh": sum(len(one["labels"]) for one in groups[partner])} for partner in self._partners() if partner in groups]
        altered = [{**one, "name": "{partner}, {event}, {when} ({document})".format(**self._list(1, self._of(1, "lists", one["id"])))} for one in self.altered("lists")]
        return {"partners": partners, "seen": sum(p["seen"] for p in partners), "unseen": sum(p["unseen"] for p in partners), "fresh": len(new), "went": [self._list(0, row) for row in found.went] if found else [],
                "further": [one for one in altered if one["column"] == "read"], "altered": [one for one in altered if one["column"] != "read"]}

    def _list(self, side: int, row: Row) -> dict:
        event = self._of(side, "events", row.get("event", ""))
        return {"id": row["list"], "seen": row.get("read") != READ[0], "event": event.get("name", row.get("event", "")), "when": when(row.get("date", "")), "document": self._label(side, "sources", row.get("source", ""), "title"),
                "read": self._said(side, "lists.read", row.get("read", "")), "held": self.held[side][row["list"]], "codes": self.coded[side][row["list"]], "partner": self._label(side, "partners", event.get("partner", ""), "name")}

    def _partners(self) -> list[str]:
        """Partners of the newer edition in order of launch, those for comparison last; "" stands for none."""
        launch: dict[str, list[str]] = {}
        for row in self.table(self.changes.new, "lists"):
            if self._of(1, "events", row.get("event", "")).get("kind") == "launch":
                launch.setdefault(self._whose(1, row), []).append(row.get("date", ""))
        order = sorted((row.get("role") == "comparator", min(map(_sorted, launch.get(row["partner"], [])), default=("9999",)), row.get("name", ""), row["partner"])
                       for row in self.table(self.changes.new, "partners") if "partner" in row)
        return list(dict.fromkeys([*(partner for *_, partner in order), *sorted(self._whose(1, row) for row in self.table(self.changes.new, "lists"))]))

    def topics(self) -> dict:
        """Topics that came, by theme; that went; and cells that are other: moved to another theme or pillar, else said otherwise."""
        found = self.rows.get("topics")
        themes: dict[str, list[dict]] = {}
        order = list(self.changes.new.labels.get("topics.theme", ()))
        for row in sorted(found.came, key=lambda row: (order.index(row["theme"]) if row.get("theme") in order else len(order), row.get("theme", ""), row.get("label", ""))) if found else ():
            themes.setdefault(self._said(1, "topics.theme", row.get("theme", "")), []).append({"id": row["topic"], "label": row.get("label", "")})
        altered = [{**one, "name": self._label(1, "topics", one["id"], "label")} for one in self.altered("topics")]
        return {"came": [{"theme": theme, "topics": rows} for theme, rows in themes.items()], "went": [row.get("label", "") for row in found.went] if found else [],
                "n": len(found.came) if found else 0, "moved": [one for one in altered if one["column"] in ("theme", "pillar")],
                "redefined": [one for one in altered if one["column"] not in ("theme", "pillar")]}

    def sources(self) -> dict:
        """Sources that came: how many with a list, and the others one by one; that went; cells that are other."""
        found = self.rows.get("sources")
        of = {row.get("source") for row in self.table(self.changes.new, "lists")}
        came, went = (found.came, found.went) if found else ((), ())
        told = [[{"title": row.get("title", row["source"]), "publisher": row.get("publisher", ""), "standing": self._said(side, "sources.standing", row.get("standing", ""))} for row in rows]
                for side, rows in ((1, [row for row in came if row["source"] not in of]), (0, went))]
        return {"n": len(came), "told": sum(row["source"] in of for row in came), "without": told[0], "went": told[1],
                "altered": [{**one, "name": self._label(1, "sources", one["id"], "title")} for one in self.altered("sources")]}

    def tables(self) -> dict:
        """Every table that both have: how many rows came, went and are other; the other cells of those that no section tells; tables and columns of one alone."""
        rows = [{"name": name, "came": len(found.came), "went": len(found.went), "altered": len(found.altered)} for name, found in self.changes.rows.items() if found]
        (came, gone), (columns, dropped) = self.changes.tables, self.changes.columns
        return {"rows": rows, "altered": [{**one, "name": f"{name}: {one['name']}"} for name in self.changes.rows if name not in self.apart for one in self.altered(name)],
                "came": [{"name": name, "rows": len(self.changes.new.tables[name].rows)} for name in came], "gone": list(gone), "columns": list(columns), "dropped": list(dropped)}

    def lines(self, name: str) -> Iterator[str]:
        """The rows of a table for a terminal: those that are other cell by cell, and what came and went by its key, or counted where that is too much."""
        found = self.changes.rows.get(name)
        if not found:
            return
        for what, side, rows in (("new", 1, found.came), ("gone", 0, found.went)):
            if name not in self.apart and len(rows) > _MANY:
                yield f"{what}: {len(rows)} rows"
            else:
                yield from (f"{what}: {', '.join(row[column] for column in found.key)}{self._more(side, name, row)}" for row in rows)
        for one in self.altered(name):
            further = name == "lists" and one["column"] == "read" and one["was"] in READ and one["now"] in READ
            how = f" ({'read further' if READ.index(one['now']) > READ.index(one['was']) else 'read less far'})" if further else ""
            yield f"{one['id']}: {one['column']} {arrow(one)}{how}"

    def _more(self, side: int, name: str, row: Row) -> str:
        if name == "lists" and name in self.apart:
            one = self._list(side, row)
            return f" ({one['partner']}, {one['event']}, {one['when']}; {one['read']}, {counted(one['held'], 'item')})"
        label = row.get("label") or row.get("title") or row.get("name") or ""
        return f" “{label}”" if label else ""


def _sorted(date: str) -> tuple:
    """A date to sort by; what is no date comes last."""
    try:
        return (str(dates.parse(date).first), str(dates.parse(date).last))
    except ValueError:
        return ("9999", date)
