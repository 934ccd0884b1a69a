// Elements, made short. Texts are texts: nothing here reads a string as HTML but `fromServer`.

/** An element: attributes, listeners (`onclick`), properties (`.value`), then children. */
export function el(name, attributes = {}, ...children) {
  const svg = SVG.has(name);
  const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key.startsWith(".")) made[key.slice(1)] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

/** What an element holds from now on; lists may stand among the children, and nothing is left out. */
export function fill(into, ...children) {
  into.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

const SVG = new Set(["svg", "g", "path", "line", "circle", "rect", "text", "defs", "marker", "title"]);

/** What the server drew: its own SVG and HTML, in which it spelt out every text. */
export function fromServer(html, name = "span") {
  const holder = document.createElement(name);
  holder.innerHTML = html;
  return holder;
}

/** A number as it is written in files, without needless digits. */
export const plain = (number) => (number === null ? "–" : String(Number(Number(number).toPrecision(6))));
