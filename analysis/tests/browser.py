"""Chromium for tests, and a page looked at in it: what a reader would stumble over, by name of check, nothing if all is well.

Chromium comes from the system, its driver and axe-core from PyPI; Node is not needed beyond the one that the driver brings with it.
"""
from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:   # the quick check reads this file too, and shall not wait for the driver
    from playwright.sync_api import Browser, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = ("no Chromium here, so pages are not looked at; install Chromium or Chrome (on Debian: `sudo apt install chromium`), or set CHROMIUM to the "
           "path of one")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
SMALLEST = 11                # pixels on a screen
A4 = (643, 978)              # what the style sheet's margins leave of the paper, in pixels
SMALLEST_ON_PAPER = 9        # pixels: a little under 7 points


def find(environ=os.environ) -> str | None:
    """The path of a Chromium: what CHROMIUM names, else the first that PATH has.

    >>> find({"CHROMIUM": "/opt/chromium", "PATH": ""}), find({"PATH": ""})
    ('/opt/chromium', None)
    """
    return environ.get("CHROMIUM") or next(filter(None, (shutil.which(name, path=environ.get("PATH", "")) for name in NAMES)), None)


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
        page.evaluate(_HELPERS)
        facts = page.evaluate("facts()")
        faults = {"keyboard": _keyboard(page)}
        faults |= page.evaluate(f"drawn({SMALLEST})") | {"contrast": page.evaluate("pale()")}
        faults["axe"] = axe(page)
        faults["motion"], faults["colours"] = _preferences(page)
        faults["paper"], faults["sheet"] = _paper(page)
    faults |= {"alone": facts["foreign"], "once": facts["once"], "requests": [url for url in asked if url != address], "said": said}
    return Look(faults, facts["links"], facts["anchors"], facts["charts"])


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
    """A4: dark on white, no code, nothing beyond the edge; and charts that do not stay in one piece with their texts."""
    page.set_viewport_size({"width": A4[0], "height": A4[1]})
    page.emulate_media(media="print")
    drawn = page.evaluate(f"drawn({SMALLEST_ON_PAPER})")
    printed, broken = page.evaluate(f"paper({A4[1]})")
    return printed + drawn["fits"] + drawn["size"] + page.evaluate("pale()"), broken


_HELPERS = r"""
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = e => e.textContent.trim().replace(/\s+/g, ' ').slice(0, 50);
const what = e => `<${e.localName}${e.id && ' id=' + e.id}> ${words(e) || (e.outerHTML || '').slice(0, 80)}`;
const shown = e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.unseen');

globalThis.facts = () => {
  const foreign = [], once = [], ours = /^(data:|#)/;
  for (const e of all('*')) for (const a of e.attributes) {
    const leads = ['src', 'srcset', 'poster', 'data', 'action', 'formaction', 'ping', 'xlink:href'].includes(a.name) || a.name == 'href' && e.localName != 'a';
    if (leads && !ours.test(a.value) || /^\s*javascript:/i.test(a.value)) foreign.push(`${what(e)}: ${a.name}=${a.value.slice(0, 60)}`);
    if (/^on/i.test(a.name) || a.name == 'style') foreign.push(`${what(e)}: has ${a.name}`);
    if (/url\(\s*['"]?(?!#|data:)/i.test(a.value)) foreign.push(`${what(e)}: ${a.value.slice(0, 60)}`);
  }
  /* Without any of these, and with no handler above, a browser without JavaScript shows the same page. */
  for (const e of all('script, noscript, iframe, object, embed, base, meta[http-equiv=refresh]')) foreign.push(what(e));
  for (const e of all('style')) if (/@import|url\(\s*['"]?(?!#|data:)/i.test(e.textContent)) foreign.push('the style sheet fetches something');
  if (!all('meta[http-equiv=Content-Security-Policy]').some(m => /default-src 'none'/.test(m.content))) foreign.push('no policy forbids requests');
  const anchors = all('[id]').map(e => e.id);
  if (all('h1').length != 1) once.push(`${all('h1').length} first-level headings`);
  for (const id of new Set(anchors.filter((id, n) => anchors.indexOf(id) != n))) once.push(`the id ${id} is there more than once`);
  const charts = all('figure.chart').map(f => ({id: f.id, csv: f.querySelector('a[download]')?.getAttribute('href') ?? '',
    rows: all('details table tr', f).map(r => all('th, td', r).map(c => c.textContent))}));
  return {foreign, once, anchors, charts, links: all('a[href]').map(a => a.getAttribute('href'))};
};

/* Where an element must lie to be seen, perhaps after scrolling: inside whatever cuts it off. */
const cut = (e, r) => {
  for (let f = e.parentElement; f && f != document.documentElement; f = f.parentElement) {
    const how = getComputedStyle(f).overflowX, b = f.getBoundingClientRect();
    if (how == 'visible' || f == document.body) continue;
    const scrolls = how == 'auto' || how == 'scroll', left = b.left + f.clientLeft - f.scrollLeft, top = b.top + f.clientTop - f.scrollTop;
    const right = scrolls ? left + f.scrollWidth : b.right, bottom = scrolls ? top + f.scrollHeight : b.bottom;
    if (r.left < left - 1 || r.right > right + 1 || r.top < top - 1 || r.bottom > bottom + 1) return `cut off by <${f.localName} class=${f.getAttribute('class')}>`;
    if (scrolls) return '';
  }
  return r.left < -1 || r.right > innerWidth + 1 ? 'beyond the edge of the page' : '';
};

function* texts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let n; n = walker.nextNode();) {
    const e = n.parentElement;
    if (!n.data.trim() || e.closest('title, desc, style, script') || !shown(e)) continue;
    const drawn = e.closest('text');
    range.selectNodeContents(n);
    const box = (drawn ?? range).getBoundingClientRect(), scale = drawn ? Math.sqrt(Math.abs((m => m.a * m.d - m.b * m.c)(drawn.getScreenCTM()))) : 1;
    yield {e, box, size: parseFloat(getComputedStyle(e).fontSize) * scale};
  }
}

globalThis.drawn = smallest => {
  const fits = [], size = [], page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) fits.push(`the page is ${page.scrollWidth} px wide in a window of ${innerWidth}`);
  for (const t of texts()) {
    const fault = cut(t.e, t.box);
    if (fault) fits.push(`${what(t.e)}: ${fault}`);
    if (t.size < smallest - .01) size.push(`${what(t.e)}: ${t.size.toFixed(1)} px`);
  }
  for (const e of all('svg :is(path, rect, circle, ellipse, line, polyline, polygon, use)')) {
    const fault = !e.closest('defs, clipPath, pattern, marker') && shown(e) && cut(e, e.getBoundingClientRect());
    if (fault) fits.push(`${what(e)}: ${fault}`);
  }
  for (const f of all('.scroll').filter(shown))
    if (f.scrollHeight > f.clientHeight + 1) fits.push(`${what(f)}: scrolls up and down by ${f.scrollHeight - f.clientHeight} px`);
  return {fits, size};
};

globalThis.listen = () => {
  globalThis.stops = [];
  addEventListener('focusin', ({target: e}) => {
    const s = getComputedStyle(e), r = e.getBoundingClientRect();
    stops.push({what: what(e), seen: s.outlineStyle != 'none' && parseFloat(s.outlineWidth) >= 2 && contrast(s.outlineColor, ground(e)) >= 3 && r.width > 0 && r.height > 0});
  });
  return all('a[href], summary, [tabindex="0"]').filter(e => e.checkVisibility()).map(what);
};

const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgba = colour => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); return paint.getImageData(0, 0, 1, 1).data; };
const light = colour => [...rgba(colour)].slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, n) => s + v * [.2126, .7152, .0722][n], 0);
const contrast = (a, b) => { const [low, high] = [light(a), light(b)].sort((x, y) => x - y); return (high + .05) / (low + .05); };
const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (rgba(c)[3] > 250) return c; } return 'Canvas'; };

globalThis.pale = () => [...texts()].map(t => [t, getComputedStyle(t.e)]).filter(([t, s]) => contrast(t.e.closest('text') ? s.fill : s.color, ground(t.e)) < 4.5)
  .map(([t, s]) => `${what(t.e)}: ${t.e.closest('text') ? s.fill : s.color} on ${ground(t.e)}`);

globalThis.moving = () => all('*').filter(e => getComputedStyle(e).scrollBehavior == 'smooth').map(e => `${what(e)}: scrolls smoothly`)
  .concat(document.getAnimations().map(a => `${what(a.effect.target)}: moves`));

globalThis.paper = height => {
  const printed = all('details, nav, .hint, .links').filter(shown).map(e => `${what(e)}: is printed`), broken = [];
  if (light(ground(document.body)) < .99) printed.push(`the ground is ${ground(document.body)}`);
  for (const f of all('figure.chart')) {
    if (getComputedStyle(f).breakInside != 'avoid') broken.push(`${what(f)}: may be broken between two sheets`);
    if (f.offsetHeight > height) broken.push(`${what(f)}: is ${f.offsetHeight} px high, a sheet ${height}`);
  }
  return [printed, broken];
};
"""
