/* Events: a choice is written into the address; the address is what is drawn. */
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
