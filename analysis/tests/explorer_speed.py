"""How quick the explorer is on a large made-up network: `python -m analysis.tests.explorer_speed [folder]`.

30 partners, 200 topics, 2,000 links, in a Chromium without a window, as it is and with the processor of its main thread slowed down four times (the protocol's
Emulation.setCPUThrottlingRate). *Interactive*: from the start of navigation to the second animation frame after the script has put all in place. *Lit*: from the pointer's
press on a node over which it did not hover to the second animation frame after the click, so that the lit view is painted. *Frame*: the longest task of the page's main thread
after the click, or while the pointer passes over thirty nodes, from a trace: in time by the clock, and in time of its thread, which other work on the machine does not lengthen.
"""
from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from analysis.tests import browser, exploring

WATCH = """
addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => window.ready = performance.now()))));
window.lit = 0;
addEventListener('click', event => requestAnimationFrame(() => requestAnimationFrame(() => window.lit = performance.now() - event.timeStamp)), true);
"""
QUIET = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))"
HOVER = """async keys => {
  for (const key of keys) {
    document.querySelector(`[data-node="${key}"]`).dispatchEvent(new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'}));
    for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
  }
}"""
MOST = """() => { const count = b => +b.querySelector('.count').textContent, top = side => [...document.querySelectorAll(side)].sort((a, b) => count(b) - count(a))[0].dataset.node;
  return [top('.partner'), top('.code'), document.querySelector('.pillar').dataset.node]; }"""


def longest(started, page, act) -> tuple[float, float]:
    """The longest task of the page's main thread while `act` runs: by the clock and of its thread, in milliseconds."""
    started.start_tracing(page=page, categories=["toplevel", "disabled-by-default-devtools.timeline", "devtools.timeline"])
    act()
    page.evaluate(QUIET)
    events = json.loads(started.stop_tracing())["traceEvents"]
    main = {(e["pid"], e["tid"]) for e in events if e["name"] == "EventDispatch"}
    tasks = [e for e in events if e["name"] == "ThreadControllerImpl::RunTask" and (e["pid"], e["tid"]) in main]
    return tuple(max(e.get(key, 0) for e in tasks) / 1000 for key in ("dur", "tdur"))


def measured(started, rate: int, path: Path) -> None:
    """Print the measurements at a rate of slowing down."""
    page = started.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.goto(path.as_uri())
    while not page.evaluate("window.ready"):
        page.evaluate(QUIET)
    print(f"{rate}x  interactive: {page.evaluate('ready'):.0f} ms")
    for key in page.evaluate(MOST):
        node = page.locator(f'[data-node="{key}"]').first
        node.scroll_into_view_if_needed()
        seen = []
        for _ in range(5):
            page.mouse.move(1, 1)
            page.evaluate(QUIET)
            frame = longest(started, page, lambda: node.dispatch_event("click", {"bubbles": True}))
            seen.append((page.evaluate("lit"), *frame))
            page.keyboard.press("Escape")
            page.evaluate(QUIET)
        lit, wall, thread = (sorted(values)[2] for values in zip(*seen))
        print(f"{rate}x  click on the {key.split()[0]} with most links: lit in {lit:.0f} ms; longest frame {wall:.0f} ms, of its thread {thread:.0f} ms (medians of five)")
    keys = page.evaluate("[...document.querySelectorAll('.partner, .code')].filter((_, n) => n % 7 == 0).slice(0, 30).map(b => b.dataset.node)")
    wall, thread = longest(started, page, lambda: page.evaluate(HOVER, keys))
    print(f"{rate}x  passing over thirty nodes: longest frame {wall:.0f} ms, of its thread {thread:.0f} ms")
    page.close()


def main(folder: Path) -> None:
    from playwright.sync_api import sync_playwright
    path = exploring.write(folder, "large", exploring.large())
    print(f"{path.stat().st_size:,} bytes")
    with sync_playwright() as driver, browser.launch(driver, browser.find()) as started:
        for rate in (1, 4):
            measured(started, rate, path)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
