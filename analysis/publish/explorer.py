"""The explorer page: the network to touch, and the same as a plain table where no script runs."""
from __future__ import annotations

import html

from analysis import dates
from analysis.dataset import Dataset
from analysis.explorer import model
from analysis.presence import presence
from analysis.publish import pages, style

TITLE = "Who lists which topic?"
SCRIPTS = [f"explorer/{part}.js" for part in ("model", "state", "network", "elements", "bar", "columns", "table", "pair", "panel", "use")]


def page(data: Dataset, site: pages.Site, href: str = "explorer.html") -> str:
    """The page `href` of the site: all partners and topics of the view and of the record, with the evidence behind each link.

    ValueError if the site has no such page, or for more pillars than there are colours for them.

    >>> from analysis.example import toy
    >>> site = pages.Site("Toy", "Edition 1", "It ends.", "Nobody: Toy.", (pages.Page("explorer.html", TITLE, "Explore"),))
    >>> "partner-a.html" in page(toy(), site)
    True
    """
    value = model(data)
    colours = style.pillar_colours([pillar for pillar, _ in value["pillars"]])
    value["pillars"] = [[*pillar, colours[pillar[0]]] for pillar in value["pillars"]]
    return pages.framed("explorer.html", site, href, title=html.escape(TITLE), toc=[], script=SCRIPTS, model=value, css="explorer.css", view=data.view, **_table(data))


def _table(data: Dataset) -> dict:
    """What stands in the plain table: the partners, a row of states for each topic, and which lists these are."""
    shown = presence(data)
    short = dict(zip(data.partners["partner"], data.partners["short"]))
    name = dict(zip(data.events["event"], data.events["name"]))
    source = {s: (title, address if address.startswith(("https://", "http://")) else "") for s, title, address in zip(data.sources["source"], data.sources["title"], data.sources["address"])}
    read = data.lists[data.lists["read"] != "none seen"]
    used = []
    for column in shown.columns:
        held = dict.fromkeys(s for s, event in zip(read["source"], read["event"]) if event in column.events)
        used.append((short[column.partner], f"{name[column.events[-1]]}, {dates.say(column.date)}" if column.events else "no list that counts here was read", [source[s] for s in held]))
    return {"partners": [(c.partner, short[c.partner]) for c in shown.columns], "used": used,
            "topics": [(code, shown.labels[code], [shown.state(c.key, code) for c in shown.columns]) for code in shown.codes]}
