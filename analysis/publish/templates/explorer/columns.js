/* The network: buttons in two columns, links behind them. */
function node(key, given, ...children) {
  const button = h('button', {type: 'button', tabindex: -1, 'aria-pressed': 'false', ...given}, ...children);
  button.dataset.node = name(key);
  nodes.set(name(key), button);
  return button;
}
const counted = (n, words) => [h('span', {class: 'count', 'aria-hidden': 'true'}, String(n)), h('span', {class: 'unseen'}, `, ${words}`)];
const nothing = () => h('p', {class: 'empty'}, 'Nothing is left to show: choose more partners or pillars.');

function columns() {
  matrix = null;
  const left = net.left.map(partner => h('li', {}, node(['partner', partner.id], {class: 'node partner', title: partner.name},
    h('span', {class: 'label'}, partner.short), ...counted(partner.degree, `${plural(partner.degree, state.grain)} listed`))));
  const right = net.groups.map(group => [
    group.pillar && h('h3', {hue: group.pillar.colour}, node(['pillar', group.pillar.id], {class: 'node pillar'}, group.pillar.label)),
    h('ul', {}, group.codes.map(code => h('li', {}, node([net.grain, code.id], {class: `node code${code.degree ? '' : ' none'}`, hue: hue(code)},
      h('span', {class: 'label'}, code.label), ...counted(code.degree, `listed by ${plural(code.degree, 'partner')}`)))))]);
  const legend = state.sort != 'house' && net.grain == 'topic' && h('div', {class: 'legend', role: 'group', 'aria-label': 'Pillars'},
    pillars.filter(pillar => net.right.some(code => code.pillar == pillar.n)).map(pillar => node(['pillar', pillar.id], {class: 'node pillar', hue: pillar.colour}, pillar.label)));
  const base = drawn('svg', {class: 'base', preserveAspectRatio: 'none', 'aria-hidden': 'true'}), over = drawn('svg', {class: 'over', preserveAspectRatio: 'none', 'aria-hidden': 'true'});
  const gap = h('div', {class: 'gap'}, base, over), veil = drawn('svg', {class: 'veil', 'aria-hidden': 'true'});
  const lists = {left: h('ul', {class: 'left', role: 'list', 'aria-label': 'Partners'}, left), right: h('div', {class: 'right', role: 'group', 'aria-label': `${net.grain == 'topic' ? 'Topics' : 'Themes'}`}, right)};
  const board = h('div', {class: 'stage'}, lists.left, gap, lists.right, veil);
  picture.replaceChildren(...[legend, board, (!net.left.length || !net.right.length) && nothing()].filter(Boolean));
  stage = {board, gap, base, over, veil, links: net.links, lefts: net.left.map(one => nodes.get(`partner ${one.id}`)), rights: net.right.map(one => nodes.get(`${net.grain} ${one.id}`))};
  stage.lefts[0]?.setAttribute('tabindex', 0);
  [...lists.right.querySelectorAll('button')][0]?.setAttribute('tabindex', 0);
  if (legend) legend.querySelectorAll('button').forEach(button => button.setAttribute('tabindex', 0));
  measure();
}

/* Where the nodes stand, read once; then the curve of each link. Only here is the layout asked. */
const NARROW = 576;
function measure() {
  if (!stage || !stage.gap.clientWidth || matchMedia('print').matches) return;
  picture.classList.toggle('narrow', picture.clientWidth < NARROW);
  const {gap, lefts, rights} = stage, each = gap.clientHeight / Math.max(lefts.length, 1);
  lefts.forEach((button, p) => { button.style.minHeight = `${Math.max(44, Math.min(net.left[p].degree * 5 + 14, each * .8))}px`; });
  const width = gap.clientWidth, height = stage.board.clientHeight, frame = stage.board.getBoundingClientRect(), round = value => Math.round(value * 10) / 10;
  stage.board.style.setProperty('--width', `${frame.width}px`);
  const boxes = new Map([...nodes.values()].map(button => [button, button.getBoundingClientRect()]));
  const middle = button => { const box = boxes.get(button); return [box.top - frame.top + box.height / 2, box.height]; };
  const ys = rights.map(button => middle(button)[0]), xs = lefts.map(middle);
  /* What a veil over the whole leaves free round a node. */
  const free = new Map([...boxes].map(([button, box]) => [button, `M${round(box.left - frame.left - 5)} ${round(box.top - frame.top)}h${round(box.width + 9)}v${round(box.height)}h${-round(box.width + 9)}z`]));
  const whole = `M-8 -4H${round(frame.width + 8)}V${round(height + 4)}H-8z`;
  const port = net.left.map((_, p) => {
    const mine = stage.links.filter(link => link.p == p).map(link => link.c).sort((a, b) => ys[a] - ys[b]), apart = Math.min(5, (xs[p][1] - 10) / Math.max(mine.length - 1, 1));
    return new Map(mine.map((c, k) => [c, xs[p][0] + (k - (mine.length - 1) / 2) * apart]));
  });
  const curve = ({p, c}) => {
    const from = port[p].get(c) ?? xs[p][0], to = ys[c];
    return {from, to, d: `M0 ${round(from)}C${round(width / 2)} ${round(from)} ${round(width / 2)} ${round(to)} ${width} ${round(to)}`};
  };
  for (const link of [...net.links, ...net.gaps]) Object.assign(link, curve(link));
  for (const svg of [stage.base, stage.over]) svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  Object.assign(stage, {width, height, free, whole});
  const gaps = state.show == 'unknown' && net.gaps.length ? [drawn('path', {d: net.gaps.map(gap => gap.d).join(''), class: 'gap-link'})] : [];
  stage.base.replaceChildren(...gaps, ...strokes(net.links, 'link'));
  relight();
}
const strokes = (links, kind) => {
  const by = new Map();
  for (const link of links) by.set(net.right[link.c].pillar, (by.get(net.right[link.c].pillar) || '') + link.d);
  return [...by].map(([pillar, d]) => drawn('path', {d, class: kind, ...pillar >= 0 && {hue: pillars[pillar].colour}}));
};

/* The link nearest to a point of the gap. All curves are one curve between other heights, so its parameter at x is the same for all. */
function nearest(x, y, reach) {
  let low = 0, high = 1;
  const u = x / stage.width;
  for (let n = 0; n < 20; n++) { const t = (low + high) / 2, at = 1.5 * t * (1 - t) + t ** 3; at < u ? low = t : high = t; }
  const s = low * low * (3 - 2 * low), at = pin ? shown(pin) : net, among = state.show == 'unknown' ? [...at.links, ...at.gaps] : at.links;
  let best = null, least = reach;
  for (const link of among) { const off = Math.abs(link.from + (link.to - link.from) * s - y); if (off < least) [least, best] = [off, link]; }
  return best;
}

/* Light up: one class dims the links, a veil dims the nodes but those that are lit, a layer above draws the lit links. No node is drawn anew, nor styled: no rule names `on`. */
const shown = key => {
  const at = name(key);
  if (!memory.has(at)) memory.set(at, lit(net, key));
  return memory.get(at);
};
const HINT = 'Point, tap, or use the Tab and arrow keys. Escape lets go.';
let marked = [];
function light(key) {
  const at = key ? name(key) : '';
  if (at == lighting || !stage && !matrix) return;
  lighting = at;
  for (const one of marked) one.classList.remove('on', 'crossed');
  if (matrix) return across(key);
  if (key) {
    const found = shown(key), dashed = state.show == 'unknown' ? strokes(found.gaps, 'gap-link') : [];
    marked = [...new Set([...[...found.left].map(p => stage.lefts[p]), ...[...found.right].map(c => stage.rights[c]), ...nodes.has(at) ? [nodes.get(at)] : []])];
    for (const button of marked) button.classList.add('on');
    stage.over.replaceChildren(...dashed, ...strokes(found.links, 'link'));
    stage.veil.replaceChildren(drawn('path', {d: stage.whole + marked.map(button => stage.free.get(button)).join(''), 'fill-rule': 'evenodd'}));
    peek.textContent = summary(key);
  } else {
    marked = [];
    stage.over.replaceChildren();
    stage.veil.replaceChildren();
    peek.textContent = HINT;
  }
  stage.board.classList.toggle('lit', !!key);
}
/* In the table: the row and the column of what is lit, with their heads. */
function across(key) {
  const [kind, id, other] = key || [], found = (table, fits) => table.flatMap((one, n) => fits(one) ? [n] : []);
  const c = found(net.left, partner => (kind == 'partner' || kind == 'link') && partner.id == id);
  const r = found(net.right, code => kind == 'link' ? code.id == other : key && kind != 'partner' && within(net, code, kind, id));
  marked = [...c.flatMap(n => [matrix.cols[n], matrix.heads[n]]), ...r.map(n => matrix.rows[n])];
  for (const one of marked) one.classList.add('crossed');
  peek.textContent = key ? summary(key) : HINT;
}
function relight() { lighting = '-'; light(pin); }

function summary(key) {
  const found = shown(key), [kind, id, other] = key, gaps = found.gaps.length ? `; ${found.gaps.length} unknown` : '';
  if (kind == 'link') return `${find(partners, id).name}: ${find(coded[net.grain], other).label}, ${found.links.length ? 'listed' : found.gaps.length ? 'unknown' : 'not listed'}`;
  if (kind == 'partner') return `${find(partners, id).name} lists ${found.links.length} of ${plural(net.right.length, net.grain)}${gaps}`;
  if (kind == net.grain) return `${find(coded[kind], id).label}: listed by ${found.links.length} of ${plural(net.left.length, 'partner')}${gaps}`;
  return `${find({theme: themes, pillar: pillars}[kind], id).label}: ${plural(found.right.size, net.grain)}, ${plural(found.links.length, 'link')}${gaps}`;
}
