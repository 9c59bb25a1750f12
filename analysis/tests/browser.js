/* What browser.py asks of a page; each function gives back faults as texts, none if all is well. */
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = e => e.textContent.trim().replace(/\s+/g, ' ').slice(0, 50);
const what = e => `<${e.localName}${e.id && ' id=' + e.id}> ${words(e) || (e.outerHTML || '').slice(0, 80)}`;
const shown = e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.unseen');

globalThis.facts = () => {
  const foreign = [], once = [], ours = /^(data:|#)/;
  for (const e of all('*')) for (const a of e.attributes) {
    const leads = ['src', 'srcset', 'poster', 'data', 'action', 'formaction', 'ping', 'xlink:href'].includes(a.name) || a.name == 'href' && e.localName != 'a';
    if (leads && !ours.test(a.value) || /^\s*javascript:/i.test(a.value)) foreign.push(`${what(e)}: ${a.name}=${a.value.slice(0, 60)}`);
    if (/^on/i.test(a.name) || a.name == 'style' && !e.closest('.explorer')) foreign.push(`${what(e)}: has ${a.name}`);   /* there the script sets it, in the way that the policy allows */
    if (/url\(\s*['"]?(?!#|data:)/i.test(a.value)) foreign.push(`${what(e)}: ${a.value.slice(0, 60)}`);
  }
  /* A script is in the page, and the policy names it by its hash; what it reads is data, which no browser runs. */
  for (const e of all('noscript, iframe, object, embed, base, meta[http-equiv=refresh]')) foreign.push(what(e));
  const policy = all('meta[http-equiv=Content-Security-Policy]').map(m => m.content).join();
  for (const e of all('script:not([type="application/json"], [type="application/ld+json"])')) if (e.src || e.type || !/script-src 'sha256-[^;]*'/.test(policy)) foreign.push(what(e));
  if (/unsafe|script-src[^;]*(self|http|data:|\*)/.test(policy)) foreign.push(`the policy lets more run than the page's own: ${policy}`);
  for (const e of all('style')) if (/@import|url\(\s*['"]?(?!#|data:)/i.test(e.textContent)) foreign.push('the style sheet fetches something');
  if (!all('meta[http-equiv=Content-Security-Policy]').some(m => /default-src 'none'/.test(m.content))) foreign.push('no policy forbids requests');
  const anchors = all('[id]').map(e => e.id);
  if (all('h1').length != 1) once.push(`${all('h1').length} first-level headings`);
  for (const id of new Set(anchors.filter((id, n) => anchors.indexOf(id) != n))) once.push(`the id ${id} is there more than once`);
  for (const a of all('.contents a')) {
    const place = document.getElementById(a.hash.slice(1)), head = place && (/^H\d/.test(place.tagName) ? place : place.querySelector('h2'));
    if (!head || words(a) != words(head)) once.push(`the contents say “${words(a)}” where the heading is “${head ? words(head) : 'missing'}”`);
  }
  const charts = all('figure.chart').map(f => ({id: f.id, csv: f.querySelector('a[download]')?.getAttribute('href') ?? '',
    rows: all('details table tr', f).map(r => all('th, td', r).map(c => c.textContent))}));
  return {foreign, once, anchors, charts, links: all('a[href]').map(a => a.getAttribute('href'))};
};

/* What has moved since the page was shown, but for what its reader did. */
globalThis.shifted = async () => {
  const found = [], seen = new PerformanceObserver(list => found.push(...list.getEntries()));
  seen.observe({type: 'layout-shift', buffered: true});
  for (let n = 0; n < 4; n++) await new Promise(requestAnimationFrame);
  await new Promise(done => setTimeout(done));
  found.push(...seen.takeRecords());
  return found.filter(e => !e.hadRecentInput).map(e => `moves by ${e.value.toFixed(4)}: ${e.sources.map(s => s.node && what(s.node.nodeType == 1 ? s.node : s.node.parentElement)).join(', ')}`);
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

/* The words in the head of a table that are broken between two lines. */
function* torn(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let n; n = walker.nextNode();) for (const {0: word, index} of n.data.matchAll(/\p{L}{2,20}(?!\p{L})/gu)) {
    range.setStart(n, index);
    range.setEnd(n, index + word.length);
    if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) yield word;
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
  for (const e of all('thead th').filter(shown)) for (const word of torn(e)) fits.push(`${what(e)}: the word ${word} is broken`);
  return {fits, size};
};

globalThis.listen = () => {
  globalThis.stops = [];
  addEventListener('focusin', ({target: e}) => {
    const s = getComputedStyle(e), r = e.getBoundingClientRect();
    stops.push({what: what(e), seen: s.outlineStyle != 'none' && parseFloat(s.outlineWidth) >= 2 && contrast(s.outlineColor, ground(e)) >= 3 && r.width > 0 && r.height > 0});
  });
  return all('a[href], summary, button, input, select, [tabindex="0"]').filter(e => e.tabIndex >= 0 && !e.disabled && shown(e)).map(what);
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

/* What the style sheet's margins leave of A4, in pixels. */
globalThis.sheet = () => {
  const rule = all('style').flatMap(s => [...s.sheet.cssRules]).find(r => r.type == CSSRule.PAGE_RULE);
  const free = (whole, ...sides) => Math.floor((whole - sides.reduce((sum, side) => sum + parseFloat(rule?.style['margin' + side] || 0), 0)) * 96 / 25.4);
  return [free(210, 'Left', 'Right'), free(297, 'Top', 'Bottom')];
};

globalThis.paper = height => {
  const printed = all('details, nav, .hint, .links').filter(shown).map(e => `${what(e)}: is printed`), broken = [];
  if (light(ground(document.body)) < .99) printed.push(`the ground is ${ground(document.body)}`);
  for (const f of all('figure.chart')) {
    if (getComputedStyle(f).breakInside != 'avoid') broken.push(`${what(f)}: may be broken between two sheets`);
    if (f.offsetHeight > height) broken.push(`${what(f)}: is ${f.offsetHeight} px high, a sheet ${height}`);
  }
  return [printed, broken];
};
