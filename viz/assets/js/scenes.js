/**
 * What the picture shows of the network: a scene of nodes and links, for whichever surface draws it. `x`, `y`, `size` and
 * `width` are in the scene's own units; where a scene is `fixed`, these are CSS pixels and it is not drawn out to fit.
 *
 * @typedef {{kind: "body" | "tie" | "action" | "group" | "crowd" | "between", place: number}} Thing what a click means
 * @typedef {{thing: Thing, bodies: number[], name: string, lines: string[], x: number, y: number, size: number,
 *   shape: string, weight: number, look: Look, sides?: [number, number][], box?: {wide: number, high: number, words: string}}} SceneNode
 * @typedef {{thing: Thing, a: number, b: number, width: number, certain: boolean, strong?: boolean, bodies?: number[],
 *   context?: number}} SceneLink `a` and `b` are places in `nodes`
 * @typedef {{kind: string, fixed: boolean, nodes: SceneNode[], links: SceneLink[], high?: number}} Scene
 */

/** @returns {Scene} for a picture with so much room, in CSS pixels */
function sceneFor(room) {
  if (state.view === "actions") return columnScene(room);
  if (scope.kind === "ego") return egoScene(room);
  if (scope.kind === "groups") return groupScene(room);
  return layoutScene(room);
}

/** Says when a scene has to be put together anew, and not only to be coloured. */
function sceneName() {
  if (state.view === "actions") return `actions ${state.language} ${JSON.stringify(state.filters)}`;
  if (scope.kind === "whole" && !communities.length) return "whole";
  return [scope.kind, state.focus, state.steps, state.group, JSON.stringify(state.filters)].join(" ");
}

/** @returns {SceneNode} */
function bodyNode(place, x, y) {
  const body = data.bodies[place];
  const look = data.looks[body.kind];
  const size = data.sizes[place] * (tiesOf[place].length ? 1 : 0.8);
  return {
    thing: { kind: "body", place }, bodies: [place], name: "", lines: [], x, y, size,
    shape: look.shape, weight: tiesOf[place].length, look,
  };
}

/** Names are asked for when they are drawn: the language may have changed. */
function nodeName(node) {
  return node.thing.kind === "body" ? nameOf(node.thing.place) : node.name;
}

function nodeLines(node) {
  return node.thing.kind === "body" ? data.bodies[node.thing.place].caption[state.language] : node.lines;
}

/** @returns {SceneLink} */
function tieLink(tie, a, b) {
  return { thing: { kind: "tie", place: tie }, a, b, width: data.widths[tie], certain: data.ties[tie].certain };
}

/** The nodes of these bodies and the links among them. */
function bodyScene(kind, places, points, ties) {
  const number = new Map(places.map((place, node) => [place, node]));
  const nodes = places.map((place, node) => bodyNode(place, ...points[node]));
  const links = [...ties].map((tie) => tieLink(tie, number.get(data.ties[tie].a), number.get(data.ties[tie].b)));
  return { kind, fixed: false, nodes, links };
}

/** How far the layout may be drawn out one way to fill the picture. */
const GIVE = 1.8;

/** Bodies where the page was told that they stand: tall where the picture is higher than wide, drawn out to fill it. */
function layoutScene(room) {
  const points = room.high > room.wide ? data.layout.tall : data.layout.wide;
  const some = communities.length > 0;
  const places = some ? [...scope.bodies] : data.bodies.map((_, place) => place);
  const ties = some ? [...scope.ties.keys()] : data.ties.map((_, tie) => tie);
  return bodyScene(scope.kind, places, filled(places.map((place) => points[place]), room), ties);
}

/** @returns {[number, number][]} */
function filled(points, room) {
  if (!points.length) return [];
  const box = bounds(points);
  const ratio = box.wide && box.high ? room.wide / room.high / (box.wide / box.high) : 1;
  const [across, down] = [Math.min(GIVE, Math.max(1, ratio)), Math.min(GIVE, Math.max(1, 1 / ratio))];
  return points.map(([x, y]) => [x * across, y * down]);
}

function bounds(points) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: (left + right) / 2, y: (top + bottom) / 2, wide: right - left, high: bottom - top };
}

// --- the groups of a large network

/** Each group as one node, as large as its number of bodies asks for; lines tell how many ties there are between two. */
function groupScene(room) {
  const turned = room.high > room.wide;
  const points = communities.map(({ point: [x, y] }) => /** @type {[number, number]} */ (turned ? [y, x] : [x, y]));
  const placed = filled(points, room);
  const nodes = communities.map((group, place) => groupNode(group, place, placed[place]));
  return { kind: "groups", fixed: false, nodes, links: strongest(betweenLinks()) };
}

/** @returns {SceneNode} */
function groupNode(group, place, [x, y]) {
  const shown = group.bodies.filter((body) => view.bodies.has(body)).length;
  const name = group.label[state.language];
  return {
    thing: { kind: "group", place }, bodies: group.bodies, name: `${name}: ${count(t("bodies"), shown)}`,
    lines: [...wordLines(drawable(name), 18, 3), `(${shown.toLocaleString(state.language)})`], x, y, size: group.radius * 0.7, shape: "dot",
    weight: shown, look: communityLook(group), sides: [[0, 0], [0, 1], [0, -1]],
  };
}

/** A group looks like the kind that most of its bodies are of. */
function communityLook(group) {
  const counts = new Map();
  for (const body of group.bodies) counts.set(data.bodies[body].kind, (counts.get(data.bodies[body].kind) ?? 0) + 1);
  const [kind] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one));
  return data.looks[kind];
}

/** Ties between groups that pass the filters. @returns {SceneLink[]} */
function betweenLinks() {
  const home = new Int32Array(data.bodies.length).fill(-1);
  communities.forEach((group, place) => group.bodies.forEach((body) => (home[body] = place)));
  const found = new Map();
  for (const [place, shown] of view.ties) {
    const [a, b] = [home[data.ties[place].a], home[data.ties[place].b]].sort((one, other) => one - other);
    if (a < 0 || a === b) continue;
    const name = a * communities.length + b;
    const pair = found.get(name) ?? { a, b, ties: 0, certain: 0 };
    pair.ties++;
    pair.certain += shown.certain ? 1 : 0;
    found.set(name, pair);
  }
  return [...found.values()].map(({ a, b, ties, certain }) => ({
    thing: { kind: "between", place: ties }, a, b, width: 1 + Math.log2(ties), certain: certain > 0,
  }));
}

/** So many lines of each group are drawn where there are too many for one picture. */
const STRONGEST = 2;

/** All lines where they are few, else those that are among the strongest of one of their ends; the page says so. */
function strongest(links) {
  if (links.length <= HAIRBALL / 2) return links;
  const drawn = new Map();
  const ranked = [...links].sort((one, other) => other.thing.place - one.thing.place || one.a - other.a || one.b - other.b);
  return ranked.filter(({ a, b }) => {
    const [first, second] = [drawn.get(a) ?? 0, drawn.get(b) ?? 0];
    if (first >= STRONGEST && second >= STRONGEST) return false;
    drawn.set(a, first + 1).set(b, second + 1);
    return true;
  });
}
