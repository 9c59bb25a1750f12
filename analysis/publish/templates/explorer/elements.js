/* Elements from values; texts are only ever text. */
function h(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(given)) {
    if (value === false || value == null) continue;
    if (key == 'on') for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (key == 'hue') element.style.setProperty('--hue', value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child != null && child !== false));
  return element;
}
const drawn = (tag, given) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(given)) key == 'hue' ? element.style.setProperty('--hue', value) : element.setAttribute(key, value);
  return element;
};
const plural = (n, noun) => `${n} ${noun}${n == 1 ? '' : 's'}`, joined = names => names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('');
const hue = code => code.pillar >= 0 ? pillars[code.pillar].colour : null;
const dated = event => `${event.name}, ${event.said}`;
