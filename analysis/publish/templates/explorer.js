/* The explorer: who lists which topic, to touch. The page's model in, a network, a table and the evidence out; the state stands in the address. */
(() => {
  'use strict';
  const script = document.currentScript, root = document.querySelector('.explorer');
  if (!root || !script) return;

  /* ---- Model: rows as objects; `n` is the place of a row in its table. ---- */
  const raw = JSON.parse(script.previousElementSibling.textContent);
  const rows = (table, keys) => table.map((row, n) => Object.assign({n}, Object.fromEntries(keys.split(' ').map((key, k) => [key, row[k]]))));
  const partners = rows(raw.partners, 'id name short'), pillars = rows(raw.pillars, 'id label colour'), themes = rows(raw.themes, 'id label');
  const topics = rows(raw.topics, 'id label theme pillar definition'), sources = rows(raw.sources, 'title publisher address language standing');
  const lists = rows(raw.lists, 'source heading place said read content examples'), items = rows(raw.items, 'text section position line list');
  const rulings = rows(raw.rulings, 'title question chosen why'), mentions = rows(raw.mentions, 'item topic basis ruling');
  const coded = {topic: topics, theme: themes}, grains = Object.keys(coded);
  const LISTED = 2, UNKNOWN = 1, NOT_LISTED = 0, WORDS = ['not listed', 'unknown', 'listed'];

  const views = raw.views.map(given => {
    const view = {name: given.name, partners: given.partners, events: rows(given.events, 'id partner name kind first last said whole lists'), contested: {}, named: {}, ever: {}, first: {}};
    const eventOf = new Map(view.events.flatMap(event => event.lists.map(list => [list, event.n])));
    for (const grain of grains) {
      view.contested[grain] = new Set(given.contested[grain].map(String));
      const named = view.named[grain] = view.events.map(() => new Map());   // for each event: the mentions of each topic or theme
      for (const mention of given.mentions.map(n => mentions[n])) {
        const code = grain == 'topic' ? mention.topic : topics[mention.topic].theme, here = named[eventOf.get(items[mention.item].list)];
        here.set(code, [...here.get(code) || [], mention]);
      }
      const by = view.ever[grain] = new Map(), first = view.first[grain] = new Map();
      for (const event of view.events) for (const code of named[event.n].keys()) {
        if (!first.has(code)) first.set(code, event);
        by.set(code, (by.get(code) || new Set()).add(event.partner));
      }
    }
    view.stops = [...new Set(view.events.map(event => event.last))].sort();
    return view;
  });

  /* ---- State and address: only what differs from the default is written; what is not known is not read. ---- */
  const DEFAULT = {view: views[0].name, as: 'columns', grain: 'topic', lists: 'latest', date: '', sort: 'house', show: 'listed', partner: '', topic: '', theme: '', pillar: '', a: '', b: ''};
  const PINS = ['partner', 'topic', 'theme', 'pillar'], OFF = {'without-partner': partners, 'without-pillar': pillars};
  const has = table => value => table.some(row => row.id == value), one = (...values) => value => values.includes(value);
  const VALID = {view: one(...views.map(view => view.name)), as: one('columns', 'table', 'compare'), grain: one(...grains), lists: one('latest', 'ever'), date: value => /^\d{4}-\d\d-\d\d$/.test(value),
    sort: one('house', 'name', 'degree', 'first'), show: one('listed', 'unknown'), partner: has(partners), topic: has(topics), theme: has(themes), pillar: has(pillars), a: has(partners), b: has(partners)};

  function read(hash) {
    const given = new URLSearchParams(hash.replace(/^#explore(r$|\??)/, '')), state = {...DEFAULT};
    for (const key in DEFAULT) if (given.has(key) && VALID[key](given.get(key))) state[key] = given.get(key);
    for (const key in OFF) state[key] = OFF[key].map(row => row.id).filter(id => given.getAll(key).includes(id));
    return settled(state);
  }

  /* What cannot stand together: one thing is chosen at a time, or a partner and what it lists. */
  function settled(state) {
    const code = state.grain, other = code == 'topic' ? 'theme' : 'topic';
    if (code == 'theme') state.topic = state.pillar = '';
    if (state.partner || state.topic) state[other] = state.pillar = '';
    if (state.theme) state.pillar = '';
    const view = find(views, state.view, 'name'), out = id => !view.partners.some(n => partners[n].id == id) || state['without-partner'].includes(id);
    if (state.date < view.stops[0]) state.date = '';
    if (out(state.a)) state.a = '';
    if (out(state.b) || state.b == state.a) state.b = '';
    return state;
  }

  function written(state) {
    const given = new URLSearchParams();
    for (const key in DEFAULT) if (state[key] != DEFAULT[key]) given.set(key, state[key]);
    for (const key in OFF) for (const id of state[key]) given.append(key, id);
    return address(given);
  }
  const address = given => `#explore${String(given) && '?'}${given}`;

  /* The same for who cites it: with the view, the date and the pair shown, which a later edition may have others for. */
  function lasting(state) {
    const given = new URLSearchParams({view: state.view, date: net.until});
    if (state.as == 'compare') for (const [n, one] of couple().entries()) if (one) given.set('ab'[n], one.id);
    for (const [key, value] of new URLSearchParams(written(state).replace(/^#explore\??/, ''))) if (!given.has(key) || key in OFF) given.append(key, value);
    return address(given);
  }

  /* ---- Derive: pure functions of the state. ---- */
  const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0, find = (table, id, key = 'id') => table.find(row => row[key] == id);
  const earlier = (a, b) => compare(a.first, b.first) || compare(b.last, a.last);
  const collator = new Intl.Collator('en'), byName = (a, b) => collator.compare(a.label, b.label) || compare(a.id, b.id);

  /* The events whose lists are asked for: as presence.py has it, an event counts once its last day is over. */
  function chosen(view, partner, which, until) {
    const held = view.events.filter(event => event.partner == partner && event.last <= until);
    return which == 'ever' ? held : held.filter(event => event.lists.length).slice(-1);
  }

  function network(state) {
    const view = views.find(one => one.name == state.view), grain = state.grain, named = view.named[grain], first = view.first[grain];
    const before = state.date ? view.stops.findLastIndex(stop => stop <= state.date) : -1;
    const stop = state.date ? Math.max(before, 0) : view.stops.length - 1, until = view.stops[stop];
    const left = view.partners.map(n => partners[n]).filter(partner => !state['without-partner'].includes(partner.id)).map((partner, place) => {
      const events = chosen(view, partner.n, state.lists, until);
      return {...partner, label: partner.name, place, events, whole: events.length > 0 && events.every(event => event.whole)};
    });
    const on = pillar => !state['without-pillar'].includes(pillars[pillar].id);
    const seen = new Set(view.events.filter(event => event.last <= until).flatMap(event => [...named[event.n].keys()]));
    const served = code => grain == 'topic' ? on(topics[code].pillar) : topics.some(topic => topic.theme == code && view.first.topic.has(topic.n) && on(topic.pillar));
    const all = [...first.keys()].map(n => ({...coded[grain][n], pillar: grain == 'topic' ? topics[n].pillar : -1, since: first.get(n), ever: view.ever[grain].get(n).size}));
    const right = all.filter(code => seen.has(code.n) && served(code.n));
    for (const code of right) code.states = left.map(partner => partner.events.some(event => named[event.n].has(code.n)) ? LISTED : partner.whole ? NOT_LISTED : UNKNOWN);
    for (const code of right) [code.degree, code.unknown] = [LISTED, UNKNOWN].map(what => code.states.filter(state => state == what).length);
    for (const partner of left) [partner.degree, partner.unknown] = [LISTED, UNKNOWN].map(what => right.filter(code => code.states[partner.place] == what).length);

    const since = partner => partner.events.length ? view.events.find(event => event.partner == partner.n && event.lists.length) : null;
    const order = {
      name: [byName, byName], degree: [(a, b) => b.degree - a.degree || byName(a, b), (a, b) => b.degree - a.degree || earlier(a.since, b.since) || byName(a, b)],
      first: [(a, b) => !since(a) - !since(b) || since(a) && earlier(since(a), since(b)) || byName(a, b), (a, b) => earlier(a.since, b.since) || byName(a, b)],
      house: [(a, b) => a.place - b.place, (a, b) => a.pillar - b.pillar || b.ever - a.ever || earlier(a.since, b.since) || compare(a.label, b.label) || compare(a.id, b.id)]}[state.sort];
    left.sort(order[0]);
    right.sort(order[1]);
    const links = left.flatMap((partner, p) => right.flatMap((code, c) => code.states[partner.place] == LISTED ? [{p, c}] : []));
    const gaps = left.flatMap((partner, p) => right.flatMap((code, c) => code.states[partner.place] == UNKNOWN ? [{p, c}] : []));
    const grouped = state.sort == 'house' && grain == 'topic';
    const groups = grouped ? pillars.map(pillar => ({pillar, codes: right.filter(code => code.pillar == pillar.n)})).filter(group => group.codes.length) : [{pillar: null, codes: right}];
    return {view, grain, stop, until, left, right, groups, links, gaps, later: all.filter(code => !seen.has(code.n) && served(code.n)).length};
  }

  /* What lights up with a node: the links at it, what they lead to, and the pairs at it that are unknown. */
  function lit(net, key) {
    if (!key) return {links: [], gaps: [], left: new Set(), right: new Set()};
    const [kind, id, other] = key;
    const at = kind == 'link' ? ({p, c}) => net.left[p].id == id && net.right[c].id == other
      : kind == 'partner' ? ({p}) => net.left[p].id == id : ({c}) => within(net, net.right[c], kind, id);
    const links = net.links.filter(at), gaps = net.gaps.filter(at);
    const ends = kind == 'link' ? [...links, ...gaps] : links, left = new Set(ends.map(link => link.p)), right = new Set(ends.map(link => link.c));
    net.left.forEach((partner, p) => kind == 'partner' && partner.id == id && left.add(p));
    net.right.forEach((code, c) => kind != 'partner' && kind != 'link' && within(net, code, kind, id) && right.add(c));
    return {links, gaps, left, right};
  }
  const within = (net, code, kind, id) => kind == net.grain ? code.id == id : kind == 'theme' ? themes[code.theme]?.id == id : kind == 'pillar' && pillars[code.pillar]?.id == id;

  const pinned = state => state.partner && state[state.grain] ? ['link', state.partner, state[state.grain]] : PINS.filter(kind => state[kind]).map(kind => [kind, state[kind]])[0] || null;

  /* Every mention behind a link among the chosen lists, with the event it belongs to. */
  function evidence(net, partner, code) {
    return partner.events.flatMap(event => (net.view.named[net.grain][event.n].get(code) || []).map(mention => {
      const item = items[mention.item], list = lists[item.list];
      return {event, item, list, source: sources[list.source], basis: raw.basis[mention.basis], ruling: rulings[mention.ruling] || null, topic: topics[mention.topic],
        contested: net.view.contested[net.grain].has(`${event.n},${code}`)};
    }));
  }

  /* Two partners: the topics first listed up to the later of their two dates, by both states; and the bounds of the Jaccard index, as overlap.py defines them. */
  function pair(net, a, b) {
    const until = [a, b].flatMap(one => one.events.slice(-1)).map(event => event.last).sort().pop() || '';
    const about = net.right.filter(code => code.since.first <= until), cell = {};
    for (const one of WORDS.keys()) for (const two of WORDS.keys()) cell[`${one}${two}`] = about.filter(code => code.states[a.place] == one && code.states[b.place] == two);
    const size = (...keys) => keys.reduce((sum, key) => sum + cell[key].length, 0);
    const most = size('22', '21', '12', '11'), certain = size('22', '20', '02');
    const low = certain + size('21', '12', '01', '10', '11'), high = certain + size('21', '12', '11');
    return {cell, about, low: low ? size('22') / low : NaN, high: high ? most / high : NaN};
  }

  /* Two digits as Python gives them: what lies just between goes to the even one. */
  const digits = value => (value * 8 % 2 == 1 ? 2 * Math.round(value * 50) / 100 : value).toFixed(2);
  const span = (low, high) => Number.isNaN(low + high) ? 'undefined' : digits(low) == digits(high) ? digits(low) : `${digits(low)} to ${digits(high)}`;

  /* ---- Draw: elements from values; texts are only ever text. ---- */
  function h(tag, given = {}, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(given)) {
      if (value === false || value == null) continue;
      if (key == 'on') for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
      else if (key == 'hue') element.style.setProperty('--hue', value);
      else element.setAttribute(key, value === true ? '' : value);
    }
    element.append(...children.flat(Infinity).filter(child => child != null && child !== false));
    return element;
  }
  const drawn = (tag, given) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [key, value] of Object.entries(given)) key == 'hue' ? element.style.setProperty('--hue', value) : element.setAttribute(key, value);
    return element;
  };
  const plural = (n, noun) => `${n} ${noun}${n == 1 ? '' : 's'}`, joined = names => names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('');
  const hue = code => code.pillar >= 0 ? pillars[code.pillar].colour : null;
  const dated = event => `${event.name}, ${event.said}`;

  let state, net, pin = null, lighting = '', stage = null, matrix = null, sliding = false;
  const nodes = new Map(), memory = new Map();
  const name = key => key.join(' ');   // an id has no blank

  /* The bar: made once, filled from the state. */
  const choice = (label, key, options) => {
    const select = h('select', {on: {change: () => choose({[key]: select.value})}}, options.map(([value, words]) => h('option', {value}, words)));
    select.dataset.key = key;
    return h('label', {class: 'field'}, h('span', {}, label), select);
  };
  const boxes = (legend, key, table) => h('fieldset', {}, h('legend', {}, legend), table.map(row => {
    const box = h('input', {type: 'checkbox', on: {change: () => choose({[key]: box.checked ? state[key].filter(id => id != row.id) : [...state[key], row.id]})}});
    box.dataset.off = key;
    box.dataset.id = row.id;
    return h('label', {class: 'box'}, box, ' ', row.name || row.label);
  }));
  const modes = [['columns', 'Network'], ['table', 'Table'], ['compare', 'Compare two']].map(([as, words]) => {
    const button = h('button', {type: 'button', on: {click: () => choose({as})}}, words);
    button.dataset.as = as;
    return button;
  });
  const slider = h('input', {type: 'range', min: 0, step: 1, 'aria-label': 'As of', on: {
    input: () => { choose({date: +slider.value == net.view.stops.length - 1 ? '' : net.view.stops[slider.value]}, true); }}});
  const output = h('b', {class: 'date'});
  const unknown = h('input', {type: 'checkbox', on: {change: () => choose({show: unknown.checked ? 'unknown' : 'listed'})}});
  const bar = h('div', {class: 'bar', role: 'group', 'aria-label': 'What is shown'},
    h('div', {class: 'modes', role: 'group', 'aria-label': 'Shown as'}, modes),
    views.length > 1 && choice('Sources', 'view', views.map(view => [view.name, `View ‘${view.name}’`])),
    choice('Lists', 'lists', [['latest', 'Latest of each'], ['ever', 'All so far']]),
    h('div', {class: 'field when'}, h('span', {}, 'As of ', output), slider),
    h('label', {class: 'box unknown'}, unknown, ' Unknown too'),
    h('details', {class: 'filter'}, h('summary', {}, 'Order and filter'), h('div', {}, h('div', {class: 'pick'}, choice('By', 'grain', [['topic', 'Topic'], ['theme', 'Theme']]),
      choice('Order', 'sort', [['house', 'Pillar and launch'], ['name', 'Name'], ['degree', 'Number of links'], ['first', 'First mention']])),
      boxes('Partners', 'without-partner', partners), boxes('Pillars', 'without-pillar', pillars))));
  const rule = h('p', {class: 'rule'}), picture = h('div', {class: 'picture'}), peek = h('p', {class: 'peek', 'aria-hidden': 'true'}), body = h('div', {class: 'told'});
  const panel = h('section', {class: 'panel', 'aria-label': 'What is chosen'}, peek, body), status = h('p', {class: 'unseen', role: 'status'});
  const here = h('a', {}, 'Link to this view');
  const reset = h('button', {type: 'button', class: 'plain-button', on: {click: () => go(read(''))}}, 'Reset');
  const foot = h('p', {class: 'foot'}, here, reset);

  function fill() {
    for (const select of bar.querySelectorAll('select')) select.value = state[select.dataset.key];
    for (const box of bar.querySelectorAll('[data-off]')) box.checked = !state[box.dataset.off].includes(box.dataset.id);
    for (const button of modes) button.setAttribute('aria-pressed', state.as == button.dataset.as);
    const at = net.view.events.filter(event => event.last == net.until);
    slider.max = net.view.stops.length - 1;
    slider.value = net.stop;
    output.textContent = at.at(-1).said;
    slider.setAttribute('aria-valuetext', `${at.at(-1).said}: ${at.map(event => `${partners[event.partner].short}, ${event.name}`).join('; ')}`);
    unknown.checked = state.show == 'unknown';
    unknown.parentNode.classList.toggle('gone', state.as != 'columns');
    rule.textContent = ruled();
  }

  function ruled() {
    const which = state.lists == 'ever' ? 'Every list of an event up to this date. A topic is unknown where no list names it and one was not read whole.'
      : 'Of each partner the last event up to this date of which a list was read.';
    const order = {house: state.grain == 'topic' ? 'Topics by pillar, then by how many partners list them on any list, then by first mention; partners by launch.'
      : 'Themes by how many partners list them on any list, then by first mention; partners by launch.', name: 'Both sides by name.',
      degree: 'Both sides by the number of links shown.', first: 'Both sides by first mention.'}[state.sort];
    return `${which} ${order} An order is no ranking.${net.later ? ` Left out: ${plural(net.later, state.grain)} first named later.` : ''}`;
  }

  /* The network: buttons in two columns, links behind them. */
  function node(key, given, ...children) {
    const button = h('button', {type: 'button', tabindex: -1, 'aria-pressed': 'false', ...given}, ...children);
    button.dataset.node = name(key);
    nodes.set(name(key), button);
    return button;
  }
  const counted = (n, words) => [h('span', {class: 'count', 'aria-hidden': 'true'}, String(n)), h('span', {class: 'unseen'}, `, ${words}`)];
  const half = noun => n => plural(n, noun);

  function columns() {
    matrix = null;
    const left = net.left.map(partner => h('li', {}, node(['partner', partner.id], {class: 'node partner', title: partner.name},
      h('span', {class: 'label'}, partner.short), ...counted(partner.degree, `${plural(partner.degree, state.grain)} listed`))));
    const right = net.groups.map(group => [
      group.pillar && h('h3', {hue: group.pillar.colour}, node(['pillar', group.pillar.id], {class: 'node pillar'}, group.pillar.label)),
      h('ul', {}, group.codes.map(code => h('li', {}, node([net.grain, code.id], {class: `node code${code.degree ? '' : ' none'}`, hue: hue(code)},
        h('span', {class: 'label'}, code.label), ...counted(code.degree, `listed by ${half('partner')(code.degree)}`)))))]);
    const legend = state.sort != 'house' && net.grain == 'topic' && h('div', {class: 'legend', role: 'group', 'aria-label': 'Pillars'},
      pillars.filter(pillar => net.right.some(code => code.pillar == pillar.n)).map(pillar => node(['pillar', pillar.id], {class: 'node pillar', hue: pillar.colour}, pillar.label)));
    const base = drawn('svg', {class: 'base', preserveAspectRatio: 'none', 'aria-hidden': 'true'}), over = drawn('svg', {class: 'over', preserveAspectRatio: 'none', 'aria-hidden': 'true'});
    const gap = h('div', {class: 'gap'}, base, over), veil = drawn('svg', {class: 'veil', 'aria-hidden': 'true'});
    const lists = {left: h('ul', {class: 'left', role: 'list', 'aria-label': 'Partners'}, left), right: h('div', {class: 'right', role: 'group', 'aria-label': `${net.grain == 'topic' ? 'Topics' : 'Themes'}`}, right)};
    const board = h('div', {class: 'stage'}, lists.left, gap, lists.right, veil);
    picture.replaceChildren(...[legend, board, (!net.left.length || !net.right.length) && h('p', {class: 'empty'}, 'Nothing is left to show: choose more partners or pillars.')].filter(Boolean));
    stage = {board, gap, base, over, veil, links: net.links, lefts: net.left.map(one => nodes.get(`partner ${one.id}`)), rights: net.right.map(one => nodes.get(`${net.grain} ${one.id}`))};
    stage.lefts[0]?.setAttribute('tabindex', 0);
    [...lists.right.querySelectorAll('button')][0]?.setAttribute('tabindex', 0);
    if (legend) legend.querySelectorAll('button').forEach(button => button.setAttribute('tabindex', 0));
    measure();
  }

  /* Where the nodes stand, read once; then the curve of each link. Only here is the layout asked. */
  function measure() {
    if (!stage || !stage.gap.clientWidth) return;
    const {gap, lefts, rights} = stage, each = gap.clientHeight / Math.max(lefts.length, 1);
    lefts.forEach((button, p) => { button.style.minHeight = `${Math.max(44, Math.min(net.left[p].degree * 5 + 14, each * .8))}px`; });
    const width = gap.clientWidth, height = stage.board.clientHeight, frame = stage.board.getBoundingClientRect(), round = value => Math.round(value * 10) / 10;
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

  /* The table: topics down, partners across, one mark a cell. */
  function table() {
    stage = null;
    const cell = (code, partner, r, c) => {
      const what = code.states[partner.place], words = WORDS[what];
      const label = h('span', {class: 'unseen'}, words), mark = h('span', {class: `mark ${words.replace(' ', '-')}`, 'aria-hidden': 'true', hue: hue(code)}, what == UNKNOWN ? '?' : '');
      const key = ['link', partner.id, code.id];
      if (what != LISTED) {   // plain, for a large table is slow with thousands of buttons; the picture's click and Enter open it
        const plain = h('td', {class: 'plain', tabindex: -1, 'aria-selected': 'false', 'data-cell': `${r} ${c}`, 'data-state': words, 'data-node': name(key)}, mark, label);
        nodes.set(name(key), plain);
        return plain;
      }
      const button = node(key, {class: 'cell', 'data-cell': `${r} ${c}`}, mark, label, h('span', {class: 'unseen'}, `: ${partner.short}, ${code.label}`));
      return h('td', {'data-state': words}, button);
    };
    const head = h('tr', {}, h('td', {}), net.left.map(partner => h('th', {scope: 'col'}, node(['partner', partner.id], {class: 'node', title: partner.name}, partner.short))));
    let r = -1;
    const bodies = net.groups.map(group => h('tbody', {}, group.pillar && h('tr', {class: 'group'}, h('th', {scope: 'colgroup', colspan: net.left.length + 1, hue: group.pillar.colour},
      node(['pillar', group.pillar.id], {class: 'node pillar'}, group.pillar.label))), group.codes.map(code => {
      r += 1;
      return h('tr', {}, h('th', {scope: 'row'}, node([net.grain, code.id], {class: 'node code', hue: hue(code)}, code.label)), net.left.map((partner, c) => cell(code, partner, r, c)));
    })));
    const cols = [null, ...net.left].map(() => h('col'));
    const grid = h('table', {class: `matrix${net.left.length > 6 ? ' many' : ''}`, role: 'grid', 'aria-label': `${net.grain == 'topic' ? 'Topics' : 'Themes'} by partner`}, h('colgroup', {}, cols), h('thead', {}, head), bodies);
    const key = h('p', {class: 'key'}, [['listed', '', 'listed'], ['not-listed', '', 'not listed: read whole'], ['unknown', '?', 'unknown']]
      .map(([kind, mark, words]) => [h('span', {}, h('span', {class: `mark ${kind}`, 'aria-hidden': 'true'}, mark), ` ${words}`), ' ']));
    picture.replaceChildren(key, h('div', {class: 'frame'}, grid));
    for (const button of grid.querySelectorAll('.node')) button.setAttribute('tabindex', 0);
    grid.querySelector('[data-cell]')?.setAttribute('tabindex', 0);
    matrix = {cols: cols.slice(1), heads: [...head.children].slice(1), rows: [...grid.querySelectorAll('tbody tr:not(.group)')]};
  }

  /* Two partners side by side: those asked for, or the first of those shown. */
  function couple() {
    const a = net.left.find(one => one.id == state.a) || net.left.find(one => one.id != state.b);
    return [a, net.left.find(one => one.id == state.b) || net.left.find(one => one != a)];
  }
  function versus() {
    stage = matrix = null;
    const [a, b] = couple(), shown = state['without-pillar'].length > 0;
    if (!a || !b) return picture.replaceChildren(h('p', {class: 'empty'}, 'Two partners are needed: choose more partners.'));
    const pick = (key, now, other) => {
      const select = h('select', {on: {change: () => choose({a: a.id, b: b.id, [key]: select.value})}}, net.left.filter(one => one != other).map(one => h('option', {value: one.id}, one.name)));
      select.value = now.id;
      select.dataset.pick = key;
      return h('label', {class: 'field'}, h('span', {}, key == 'a' ? 'First partner' : 'Second partner'), select);
    };
    const two = pair(net, a, b);
    const part = (kind, title, keys, opens) => {
      const codes = keys.flatMap(key => two.cell[key]);
      return h('section', {class: kind}, h('h3', {}, `${title} `, h('span', {class: 'count'}, String(codes.length))),
        codes.length ? entries(codes.map(code => [code.label, opens ? ['link', opens.id, code.id] : [net.grain, code.id], hue(code)])) : h('p', {class: 'quiet'}, 'None.'));
    };
    const unclear = [part('u1', `${a.short} lists, ${b.short} unknown`, ['21'], a), part('u2', `${b.short} lists, ${a.short} unknown`, ['12'], b),
      part('u3', 'Unknown for one or both, listed by neither', ['11', '10', '01'])].filter(one => !one.querySelector('.quiet'));
    picture.replaceChildren(h('div', {class: 'pick'}, pick('a', a, b), pick('b', b, a)),
      h('div', {class: 'three'}, part('only-a', `Only ${a.short}`, ['20'], a), part('both', 'Both', ['22']), part('only-b', `Only ${b.short}`, ['02'], b)),
      unclear.length ? h('div', {class: 'three unclear'}, unclear) : '',
      h('p', {class: 'jaccard'}, `Of ${plural(two.about.length, net.grain)}${shown ? ' shown' : ''} first named by the later of their two dates. Shared of all${shown ? ' of those shown' : ''} that either lists (Jaccard index): ${span(two.low, two.high)}.`));
  }

  /* The panel: what is chosen, in words; every entry opens what it names. */
  const button = (words, key, colour) => {
    const made = h('button', {type: 'button', class: 'entry', hue: colour}, words);
    made.dataset.opens = name(key);
    return made;
  };
  const entries = given => h('ul', {class: 'entries'}, given.map(([words, key, colour]) => h('li', {}, button(words, key, colour))));
  const pinning = key => ({partner: '', topic: '', theme: '', pillar: '', ...!key ? {} : key[0] == 'link' ? {partner: key[1], [state.grain]: key[2]} : {[key[0]]: key[1]}});
  const part = (title, given, note) => given.length ? [h('h3', {}, title, ' ', h('span', {class: 'count'}, String(given.length))), note && h('p', {class: 'quiet'}, note), entries(given)] : [];
  const page = (href, words) => h('p', {class: 'more'}, h('a', {href: lead(href)}, words));

  function tell() {
    const [kind, id, other] = pin || [], title = words => h('h2', {tabindex: -1}, words);
    const close = pin && h('button', {type: 'button', class: 'close', on: {click: letGo}}, 'Close');
    body.replaceChildren(...[close, ...{link: aboutLink, partner: aboutPartner, topic: aboutCode, theme: net.grain == 'theme' ? aboutCode : aboutGroup, pillar: aboutGroup}[kind]?.(title, id, other, kind)
      || aboutAll(title)].filter(Boolean));
    panel.classList.toggle('open', !!pin);
    requestAnimationFrame(() => { panel.scrollTop = 0; });
  }

  function aboutAll(title) {
    return [title('What is shown'), h('p', {}, `View ‘${net.view.name}’: ${plural(net.left.length, 'partner')}, ${plural(net.right.length, net.grain)}: ${plural(net.links.length, 'link')}`
      + `${net.gaps.length ? `, ${plural(net.gaps.length, 'pair')} unknown` : ''}.`), h('h3', {}, 'The lists shown'),
    h('ul', {class: 'lists'}, net.left.map(partner => h('li', {}, h('b', {}, partner.short), ' ', used(partner))))];
  }
  const used = partner => {
    const from = partner.events.filter(event => event.lists.length), unread = partner.events.length - from.length;
    if (!from.length) return 'no list that counts here was read by this date';
    return `${from.length > 2 ? `${plural(from.length, 'event')}, the last: ${dated(from.at(-1))}` : from.map(dated).join('; ')}${partner.whole ? '' : unread ? ` (not every list of ${plural(partner.events.length, 'event')} was read whole)` : ' (not read whole)'}`;
  };

  function aboutPartner(title, id) {
    const partner = net.left.find(one => one.id == id), known = find(partners, id), has = what => partner ? net.right.filter(code => code.states[partner.place] == what) : [];
    return [title(known.name), partner ? h('p', {class: 'quiet'}, used(partner)) : h('p', {}, 'Not among what is shown.'),
      ...part('Lists', has(LISTED).map(code => [code.label, ['link', id, code.id], hue(code)])),
      ...part('Unknown', has(UNKNOWN).map(code => [code.label, [net.grain, code.id], hue(code)]), 'No list read names these, and not every list was read whole.'),
      page(`partner-${id}.html`, `All of ${known.name}`)];
  }

  function aboutCode(title, id, _, kind) {
    const known = find(coded[kind], id), code = net.right.find(one => one.id == id), has = what => code ? net.left.filter(partner => code.states[partner.place] == what) : [], not = has(NOT_LISTED);
    const since = net.view.first[kind].get(known.n), own = kind == 'topic';
    const why = !since ? `No list of the view ‘${net.view.name}’ names it.` : since.last > net.until ? 'No list names it by this date.' : 'Not among what is shown.';
    const mine = own ? [] : topics.filter(topic => topic.theme == known.n && net.view.first.topic.has(topic.n));
    return [title(known.label), own && known.definition && h('p', {}, known.definition),
      own && h('p', {class: 'quiet'}, `Theme ${themes[known.theme].label} · Pillar ${pillars[known.pillar].label}`),
      code ? null : h('p', {}, why), since && h('p', {class: 'quiet'}, `First named: ${partners[since.partner].name}, ${dated(since)}.`),
      ...part('Listed by', has(LISTED).map(partner => [partner.name, ['link', partner.id, id]])),
      ...part('Unknown for', has(UNKNOWN).map(partner => [partner.name, ['partner', partner.id]]), 'Not every list in question was read whole, or none was.'),
      not.length ? h('p', {class: 'quiet'}, `Not listed by ${joined(not.map(partner => partner.name))}.`) : null,
      mine.length ? h('p', {class: 'quiet'}, `Its topics: ${joined(mine.map(topic => topic.label))}.`) : null,
      own ? h('p', {class: 'ways'}, button('Its theme', ['theme', themes[known.theme].id]), button('Its pillar', ['pillar', pillars[known.pillar].id])) : null,
      own ? page(`topics.html#topic-${id}`, 'All of this topic') : null];
  }

  function aboutGroup(title, id, _, kind) {
    const known = find({theme: themes, pillar: pillars}[kind], id), mine = net.right.filter(code => within(net, code, kind, id));
    const who = net.left.filter(partner => mine.some(code => code.states[partner.place] == LISTED));
    return [title(known.label), h('p', {class: 'quiet'}, kind == 'theme' ? 'A theme' : 'A pillar'),
      ...part('Topics', mine.map(code => [`${code.label} (${code.degree} of ${net.left.length})`, ['topic', code.id], hue(code)])), mine.length ? null : h('p', {}, 'None of its topics is shown.'),
      ...part('Partners that list any', who.map(partner => [`${partner.name} (${mine.filter(code => code.states[partner.place] == LISTED).length})`, ['partner', partner.id]]))];
  }

  function aboutLink(title, id, other) {
    const partner = net.left.find(one => one.id == id), code = net.right.find(one => one.id == other), known = [find(partners, id), find(coded[net.grain], other)];
    const found = partner && code ? evidence(net, partner, code.n) : [], what = partner && code ? code.states[partner.place] : -1;
    const why = {[-1]: 'Not among what is shown.', [NOT_LISTED]: 'Not listed: what was read whole does not name it.', [UNKNOWN]: 'Unknown: no list read names it, and not every list was read whole.'}[what];
    return [title(`${known[0].name}: ${known[1].label}`), h('p', {class: 'ways'}, button(known[0].short, ['partner', id]), button(known[1].label, [net.grain, other])), why && h('p', {}, why),
      h('ol', {class: 'evidence'}, found.map(proof)), net.grain == 'topic' ? page(`topics.html#topic-${other}`, 'All of this topic') : null, page(`partner-${id}.html`, `All of ${known[0].name}`)];
  }

  function proof({event, item, list, source, basis, ruling, topic, contested}) {
    const link = /^https?:\/\//.test(source.address) ? h('a', {href: source.address, rel: 'external'}, source.title) : h('span', {}, `${source.title} (address not known)`);
    const where = [`item ${item.position}`, item.section && `section ${item.section}`, `line ${item.line}`].filter(Boolean).join(', ');
    const rows = [['Event', h('span', {class: 'event'}, dated(event))], list.said != event.said && ['Dated there', list.said], ['List', h('span', {}, h('span', {class: 'heading'}, list.heading), list.place && `, ${list.place}`)],
      ['Place', h('span', {class: 'where'}, where)], ['Source', h('span', {class: 'source'}, link, source.publisher && `, ${source.publisher}`, ` (${source.standing.toLowerCase()}${source.language ? `, ${source.language}` : ''})`)],
      ['Read', `${list.read}${list.examples ? '; the list gives its items as examples' : ''}`], ['Coded', h('span', {class: 'basis'}, `${basis}${net.grain == 'theme' ? `: ${topic.label}` : ''}`)],
      ruling && ['Rule', h('span', {class: 'ruling'}, `${ruling.title}: ${ruling.question} `, h('b', {}, ruling.chosen), ` ${ruling.why}`)]].filter(Boolean);
    return h('li', {}, h('blockquote', {}, item.text), contested && h('p', {class: 'differ'}, 'The documents of this event differ about it.'), h('dl', {}, rows.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value)))));
  }

  /* ---- Events: a choice is written into the address; the address is what is drawn. ---- */
  let before = '', pressed = null;
  function show(next, focus = false) {
    const look = written({...next, partner: '', topic: '', theme: '', pillar: ''}), held = document.activeElement?.dataset, again = look != before;
    state = next;
    if (again) {
      before = look;
      net = network(state);
      memory.clear();
      nodes.clear();
    }
    pin = pinned(state);
    if (again) {
      fill();
      pressed = null;
      const where = ['node', 'pick', 'opens'].find(kind => held?.[kind] !== undefined), value = where && held[where], scrolled = picture.querySelector('.frame')?.scrollLeft;
      ({columns, table, compare: versus})[state.as]();
      if (where) [...picture.querySelectorAll(`[data-${where}]`)].find(one => one.dataset[where] == value)?.focus({preventScroll: true});
      if (scrolled) picture.querySelector('.frame').scrollLeft = scrolled;
    }
    const now = pin && nodes.get(name(pin));
    const press = (one, on) => one?.setAttribute(one.localName == 'td' ? 'aria-selected' : 'aria-pressed', on);
    if (pressed != now) press(pressed, false);
    press(pressed = now, true);
    if (again) lighting = '-';
    light(pin);
    if (state.as == 'compare') peek.textContent = pin ? summary(pin) : HINT;
    const rest = () => {
      if (state != next) return;   // another choice was quicker
      tell();
      if (focus) body.querySelector('h2').focus();
      here.href = lasting(state);
      status.textContent = pin ? summary(pin) : `${plural(net.links.length, 'link')}${net.gaps.length ? `, ${plural(net.gaps.length, 'pair')} unknown` : ''}`;
    };
    /* Where only the choice has changed, its light comes first and its words in the frame after it. */
    if (again || focus) rest(); else requestAnimationFrame(() => setTimeout(rest));
  }

  function choose(changed, slid = false, focus = false) {
    const next = settled({...state, ...changed});
    if (slid && sliding) go(next, 'replaceState'); else go(next, 'pushState', focus);
    sliding = slid;
  }
  function go(next, how = 'pushState', focus = false) {
    sliding = false;
    if (written(next) != written(state)) history[how](null, '', written(next));
    show(next, focus);
  }
  function letGo() {
    const at = pin && nodes.get(name(pin)), inside = panel.contains(document.activeElement);
    choose(pinning(null));
    if (inside) (at?.isConnected ? at : modes.find(button => button.dataset.as == state.as)).focus();
  }
  root.addEventListener('click', event => {
    const entry = event.target.closest('[data-opens]');
    if (entry) choose(pinning(keyFrom(entry.dataset.opens)), false, true);
  });
  const keyFrom = words => words.split(' '), keyOf = target => { const found = target.closest?.('[data-node]'); return found && keyFrom(found.dataset.node); };

  picture.addEventListener('click', event => {
    const key = keyOf(event.target);
    if (key) return choose(pinning(pin && name(key) == name(pin) ? null : key));
    if (!stage || !event.target.closest('.gap')) return;
    const link = nearest(event.offsetX, event.offsetY, event.pointerType == 'touch' ? 16 : 8);
    if (link) choose(pinning(['link', net.left[link.p].id, net.right[link.c].id]));
  });
  picture.addEventListener('pointerover', event => { if (event.pointerType != 'touch' && !event.target.closest('.gap')) light(keyOf(event.target) || pin); });
  picture.addEventListener('pointerleave', () => light(pin));
  picture.addEventListener('pointermove', event => {
    if (!stage || event.pointerType == 'touch' || event.target != stage.gap) return;
    const link = nearest(event.offsetX, event.offsetY, 8);
    stage.gap.classList.toggle('near', !!link);
    light(link ? ['link', net.left[link.p].id, net.right[link.c].id] : pin);
  });
  picture.addEventListener('focusin', event => {
    light(keyOf(event.target) || pin);
    const group = event.target.closest('.left, .right, .matrix');
    if (!group || group.matches('.matrix') && !event.target.dataset.cell) return;   // the one stop of the Tab key moves along
    for (const one of group.querySelectorAll(group.matches('.matrix') ? '[data-cell][tabindex="0"]' : 'button[tabindex="0"]')) one.setAttribute('tabindex', -1);
    event.target.setAttribute('tabindex', 0);
  });
  picture.addEventListener('focusout', () => light(pin));
  picture.addEventListener('keydown', event => {
    if (event.target.matches('td.plain') && (event.key == 'Enter' || event.key == ' ')) {
      event.preventDefault();
      return event.target.click();
    }
    const to = event.target.dataset.cell ? inTable(event) : event.target.closest('.stage') ? inColumns(event) : null;
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
  function inTable({key, target, ctrlKey}) {
    const [r, c] = target.dataset.cell.split(' ').map(Number), bottom = net.right.length - 1, end = net.left.length - 1;
    const to = {ArrowUp: [r - 1, c], ArrowDown: [r + 1, c], ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1], Home: [ctrlKey ? 0 : r, 0], End: [ctrlKey ? bottom : r, end]}[key];
    return to && picture.querySelector(`[data-cell="${to[0]} ${to[1]}"]`);
  }
  function inColumns({key, target}) {
    const sides = ['.left', '.right'].map(side => [...stage.board.querySelectorAll(`${side} button`)]), side = sides[0].includes(target) ? 0 : 1, at = sides[side].indexOf(target);
    if (key == 'ArrowLeft' || key == 'ArrowRight') return side != (key == 'ArrowRight') && sides[+(key == 'ArrowRight')].find(button => button.tabIndex == 0);
    return sides[side][{ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: sides[side].length - 1}[key]];
  }
  root.addEventListener('keydown', event => { if (event.key == 'Escape' && pin) { event.preventDefault(); letGo(); } });
  /* In one file with other pages, `#explorer` is the place of this page: its default state. */
  const ours = () => location.hash == '' || /^#explore(\?|r?$)/.test(location.hash);
  const follow = () => { if (ours()) { sliding = false; show(read(location.hash)); reveal(); } };
  /* In one file with other pages, a link may come from far above or below. */
  const reveal = () => {
    const box = root.getBoundingClientRect();
    if (location.hash && (box.bottom < 0 || box.top > innerHeight)) root.scrollIntoView({block: 'start', behavior: 'instant'});
  };
  addEventListener('popstate', follow);
  addEventListener('hashchange', follow);

  const still = root.parentNode.querySelector('.static-table');
  if (still) {
    const folded = h('details', {class: 'still'}, h('summary', {}, still.querySelector('h2').textContent));
    still.replaceWith(folded);
    folded.append(...still.children);
    folded.querySelector('h2').remove();
  }
  root.replaceChildren(h('h2', {class: 'unseen'}, 'Partners and topics'), bar, rule, h('div', {class: 'board'}, picture, panel), foot, status);
  root.hidden = false;
  show(read(ours() ? location.hash : ''));
  if (ours()) reveal();
  if (pin && panel.getBoundingClientRect().top > innerHeight * .7) {   // on a small screen what was linked to is below the bar
    (nodes.get(name(pin)) || nodes.get(`${net.grain} ${pin[2]}`) || picture).scrollIntoView({block: 'center', behavior: 'instant'});
  }
  new ResizeObserver(() => { if (stage && (stage.gap.clientWidth != stage.width || stage.board.clientHeight != stage.height)) measure(); }).observe(picture);
})();
