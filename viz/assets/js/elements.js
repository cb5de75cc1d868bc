/** Elements, made so that a name can only ever become text. */

/**
 * @param {string} tag "div", or with classes: "div.card.wide"
 * @param {Record<string, any>} attributes `on` holds listeners, `false` and `null` leave an attribute out
 * @param {...(Node | string | null | undefined | false)} children strings become text
 * @returns {any}
 */
function make(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value !== null && value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  const there = children.filter((child) => child !== null && child !== undefined && child !== false);
  element.append(.../** @type {(Node | string)[]} */ (there));
  return element;
}

/**
 * A name in a box of its own, so that its direction of writing stays within it. A word longer than any real one may
 * break every 60 letters: where it may break anywhere, a browser's time grows with the square of its length.
 */
function bdi(name) {
  return make("bdi", {}, ...gapped(name));
}

function gapped(text) {
  const [first, ...rest] = text.split(/(\S{60})(?=\S)/u).filter(Boolean);
  return [first, ...rest.flatMap((piece) => [make("wbr"), piece])];
}

/** A button that looks like text and opens a body, a tie or an action. */
function opener(kind, place, ...children) {
  return make("button.opener", { type: "button", on: { click: () => select(kind, place) } }, ...children);
}

function bodyOpener(place) {
  return opener("body", place, mark(data.bodies[place].kind), bdi(nameOf(place)));
}

/** A link where the address may be one, else the text alone. */
function linked(text, address) {
  return address ? make("a", { href: address, rel: "noopener noreferrer" }, text) : bdi(text);
}

/** @returns {HTMLElement[]} the elements of the page that a selector names */
function every(selector) {
  return [...document.querySelectorAll(selector)];
}

function shape(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** The corners of each shape as vis-network draws it, for a size of one. */
const OUTLINES = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, 1], [1, 0], [0, -1], [-1, 0]],
  triangle: [[0, -1.0117], [1.15, 0.9802], [-1.15, 0.9802]],
  triangleDown: [[0, 1.0117], [1.15, -0.9802], [-1.15, -0.9802]],
  hexagon: cornersAround(6, () => 1, 90),
  star: cornersAround(10, (n) => (n % 2 ? 0.41 : 1.066), 0).map(([x, y]) => [x, y + 0.082]),
};

/** So many corners around a middle, the first one at so many degrees from the top. */
function cornersAround(corners, radius, turn) {
  return Array.from({ length: corners }, (_, n) => {
    const angle = (2 * Math.PI * n) / corners + (turn * Math.PI) / 180;
    return [radius(n) * Math.sin(angle), -radius(n) * Math.cos(angle)];
  });
}

/** The sign of a kind of body, as it is drawn in the picture. */
function mark(kind) {
  const look = data.looks[kind];
  const svg = shape("svg", { viewBox: "0 0 16 16", class: "mark", "aria-hidden": "true" });
  svg.append(outline(look.shape));
  svg.style.setProperty("--light", look.light);
  svg.style.setProperty("--dark", look.dark);
  if (look.hollow) svg.classList.add("hollow");
  if (look.dashed) svg.classList.add("dashed");
  return svg;
}

function outline(name) {
  if (!OUTLINES[name]) return shape("circle", { cx: 8, cy: 8, r: 6.4 });
  const points = OUTLINES[name].map(([right, down]) => `${rounded(8 + 6.4 * right)},${rounded(8 + 6.4 * down)}`);
  return shape("polygon", { points: points.join(" ") });
}

/** A stretch of line as the picture draws a certain or a possible tie. */
function line(certain) {
  const svg = shape("svg", { viewBox: "0 0 28 8", class: "line", "aria-hidden": "true" });
  svg.append(shape("path", { d: "M1 4h26", "stroke-dasharray": certain ? "none" : "5 4" }));
  return svg;
}

/** The word "certain" or "possible", with its line. */
function certaintyTag(certain) {
  return make(certain ? "span.tag" : "span.tag.possible", {}, line(certain), make("span", {}, certain ? t("certain") : t("possible")));
}

const darkness = matchMedia("(prefers-color-scheme: dark)");

function colour(look) {
  return darkness.matches ? look.dark : look.light;
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
