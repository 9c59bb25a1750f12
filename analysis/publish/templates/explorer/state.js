/* State and address: only what differs from the default is written; what is not known is not read. */
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
  if (state.date && state.date < view.stops[0]) state.date = view.stops[0];
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
