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
  h('ul', {class: 'lists'}, net.left.map(partner => h('li', {}, h('b', {}, partner.short), ' ', used(partner), unheard(partner))))];
}
/* The events after the last list that was read, up to the date: what they listed is unknown, and may be what an earlier list does not name. */
const unheard = partner => {
  const held = net.view.events.filter(event => event.partner == partner.n && event.last <= net.until), last = held.findLastIndex(event => event.lists.length), later = held.slice(last + 1);
  return last < 0 || !later.length ? null : h('p', {class: 'quiet'}, `Of what came later no list that counts here was read: ${later.map(dated).join('; ')}. What it listed is unknown.`);
};
/* What a list was read in: for what it does not name too. */
const readings = partner => h('ul', {class: 'lists'}, partner.events.flatMap(event => event.lists.map(n => {
  const list = lists[n], source = sources[list.source];
  return h('li', {}, `${dated(event)}: `, h('span', {class: 'heading'}, list.heading), list.place && `, ${list.place}`, ' in ', linked(source), `, ${list.read.toLowerCase()}.`);
})));
const linked = source => /^https?:\/\//.test(source.address) ? h('a', {href: source.address, rel: 'external'}, source.title) : h('span', {}, `${source.title} (address not known)`);
const used = partner => {
  const from = partner.events.filter(event => event.lists.length), unread = partner.events.length - from.length;
  if (!from.length) return 'no list that counts here was read by this date';
  return `${from.length > 2 ? `${plural(from.length, 'event')}, the last: ${dated(from.at(-1))}` : from.map(dated).join('; ')}${partner.whole ? '' : unread ? ` (not every list of ${plural(partner.events.length, 'event')} was read whole)` : ' (not read whole)'}`;
};

function aboutPartner(title, id) {
  const partner = net.left.find(one => one.id == id), known = find(partners, id), has = what => partner ? net.right.filter(code => code.states[partner.place] == what) : [];
  return [title(known.name), partner ? h('p', {class: 'quiet'}, used(partner)) : h('p', {}, 'Not among what is shown.'), partner && unheard(partner),
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
    not.length ? h('p', {class: 'quiet'}, `Not listed by ${joined(not.map(partner => `${partner.name} (${partner.events.length > 1 ? plural(partner.events.length, 'event') : partner.events[0].said})`))}.`) : null,
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
    ...partner && !found.length && partner.events.some(event => event.lists.length) ? [h('h3', {}, 'What was read'), readings(partner)] : [], partner && unheard(partner),
    h('ol', {class: 'evidence'}, found.map(proof)), net.grain == 'topic' ? page(`topics.html#topic-${other}`, 'All of this topic') : null, page(`partner-${id}.html`, `All of ${known[0].name}`)];
}

function proof({event, item, list, source, basis, ruling, topic, contested}) {
  const where = [`item ${item.position}`, item.section && `section ${item.section}`, `line ${item.line}`].filter(Boolean).join(', ');
  const rows = [['Event', h('span', {class: 'event'}, dated(event))], list.said != event.said && ['Dated there', list.said], ['List', h('span', {}, h('span', {class: 'heading'}, list.heading), list.place && `, ${list.place}`)],
    ['Place', h('span', {class: 'where'}, where)], ['Source', h('span', {class: 'source'}, linked(source), source.publisher && `, ${source.publisher}`, ` (${source.standing.toLowerCase()}${source.language ? `, ${source.language}` : ''})`)],
    ['Read', `${list.read}${list.examples ? '; the list gives its items as examples' : ''}`], ['Coded', h('span', {class: 'basis'}, `${basis}${net.grain == 'theme' ? `: ${topic.label}` : ''}`)],
    ruling && ['Rule', h('span', {class: 'ruling'}, `${ruling.title}: ${ruling.question} `, h('b', {}, ruling.chosen), ` ${ruling.why}`)]].filter(Boolean);
  return h('li', {}, h('blockquote', {}, item.text), contested && h('p', {class: 'differ'}, 'The documents of this event differ about it.'), h('dl', {}, rows.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value)))));
}
