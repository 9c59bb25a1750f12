"""Chromium for tests, and a page looked at in it: what a reader would stumble over, by name of check, nothing if all is well.

Chromium comes from the system, its driver and axe-core from PyPI; Node is not needed beyond the one that the driver brings with it.
"""
from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from analysis.publish.paper import find  # noqa: F401  the tests look with the browser that prints

if TYPE_CHECKING:   # the quick check reads this file too, and shall not wait for the driver
    from playwright.sync_api import Browser, Page, Playwright

MISSING = ("no Chromium here, so pages are not looked at; install Chromium or Chrome (on Debian: `sudo apt install chromium`), or set CHROMIUM to the "
           "path of one")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
HELPERS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
SMALLEST = 11                # pixels on a screen
SMALLEST_ON_PAPER = 9        # pixels: a little under 7 points


def lacking(sentence: str) -> NoReturn:
    """End a test that cannot run for want of something: for a person it is skipped, with the sentence that says what to do; in continuous
    integration it fails."""
    import pytest
    (pytest.skip if os.environ.get("CI", "").lower() in ("", "0", "false") else pytest.fail)(sentence)


def launch(playwright: Playwright, path: str) -> Browser:
    """A Chromium without a window that looks up no name. It gives up its sandbox only where it cannot have one, as root."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    return playwright.chromium.launch(executable_path=path, chromium_sandbox=not root,
                                      args=["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"])


@dataclass(frozen=True)
class Look:
    """A page as it was seen: `faults` by check, the `links` it has and the `anchors` it offers, and of each chart the link to its numbers and the
    `rows` of its table."""
    faults: dict[str, list[str]]
    links: list[str]
    anchors: list[str]
    charts: list[dict]


def looks(path: str, visits: Sequence[tuple[str, int, str]]) -> dict[tuple[str, int, str], Look]:
    """What is seen on each visit (address, width, scheme), two at a time, each in a thread with a driver of its own: drivers keep to one thread."""
    def share(mine: Sequence[tuple[str, int, str]]) -> dict:
        from playwright.sync_api import sync_playwright
        with sync_playwright() as playwright, launch(playwright, path) as browser:
            return {visit: look(browser, *visit) for visit in mine}

    with ThreadPoolExecutor(2) as pool:
        return {visit: seen for found in pool.map(share, (visits[::2], visits[1::2])) for visit, seen in found.items()}


def look(browser: Browser, address: str, width: int, scheme: str) -> Look:
    """Visit a page once and try everything: as it loads, by keyboard, with all that folds unfolded, on paper, in a reader's own colours."""
    asked, said = [], []
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(f"console: {message.text}"))
        page.on("pageerror", lambda fault: said.append(f"script: {fault}"))
        page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.log(`refused ${e.violatedDirective} ${e.blockedURI} ${e.sample}`))")
        page.goto(address)
        page.evaluate(HELPERS)
        facts = page.evaluate("facts()")
        faults = {"shift": page.evaluate("shifted()"), "keyboard": _keyboard(page)}
        faults |= page.evaluate(f"drawn({SMALLEST})") | {"contrast": page.evaluate("pale()")}
        faults["axe"] = axe(page)
        faults["motion"], faults["colours"] = _preferences(page)
        faults["paper"], faults["sheet"] = _paper(page)
    faults |= {"alone": facts["foreign"], "once": facts["once"], "requests": [url for url in asked if url != address], "said": said}
    return Look(faults, facts["links"], facts["anchors"], facts["charts"])


def moved(path: str, addresses: Sequence[str], widths: Sequence[int]) -> dict[tuple[str, int], list[str]]:
    """What moves on a page, by address and width, from the first that is drawn of it to its end."""
    from playwright.sync_api import sync_playwright
    found = {}
    with sync_playwright() as playwright, launch(playwright, path) as browser:
        for width in widths:
            with browser.new_context(viewport={"width": width, "height": 800}) as context:
                for address in addresses:
                    page = context.new_page()
                    page.goto(address)
                    page.evaluate(HELPERS)
                    found[address, width] = page.evaluate("shifted()")
                    page.close()
    return found


def axe(page: Page) -> list[str]:
    """The violations that axe-core finds on a page: WCAG 2.0 to 2.2, levels A and AA, and best practice; one line for each element."""
    from axe_playwright_python.sync_playwright import Axe
    found = Axe().run(page, options={"runOnly": list(TAGS), "resultTypes": ["violations"]}).response
    assert found["passes"], "axe-core has looked at nothing"
    return [f"{rule['id']} ({rule['impact']}): {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


def _keyboard(page: Page) -> list[str]:
    """Tab through the whole page, then unfold what folds, by Enter and by the space bar in turn."""
    expected = page.evaluate("listen()")
    for _ in range(len(expected) + 1):
        page.keyboard.press("Tab")
    stops = page.evaluate("stops")
    faults = [f"{stop['what']}: focus is not seen" for stop in stops if not stop["seen"]]
    reached = [stop["what"] for stop in stops][:len(expected)]
    if reached != expected:
        at = next((n for n, (a, b) in enumerate(zip(reached, expected)) if a != b), len(reached))
        faults.append(f"the Tab key reaches {len(reached)} of {len(expected)} places; the first amiss is number {at + 1}, {expected[at]}")
    for number in range(page.locator("summary").count()):
        page.evaluate("n => document.querySelectorAll('summary')[n].focus()", number)
        page.keyboard.press(("Enter", "Space")[number % 2])
    return faults + page.evaluate("[...document.querySelectorAll('details:not([open])')].map(d => `${what(d)}: stays folded`)")


def _preferences(page: Page) -> tuple[list[str], list[str]]:
    """What moves although the reader wants nothing to, and text that cannot be read in the reader's own colours."""
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    found = page.evaluate("[moving(), pale()]")
    page.emulate_media(reduced_motion="no-preference", forced_colors="none")
    return found[0], found[1]


def _paper(page: Page) -> tuple[list[str], list[str]]:
    """A4: dark on white, no code, nothing beyond the edge; and charts that are not on one sheet with their texts, large enough to be read."""
    width, height = page.evaluate("sheet()")
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print")
    drawn = page.evaluate(f"drawn({SMALLEST_ON_PAPER})")
    printed, broken = page.evaluate(f"paper({height})")
    return printed + drawn["fits"] + page.evaluate("pale()"), broken + drawn["size"]
