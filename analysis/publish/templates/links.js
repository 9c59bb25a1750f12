/* Where a link to a page leads: to it, or, where all pages are in one file, to the place that it has become (see single.py). */
function lead(href) {
  if (!document.documentElement.hasAttribute('data-one')) return href;
  const [page, place = ''] = href.split('#');
  if (/^(explore|find)(\?|$)/.test(place)) return '#' + place;
  return '#' + page.replace(/\.html$/, '') + (place && '--' + place);
}

/* A state that stands in the address stays there when the navigation is skipped. */
document.querySelector('.skip')?.addEventListener('click', event => {
  event.preventDefault();
  document.querySelector('#main').focus();
});
