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
  picture.replaceChildren(...net.left.length && net.right.length ? [key, h('div', {class: 'frame'}, grid)] : [nothing()]);
  for (const button of grid.querySelectorAll('.node')) button.setAttribute('tabindex', 0);
  grid.querySelector('[data-cell]')?.setAttribute('tabindex', 0);
  matrix = {cols: cols.slice(1), heads: [...head.children].slice(1), rows: [...grid.querySelectorAll('tbody tr:not(.group)')]};
}
