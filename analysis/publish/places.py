"""The pages to come back to: one for each partner, and one of all topics with an anchor each."""
from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from markupsafe import Markup

from analysis import dates, dossier, instruments, topicbook
from analysis.dataset import Dataset, categories
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import pages
from analysis.wording import count, join, sentence, word

TOPICS = "All topics"
OTHERS = "What the latest lists of others name and its own does not"
MARKS = {LISTED: "●", NOT_LISTED: "○", UNKNOWN: "?"}


def partner_page(data: Dataset, site: pages.Site, partner: str, href: str, asked: Dataset | None = None) -> str:
    """The page `href` of a partner: what was read, the instruments, topic by topic and event by event, what the latest lists of others name, and the items and the instruments' stages as published.

    `data` is the record; `asked` is the view that the report shows, where it is another: what the lists of others name is then said in that one too. KeyError for a partner
    that the data do not have, ValueError if the site has no such page.
    """
    at, table, last = _numbered(data, partner), dossier.rows(data, partner).to_dict("records"), dossier.latest(data, partner)
    items, legal = dossier.items(data, partner).to_dict("records"), dossier.legal(data, partner).to_dict("records")
    unstaged = [row for row in instruments.unstaged(data).to_dict("records") if row["partner"] == partner]
    grounds = [*(ground for row in legal for _, ground in row["grounds"]), *(row["note"] for row in unstaged)]
    used = [*(source for event in at for source, _ in event["lists"]), *(row["source"] for event in at for row in event["shown"]), *(source for row in legal for source, _ in row["grounds"]),
            *(source for text in grounds for _, source in _pieces(data, text))]
    name, short = data.label("partners", partner), dict(zip(data.partners["partner"], data.partners["short"]))
    views = [_lacking(view, partner) for view in dict.fromkeys([data, *([asked] if asked else [])]) if partner in set(view.partners["partner"])]
    toc = [("read", "What was read"), *([("instruments", "Instruments")] if legal or unstaged else []), ("topics", "Topic by topic"), ("others", OTHERS),
           ("evidence", "The items as published"), ("sources", "Sources")]
    return pages.framed(
        "partner.html", site, href, title=html.escape(name), toc=toc, css="places.css", events=at, rows=table, said=_said(data, partner), rest=_rest(data, partner),
        missing=[e for e in at if e["event"] in last[1]], has_list=bool(last[0]), views=views, legal=legal, unstaged=unstaged, pieces=lambda text: _pieces(data, text), lacking=OTHERS, groups=[(event, [r for r in items if r["event"] == event["event"]]) for event in at],
        implied=any(basis == "implied" for r in items for _, _, basis in r["topics"]), differ=any(any(r["contested"]) for r in table),
        sources=_sources(data, used), rulings=dict(zip(data.rulings["ruling"], data.rulings["title"])), short=short, names=lambda ids: ", ".join(short[p] for p in ids),
        others=len(data.partners) - 1, count=count, read=categories(data.descriptor, "lists", "read"), marks=MARKS, explore=_explore(data, partner=partner), join=join, kicker=data.label("partners", _role(data, partner), "role"))


def topics_page(data: Dataset, site: pages.Site, href: str = "topics.html") -> str:
    """The page of all topics: what each means, whose lists name it and when, and the items behind that. ValueError if the site has no page `href`."""
    book, whose, behind = topicbook.book(data).to_dict("records"), topicbook.whose(data), topicbook.behind(data)
    labels = {column: categories(data.descriptor, "topics", column) for column in ("pillar", "theme")}
    groups = [(pillar, label, [(theme, [row for row in book if (row["pillar"], row["theme"]) == (pillar, theme)]) for theme in labels["theme"]])
              for pillar, label in labels["pillar"].items()]
    groups = [(pillar, label, [(theme, rows) for theme, rows in themes if rows]) for pillar, label, themes in groups]
    rows = [row for found in behind.values() for row in found]
    decided = {row["ruling"] for row in rows} - {""}
    return pages.framed(
        "topics.html", site, href, title=TOPICS, toc=[("index", "Index"), *((f"pillar-{p}", html.escape(label)) for p, label, themes in groups if themes),
                                                           *([("rulings", "Coding rules")] if decided else []), ("sources", "Sources")],
        css="places.css", groups=[g for g in groups if g[2]], themes=labels["theme"], whose=whose, behind=behind, named=sum(row["named"] == topicbook.LISTED_HERE for row in book), total=len(book),
        first=_first(data), partners=dict(zip(data.partners["partner"], data.partners["short"])), events=_short(data), sources=_sources(data, (row["source"] for row in rows)),
        rulings=[row for row in data.rulings.to_dict("records") if row["ruling"] in decided], titles=dict(zip(data.rulings["ruling"], data.rulings["title"])), marks=MARKS,
        explore={t: _explore(data, topic=t) for t in behind}, listed_here=topicbook.LISTED_HERE, listed_elsewhere=topicbook.ELSEWHERE, view=data.view, differ=any(row["contested"] for row in rows),
        paged={p for p in data.partners["partner"] if f"partner-{p}.html" in {page.href for page in site.pages}})


def _numbered(data: Dataset, partner: str) -> list[dict]:
    """The events, the lists of each in the order in which the page numbers their sources, and those of sources that are only shown."""
    place = {source: n for n, source in enumerate(data.sources["source"])}
    shown = dossier.shown(data, partner).to_dict("records")
    return [row | {"lists": sorted(row["lists"], key=lambda one: place[one[0]]), "shown": [one for one in shown if one["event"] == row["event"]]} for row in dossier.events(data, partner).to_dict("records")]


def _said(data: Dataset, partner: str) -> str:
    """What was read of a partner, in a sentence or two."""
    at = dossier.events(data, partner)
    read, named = at[at["read"] != "none seen"], len(dossier.rows(data, partner))
    heard = set(dossier.shown(data, partner)["event"])
    if read.empty:
        none = "No list that counts here was read of any of them" if heard else "No list of any of them was seen"
        return f"{sentence(count(len(at), 'event'))} {none}: what they may have listed is unknown."
    items, only = int(read["items"].sum()), len(heard - set(read["event"]))
    further = f" Of {word(only)} more only lists that do not count here were read." if only else ""
    last, of = read.iloc[-1], "it" if len(at) == 1 else "all of them" if len(read) == len(at) else word(len(read))
    how = "read whole" if last["read"] == "whole" else "read in part, so what it leaves out is not known"
    return (f"{sentence(count(len(at), 'event'))} Lists were read of {of}: {count(items, 'item')} that {'names' if items == 1 else 'name'} {count(named, 'topic')}.{further} "
            f"The latest list is of {last['when']}; it was {how}.")


def _rest(data: Dataset, partner: str) -> list[tuple[str, list[dict]]]:
    """The topics on none of its lists, by state; a state without any is left out."""
    table = dossier.rest(data, partner).to_dict("records")
    return [(state, rows) for state in (NOT_LISTED, UNKNOWN) if (rows := [r for r in table if r["state"] == state])]


def _lacking(data: Dataset, partner: str) -> dict:
    """What the latest lists of others name and that of a partner does not, in one view, with what that list is."""
    at, (last, later) = dossier.events(data, partner).set_index("event"), dossier.latest(data, partner)
    table = dossier.others_name(data, partner).to_dict("records")
    compared = any(dossier.latest(data, other)[0] for other in data.partners["partner"] if other != partner)
    return {"view": data.view, "list": f"{at.at[last, 'name']}, {at.at[last, 'when']}" if last else "", "whole": bool(last) and at.at[last, "read"] == "whole", "compared": compared,
            "later": [f"{at.at[e, 'name']}, {at.at[e, 'when']}" for e in later], "not_listed": [r for r in table if r["state"] == NOT_LISTED], "unknown": [r for r in table if r["state"] == UNKNOWN]}


def _sources(data: Dataset, used: Iterable[str]) -> dict[str, dict]:
    """The sources that a page names, numbered in their order: id, number and row."""
    wanted = set(used)
    rows = [row for row in data.sources.to_dict("records") if row["source"] in wanted]
    standing = categories(data.descriptor, "sources", "standing")
    return {row["source"]: {**row, "number": n, "standing": standing[row["standing"]]} for n, row in enumerate(rows, 1)}


def _pieces(data: Dataset, text: str) -> list[tuple[str, str]]:
    """A text of ours in pieces: words, and what follows them where the text names a source, or a milestone, by its id: the source ("" at the end).

    >>> from analysis.example import toy
    >>> _pieces(toy("record"), "As press has it; not pressed.")
    [('As ', 'press'), (' has it; not pressed.', '')]
    """
    named = {source: source for source in data.sources["source"]} | dict(zip(data.milestones["milestone"], data.milestones["source"]))
    parts = re.split(rf"(?<![\w-])({'|'.join(sorted(map(re.escape, named), key=len, reverse=True))})(?![\w-])", text)
    return [(words, named.get(id_, "")) for words, id_ in zip(parts[::2], [*parts[1::2], ""])]


def _first(data: Dataset) -> Mapping[str, str]:
    """When the first list that names each topic is of, in words."""
    return {code: dates.say(date) for code, date in presence(data, "topic", "event").first.items()}


def _short(data: Dataset) -> dict[str, str]:
    return {row["event"]: row["short"] for partner in data.partners["partner"] for row in dossier.events(data, partner).to_dict("records")}


def _role(data: Dataset, partner: str) -> str:
    return str(dict(zip(data.partners["partner"], data.partners["role"]))[partner])


def _explore(data: Dataset, **of: str) -> Markup:
    return Markup(html.escape(f"explorer.html#explore?{urlencode({'view': data.view, **of})}"))
