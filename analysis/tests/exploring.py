"""The explorer page for tests: written into a folder and opened in a browser, with whatever goes wrong kept beside it."""
from __future__ import annotations

import random
from contextlib import contextmanager
from pathlib import Path

from analysis import dates
from analysis.dataset import Dataset
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import explorer, pages
from analysis.tests import browser, changed

SITE = pages.Site("A report", "Edition 1, view 'page'", "The text ends in spring.", "The contributors: A report.",
                  (pages.Page("index.html", "Start", "Start"), pages.Page("explorer.html", explorer.TITLE, "Explore")))


def write(folder: Path, name: str, data: Dataset) -> Path:
    """The explorer page of a dataset as the file `name`.html."""
    path = folder / f"{name}.html"
    path.write_text(explorer.page(data, SITE), encoding="utf-8")
    return path


@contextmanager
def opened(chromium: str):
    """Gives `visit(path, hash, **context)`: a page that keeps in `page.said` what it asked for, refused or complained of. Pages of one kind are used again."""
    from playwright.sync_api import sync_playwright
    with sync_playwright() as driver, browser.launch(driver, chromium) as started:
        kept = {}

        def visit(path: Path, fragment: str = "", fresh: bool = False, width: int = 1440, height: int = 900, **context):
            kind = (path, width, height, *sorted(context.items()))
            if fresh and kind in kept:
                kept.pop(kind).context.close()
            if kind not in kept:
                page = kept[kind] = started.new_context(viewport={"width": width, "height": height}, **context).new_page()
                page.said = []
                page.on("request", lambda request: None if request.url.startswith(path.as_uri()) else page.said.append(request.url))
                page.on("console", lambda message: page.said.append(message.text))
                page.on("pageerror", lambda fault: page.said.append(str(fault)))
                page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
                page.add_init_script("addEventListener('securitypolicyviolation', e => console.log(`refused ${e.violatedDirective} ${e.sample}`));"
                                     "window.shifts = []; new PerformanceObserver(list => shifts.push(...list.getEntries().map(e => e.value)))"
                                     ".observe({type: 'layout-shift', buffered: true})")
            page = kept[kind]
            page.goto(path.as_uri() + fragment)
            if context.get("java_script_enabled", True):   # without scripts no frame is ever asked for
                settle(page)
            return page

        yield visit


def settle(page) -> None:
    """Wait until what was asked for is drawn."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def cells(page) -> dict[tuple[str, str], str]:
    """What the table says: the state of each partner and topic or theme, by their ids."""
    return {(partner, code): state for partner, code, state in page.evaluate("""() => {
        const id = button => button.dataset.node.split(' ')[1], heads = [...document.querySelectorAll('.matrix thead button')].map(id);
        return [...document.querySelectorAll('.matrix tbody tr:not(.group)')].flatMap(row =>
            [...row.querySelectorAll('td')].map((cell, n) => [heads[n], id(row.querySelector('th button')), cell.dataset.state])); }""")}


def expected(data: Dataset, grain: str, lists: str, until: str) -> dict[tuple[str, str], str]:
    """The same by presence.py: the state of each pair on the lists up to a day, of the codes that a list names by then."""
    by_event = presence(data, grain, "event")
    held = [row for row in zip(data.events["event"], data.events["partner"], data.events["date"], data.events["lists"]) if dates.parse(row[2]).last.isoformat() <= until]
    codes = [code for code in by_event.codes if any((event, code) in by_event.listed for event, *_ in held)]
    if lists == "ever":
        shown = presence(data, grain, until)
        return {(column.key, code): shown.state(column.key, code) for column in shown.columns for code in codes}
    made = {}
    for partner in data.partners["partner"]:
        last = [event for event, mine, _, read in held if mine == partner and read][-1:]
        for code in codes:
            made[partner, code] = by_event.state(last[0], code) if last else UNKNOWN
    assert set(made.values()) <= {LISTED, NOT_LISTED, UNKNOWN}
    return made


def stops(data: Dataset) -> list[str]:
    """The last days of the dates of all events, in order."""
    return sorted({dates.parse(date).last.isoformat() for date in data.events["date"]})


def large(partners: int = 30, topics: int = 200, links: int = 2000, seed: int = 7) -> Dataset:
    """A made-up dataset: so many partners, each with a launch of 20 items and a Council, and so many links on the lists of these Councils."""
    draw = random.Random(seed)
    pairs = draw.sample([(p, t) for p in range(partners) for t in range(topics)], links)

    def change(tables: changed.Rows) -> None:
        pattern = {name: dict.fromkeys(found[0], "") for name, found in tables.items()}
        theme, pillar = ([*dict.fromkeys(row[column] for row in tables["topics"])] for column in ("theme", "pillar"))
        for name in tables:
            if name not in ("sources", "views"):
                tables[name] = []
        for t in range(topics):
            tables["topics"].append(pattern["topics"] | {"topic": f"t{t}", "label": f"Topic {t} of the {draw.choice(['digital', 'quantum', 'green', 'secure', 'open'])} kind",
                                                         "theme": theme[t % len(theme)], "pillar": pillar[t * 7 % len(pillar)], "definition": "Made up."})
        for p in range(partners):
            tables["partners"].append({"partner": f"p{p}", "name": f"Partner number {p}", "in_text": f"Partner {p}", "short": f"Partner {p}", "role": "partnership"})
            for kind, ordinal, date in (("launch", "", f"{2000 + p // 3}-{p % 12 + 1:02}-01"), ("council", "1", f"{2012 + p // 3}-{p % 12 + 1:02}-02")):
                event = f"p{p}-{kind}"
                tables["events"].append(pattern["events"] | {"event": event, "partner": f"p{p}", "kind": kind, "ordinal": ordinal, "name": f"{kind.capitalize()} of partner {p}"})
                tables["lists"].append(pattern["lists"] | {"list": f"l-{event}", "source": "page-2024", "event": event, "date": date, "heading": "A heading", "line": "1",
                                                           "read": "part" if p % 5 == 4 else "whole", "content": "areas", "claims": "unstated"})
                named = [t for q, t in pairs if q == p] if kind == "council" else draw.sample(range(topics), 20)
                for n, t in enumerate(named, 1):
                    tables["items"].append(pattern["items"] | {"item": f"{event}-{n}", "list": f"l-{event}", "position": str(n), "label": f"Item {n} on topic {t}", "line": str(n)})
                    tables["codings"].append({"item": f"{event}-{n}", "topic": f"t{t}", "basis": "named", "ruling": ""})

    return changed.dataset(change)
