/* The explorer: who lists which topic, to touch. The page's model in, a network, a table and the evidence out; the state stands in the address. The parts are one script, in
   the order that explorer.py gives them. Here the model: rows as objects; `n` is the place of a row in its table. */
const script = document.currentScript, root = document.querySelector('.explorer');
if (!root || !script) return;

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
