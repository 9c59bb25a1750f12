/* What is shown now, and the bar that chooses it: made once, filled from the state. */
let state, net, pin = null, lighting = '', stage = null, matrix = null, sliding = false;
const nodes = new Map(), memory = new Map();
const name = key => key.join(' ');   // an id has no blank

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
  rule.replaceChildren(h('span', {class: 'paper'}, `View ‘${net.view.name}’, as of ${at.at(-1).said}. `), ruled());
}

function ruled() {
  const which = state.lists == 'ever' ? 'Every list of an event up to this date. A topic is unknown where no list names it and one was not read whole.'
    : 'Of each partner the last event up to this date of which a list was read.';
  const order = {house: state.grain == 'topic' ? 'Topics by pillar, then by how many partners list them on any list, then by first mention; partners by launch.'
    : 'Themes by how many partners list them on any list, then by first mention; partners by launch.', name: 'Both sides by name.',
    degree: 'Both sides by the number of links shown.', first: 'Both sides by first mention.'}[state.sort];
  return `${which} ${order} An order is no ranking.${net.later ? ` Left out: ${plural(net.later, state.grain)} first named later.` : ''}`;
}
