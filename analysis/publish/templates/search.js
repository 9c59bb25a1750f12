/* Search on the first page. The model's rows are, by kind, [text, further words, address]; what is found is a list of links, so that each can be opened, copied and
   read out like any other, and the Tab key does what it does elsewhere; the arrow keys are a help beside it. Nothing from the data becomes markup. */
/* Folding: letters without case and accents, each with the place in the text that it came from. */
const APART = {ß: 'ss', ø: 'o', đ: 'd', ł: 'l', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th', ð: 'd', ħ: 'h', 'ŧ': 't'};
const BEFORE = 60, LENGTH = 170, SHOWN = 12;
const KINDS = ['partner', 'topic', 'unlisted', 'finding', 'item'];
const HEADS = {partner: 'Partners', topic: 'Topics', unlisted: 'Topics that no list counted here names', finding: 'Findings', item: 'Items as published'};
/* Of each kind so many are shown whatever there is of others; what is left of the twelve goes to those that fit best. */
const LEAST = {partner: 3, topic: 4, unlisted: 1, finding: 2, item: 2};

const fold = text => {
  let folded = '';
  const from = [];
  let at = 0;
  for (const letter of text) {
    const plain = [...letter.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')].map(c => APART[c] ?? c).join('');
    for (let n = 0; n < plain.length; n++) from.push(at);
    folded += plain;
    at += letter.length;
  }
  from.push(at);
  return {folded, from};
};
const WORD = /[\p{L}\p{N}]+/gu;
const wordsOf = text => [...new Set(fold(text).folded.match(WORD) ?? [])];

/* How well a typed word fits: 0 a whole word, 1 the beginning of one, 2 inside one, 3 not at all. */
const fit = (folded, word) => {
  let best = 3;
  for (let at = folded.indexOf(word); at >= 0 && best; at = folded.indexOf(word, at + 1)) {
    const begins = !at || !letterBefore(folded, at), ends = at + word.length == folded.length || !letterAt(folded, at + word.length);
    best = Math.min(best, begins ? (ends ? 0 : 1) : 2);
  }
  return best;
};
const letterAt = (text, at) => /[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(at)));
const letterBefore = (text, at) => letterAt(text, at > 1 && /[\uDC00-\uDFFF]/.test(text[at - 1]) ? at - 2 : at - 1);

/* All rows that have every typed word, best first: the text itself, then whole words and beginnings, in the text and then in the further words, then insides; then by kind, then by name.
   Of several words the one that fits worst counts first, then all together. */
const IN_TEXT = [0, 1, 4, 9], IN_FURTHER = [2, 3, 5, 9];
const ranked = (rows, typed) => {
  const asked = wordsOf(typed), whole = asked.join(' ');
  const found = [];
  for (const row of rows) {
    let rank = 0, sum = 0;
    for (const word of asked) {
      const place = Math.min(IN_TEXT[fit(row.text.folded, word)], IN_FURTHER[fit(row.further.folded, word)]);
      if (place == 9) { rank = 9; break; }
      rank = Math.max(rank, place);
      sum += place;
    }
    if (rank < 9) found.push({row, rank: row.plain == whole ? -1 : rank, sum});
  }
  const before = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  return found.sort((a, b) => a.rank - b.rank || a.sum - b.sum || a.row.kind - b.row.kind || before(a.row.text.folded, b.row.text.folded) || a.row.place - b.row.place).map(hit => hit.row);
};

/* Those of the ranked rows that are shown: by kind, and within a kind best first. */
const chosen = found => {
  const taken = KINDS.map(() => 0);
  const first = new Set(found.filter(row => taken[row.kind]++ < LEAST[KINDS[row.kind]]));
  const rest = found.filter(row => !first.has(row)).slice(0, Math.max(0, SHOWN - first.size));
  const shown = new Set([...first, ...rest]);
  return KINDS.flatMap((_, kind) => found.filter(row => row.kind == kind && shown.has(row)));
};

/* The stretches of a text that the typed words cover, as pairs of places in it. */
const stretches = ({folded, from}, asked) => {
  const found = [];
  for (const word of asked)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      /* A letter that folds to two is marked whole; accents that stand after a letter go with it. */
      let end = at + word.length;
      while (end < from.length - 1 && from[end] == from[end - 1]) end++;
      found.push([from[at], from[end]]);
    }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined = [];
  for (const [start, end] of found) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
};

/* Drawing. */
const made = (name, ...content) => { const e = document.createElement(name); e.append(...content); return e; };

const marked = (name, text, folding, asked, short) => {
  const all = stretches(folding, asked), e = made(name);
  let start = 0, end = text.length;
  if (short && text.length > LENGTH) {
    if (all.length && all[0][0] > BEFORE) start = text.indexOf(' ', all[0][0] - BEFORE) + 1;
    if (start > (all[0]?.[0] ?? 0)) start = all[0][0];
    if (start + LENGTH < end) end = Math.max(text.lastIndexOf(' ', start + LENGTH), all[0]?.[1] ?? 0, start + 1);
  }
  if (start) e.append('… ');
  for (const [a, b] of all) {
    if (b <= start || a >= end) continue;
    e.append(text.slice(start, Math.max(a, start)), made('mark', text.slice(Math.max(a, start), Math.min(b, end))));
    start = Math.min(b, end);
  }
  e.append(text.slice(start, end));
  if (end < text.length) e.append(' …');
  return e;
};

const begin = (root, model) => {
  const box = root.querySelector('.finder-box'), input = root.querySelector('.finder-words'), count = root.querySelector('.finder-count'), list = root.querySelector('.finder-found');
  const rows = Object.entries(model.search).flatMap(([kind, rows]) => rows.map(row => [kind, ...row])).map(([kind, text, further, href], place) =>
    ({kind: KINDS.indexOf(kind), text: fold(text), further: fold(further), plain: wordsOf(text).join(' '), said: [text, further], href, place}));

  const show = () => {
    const asked = wordsOf(input.value), found = asked.length ? ranked(rows, input.value) : [], shown = chosen(found);
    list.replaceChildren();
    if (!asked.length) { count.textContent = input.value.trim() ? 'Type a letter or a number.' : ''; return; }
    if (!found.length) {
      const all = made('a', 'See all topics');
      all.href = root.querySelector('.finder-else a').getAttribute('href');
      count.textContent = `Nothing found for “${input.value.trim()}”.`;
      list.append(made('p', all));
      return;
    }
    count.textContent = shown.length < found.length ? `${shown.length} of ${found.length} found; another word narrows it.` : `${found.length} found.`;
    for (const kind of new Set(shown.map(row => row.kind))) {
      const group = made('ul');
      for (const row of shown.filter(row => row.kind == kind)) {
        const link = made('a', marked('b', row.said[0], row.text, asked, false));
        if (row.said[1]) link.append(marked('span', row.said[1], row.further, asked, true));
        link.href = lead(row.href);
        group.append(made('li', link));
      }
      list.append(made('h2', HEADS[KINDS[kind]]), group);
    }
  };

  /* The address. Only what begins with #find is ours. */
  const OURS = '#find';
  const ours = () => location.hash == OURS || location.hash.startsWith(`${OURS}?`);
  const read = () => {
    if (!ours()) return;
    input.value = new URLSearchParams(location.hash.slice(OURS.length + 1)).get('q') ?? '';
    show();
  };
  const write = () => {
    const typed = input.value.trim();
    if (typed) history.replaceState(history.state, '', `${OURS}?${new URLSearchParams({q: typed})}`);
    else if (ours()) history.replaceState(history.state, '', location.pathname + location.search);
  };

  const links = () => [...list.querySelectorAll('a')];
  const clear = () => { input.value = ''; show(); write(); input.focus(); };
  input.addEventListener('input', () => { show(); write(); });
  box.addEventListener('keydown', event => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const all = links(), at = all.indexOf(document.activeElement);
    if (event.key == 'Escape' && (input.value || at >= 0)) clear();
    else if (event.key == 'ArrowDown' && all.length) all[Math.min(at + 1, all.length - 1)].focus();
    else if (event.key == 'ArrowUp' && at >= 0) (all[at - 1] ?? input).focus();
    else if (event.key == 'Home' && at >= 0) all[0].focus();
    else if (event.key == 'End' && at >= 0) all[all.length - 1].focus();
    else if (event.key == 'Enter' && event.target == input && all.length && wordsOf(input.value).length) all[0].click();
    else return;
    event.preventDefault();
  });
  addEventListener('hashchange', read);
  box.hidden = false;
  read();
  if (ours()) root.scrollIntoView({block: 'start', behavior: 'instant'});
};

const model = JSON.parse(document.currentScript.previousElementSibling.textContent);
for (const root of document.querySelectorAll('.finder')) begin(root, model);
