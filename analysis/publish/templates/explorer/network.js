/* What follows from the state: pure functions. */
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
  const left = new Set(links.map(link => link.p)), right = new Set(links.map(link => link.c));
  net.left.forEach((partner, p) => (kind == 'partner' || kind == 'link') && partner.id == id && left.add(p));
  net.right.forEach((code, c) => (kind == 'link' ? code.id == other : kind != 'partner' && within(net, code, kind, id)) && right.add(c));
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
