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
