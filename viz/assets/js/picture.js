/**
 * The picture: puts a scene on a surface, and looks on its nodes and links. What is selected or filtered changes how they
 * look; where they stand changes only with the view, the focus or an open group.
 */

const stage = document.getElementById("network");
/** @type {Surface} */
const surface = data.drawing ? visSurface(stage) : canvasSurface(stage);
/** @type {Scene} */
let scene = { kind: "", fixed: false, nodes: [], links: [] };
/** Which scene is shown, and for which room it was made. */
let shownScene = "";
/** How large shapes are drawn: larger where the picture is small, or a phone would show dots. */
let magnified = 1;
/** What the pointer is on: a node or a link of the scene. @type {{node?: number, link?: number} | null} */
let hovered = null;
/** @type {Box[]} */
let labelBoxes = [];
/** @type {{strong: boolean, faint: boolean}[]} how each node matters just now */
let ranks = [];
/** @type {Record<string, string>} */
let colours = theme();
/** The ties of each node of the scene, as the nodes at their other ends. @type {number[][]} */
let tiedTo = [];

watch((what) => {
  if (what === "theme" || what === "all") colours = theme();
  if (what !== "selection" && what !== "theme" && compose()) return;
  if (what === "language") surface.redraw();
  else surface.dress(looksNow());
});
darkness.addEventListener("change", () => changed("theme"));

/** Shows another scene where there is need for one; says whether it did. */
function compose() {
  const name = `${sceneName()} ${stage.clientWidth}x${stage.clientHeight}`;
  if (name === shownScene || !stage.clientWidth) return false;
  point(null);
  scene = sceneFor(roomNow());
  if (growStage()) scene = sceneFor(roomNow());
  shownScene = `${sceneName()} ${stage.clientWidth}x${stage.clientHeight}`;
  tiedTo = neighbours();
  const looks = looksNow();
  surface.resize();
  const place = wholeScene();
  magnified = magnification(place.scale);
  surface.show(scene, looks, magnified);
  surface.moveTo(place);
  document.getElementById("empty").hidden = state.view !== "actions" || scene.nodes.length > 0;
  return true;
}

/** Columns of many rows get a higher picture, as a page that is scrolled; says whether its height changed. */
function growStage() {
  const before = stage.clientHeight;
  const wanted = scene.fixed ? `${Math.min(2400, Math.max(320, scene.high))}px` : "";
  stage.parentElement.style.height = wanted;
  return stage.clientHeight !== before;
}

/** @returns {Record<string, string>} the colours of the style sheet, light or dark */
function theme() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "muted", "paper", "raised", "edge", "line", "line-strong", "accent"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function neighbours() {
  const found = scene.nodes.map(() => /** @type {number[]} */ ([]));
  for (const { a, b } of scene.links) {
    found[a].push(b);
    found[b].push(a);
  }
  return found;
}

// --- what matters just now

/**
 * What the selection is about: its bodies, those around them, its ties and its contexts. Null where nothing is selected.
 * @returns {{middle: Set<number>, around: Set<number>, ties: Set<number>, contexts: Set<number>} | null}
 */
function chosen() {
  if (!state.selection) return null;
  const cell = state.selection.kind === "cell" ? cells[state.selection.place] : null;
  const { kind, place } = cell ? { kind: "action", place: cell.context } : state.selection;
  if (kind === "tie") return concern([data.ties[place].a, data.ties[place].b], [place], data.ties[place].evidence.map((item) => item.context));
  if (kind === "body") return concern([place], tiesOf[place], contextsIn([place]));
  const inside = (tie) => tie.evidence.some((item) => item.context === place);
  const own = partsOf[place].flatMap((part) => bodiesOf[part]);
  return concern(own, data.ties.flatMap((tie, number) => (inside(tie) ? [number] : [])), [place]);
}

function concern(middle, ties, contexts) {
  const around = ties.filter((tie) => view.ties.has(tie)).flatMap((tie) => [data.ties[tie].a, data.ties[tie].b]);
  return { middle: new Set(middle), around: new Set([...middle, ...around]), ties: new Set(ties), contexts: new Set(contexts) };
}

function contextsIn(bodies) {
  return bodies.flatMap((body) => data.bodies[body].participations.map((part) => data.participations[part].context));
}

/** @returns {Looks} */
function looksNow() {
  const focus = chosen();
  ranks = scene.nodes.map((node) => rankOf(node, focus));
  return { nodes: scene.nodes.map(nodeLook), links: scene.links.map((link) => linkLook(link, focus)) };
}

function rankOf(node, focus) {
  if (node.thing.kind === "action") return boxRank(node, focus);
  const strong = focus !== null && focus.middle.size <= 2 && node.bodies.some((body) => focus.middle.has(body));
  const inFocus = scene.kind === "ego" && node.thing.place === state.focus;
  const out = scene.kind === "whole" && !view.bodies.has(node.thing.place);
  const around = scene.kind === "actions" ? "middle" : "around";
  const faint = out || (focus !== null && !node.bodies.some((body) => focus[around].has(body)));
  return { strong: strong || inFocus, faint };
}

function boxRank({ thing }, focus) {
  const inIt = focus !== null && focus.contexts.has(thing.place);
  return { strong: inIt && focus.contexts.size === 1, faint: focus !== null && !inIt };
}

/** @returns {NodeLook} */
function nodeLook(node, number) {
  const { strong, faint } = ranks[number];
  if (node.thing.kind === "action") return node.box ? boxLook(strong, faint) : portLook(faint);
  if (node.thing.kind === "group") return groupLook(node, strong, faint);
  const [own, look] = [colour(node.look), node.look];
  const shade = faint ? blend(own, colours.paper, 0.8) : own;
  const hollow = look.hollow;
  return {
    fill: hollow ? colours.paper : shade,
    border: hollow ? shade : strong ? colours.ink : colours.paper,
    edge: (hollow || strong ? 3 : 1.5) * (scene.nodes.length > 300 ? 0.4 : 1),
    ink: colours.ink, dashed: look.dashed,
  };
}

/** @returns {NodeLook} */
function boxLook(strong, faint) {
  return {
    fill: colours.raised, border: strong ? colours.accent : faint ? blend(colours.edge, colours.paper, 0.6) : colours.edge,
    edge: strong ? 2.5 : 1, ink: faint ? colours.muted : colours.ink, dashed: false,
  };
}

/** A disc in a light tone, for its name stands on it. @returns {NodeLook} */
function groupLook(node, strong, faint) {
  const own = faint ? blend(colour(node.look), colours.paper, 0.6) : colour(node.look);
  return { fill: blend(own, colours.paper, 0.82), border: own, edge: node.size * (strong ? 0.06 : 0.025), ink: colours.ink, dashed: false };
}

/** @returns {NodeLook} */
function portLook(faint) {
  const shade = faint ? blend(colours.edge, colours.paper, 0.6) : colours.edge;
  return { fill: shade, border: shade, edge: 0, ink: colours.ink, dashed: false };
}

/** A colour on its way to another one; both as #rrggbb. */
function blend(from, to, share) {
  const name = `${from}${to}${share}`;
  if (!blended.has(name)) blended.set(name, mixed(from, to, share));
  return blended.get(name);
}
const blended = new Map();

function mixed(from, to, share) {
  const parts = (text) => [1, 3, 5].map((start) => parseInt(text.slice(start, start + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return `#${a.map((part, n) => Math.round(part + (b[n] - part) * share).toString(16).padStart(2, "0")).join("")}`;
}

/** @returns {LinkLook} */
function linkLook(link, focus) {
  const shown = link.thing.kind === "tie" ? view.ties.get(link.thing.place) : link;
  const strong = focus !== null && linkChosen(link, focus);
  const plain = link.strong ? colours.accent : shown?.certain === false ? colours.line : colours["line-strong"];
  return {
    hidden: !shown, dashed: shown?.certain === false, width: link.width, colour: strong ? colours.accent : plain,
    opacity: focus === null || strong ? 1 : aroundFocus() ? 0.6 : 0.14,
  };
}

/** Whether the body in focus is what is selected: then the ties among the others are not far from the matter. */
function aroundFocus() {
  return scene.kind === "ego" && state.selection?.kind === "body" && state.selection.place === state.focus;
}

function linkChosen({ thing, context, bodies, a, b }, focus) {
  if (thing.kind === "tie") return focus.ties.has(thing.place);
  if (thing.kind === "between") return ranks[a].strong && ranks[b].strong;
  return focus.contexts.has(context) && bodies.some((body) => focus.middle.has(body));
}

/** How many actions and bodies the columns show. */
function shownActions() {
  const actions = scene.nodes.filter((node) => node.box).length;
  const bodies = new Set(scene.nodes.flatMap((node) => node.bodies)).size;
  return t("shownActions", { actions: count(t("matterCount"), actions), bodies: count(t("bodies"), bodies) });
}

// --- names

surface.on("drawn", (/** @type {CanvasRenderingContext2D} */ brush, /** @type {boolean} */ moving) => {
  const canvas = brush.canvas;
  const ratio = canvas.width / canvas.clientWidth;
  brush.save();
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  const kept = { ink: colours.ink, faint: colours.muted, paper: colours.paper };
  if (moving && scene.nodes.length > LABEL.most) moveLabels(brush, labelBoxes, onScreen, kept);
  else labelBoxes = drawLabels(brush, spotsNow(), kept, canvas.clientWidth, canvas.clientHeight);
  brush.restore();
});

function spotsNow() {
  const scale = surface.scale();
  return scene.nodes.map((node, number) => spotOf(node, number, scale));
}

/** @returns {Spot} */
function spotOf(node, number, scale) {
  const { strong, faint } = ranks[number];
  const { x, y } = onScreen(number);
  const priority = node.weight + (strong ? 1e6 : 0) + (faint ? -1e6 : 0);
  const half = node.box && { wide: (node.box.wide * scale) / 2, high: (node.box.high * scale) / 2 };
  const lines = named(faint) ? nodeLines(node) : [];
  return {
    place: number, x, y, radius: node.size * magnified * scale, priority, strong, faint, lines, sides: node.sides, half,
    away: () => awayFromTies(number),
  };
}

/** Faint bodies keep their names while they are few enough to tell apart from those that matter. */
function named(faint) {
  return !faint || scene.fixed || (state.selection === null && !view.filtered);
}

function onScreen(number) {
  return surface.toScreen(scene.nodes[number].x, scene.nodes[number].y);
}

/** The direction away from a node's ties, where its name disturbs least. */
function awayFromTies(number) {
  const here = scene.nodes[number];
  const away = { x: 0, y: 0 };
  for (const other of tiedTo[number]) {
    const there = scene.nodes[other];
    const far = Math.hypot(here.x - there.x, here.y - there.y) || 1;
    away.x += (here.x - there.x) / far;
    away.y += (here.y - there.y) / far;
  }
  return away;
}

// --- what can be seen

/** The room that names take at the edges of the picture, and what hangs in its upper corners. */
const MARGIN = { across: 236, down: 126 };

/** The room that the nodes have, without their names, and the whole width; in CSS pixels. */
function roomNow() {
  const across = Math.min(MARGIN.across, stage.clientWidth * 0.28);
  return { wide: stage.clientWidth - across, high: Math.max(80, stage.clientHeight - MARGIN.down), stage: stage.clientWidth };
}

/** Where the whole scene is seen, with room for the names at its edge; a fixed one in its own size, from its top. */
function wholeScene() {
  if (!scene.nodes.length) return { x: 0, y: 0, scale: 1 };
  if (scene.fixed) return { x: 0, y: Math.min(0, (stage.clientHeight - scene.high) / 2), scale: 1 };
  const { wide, high } = scene.kind === "groups" ? { wide: stage.clientWidth - 40, high: stage.clientHeight - 110 } : roomNow();
  const box = bounds(scene.kind === "groups" ? scene.nodes.flatMap(cornersOf) : scene.nodes.map((node) => [node.x, node.y]));
  const scale = Math.min(wide / Math.max(box.wide, 1), high / Math.max(box.high, 1), scene.kind === "ego" ? 1.1 : 1.5);
  return { x: box.x, y: box.y - 4 / scale, scale };
}

/** Groups are as large as what they hold: all of them is shown, not only their middles. */
function cornersOf({ x, y, size }) {
  return [[x - size, y - size], [x + size, y + size]];
}

/** Shows the whole scene. */
function fit() {
  const place = wholeScene();
  magnify(place.scale);
  surface.moveTo(place, calm() ? 0 : 350);
}

function magnification(scale) {
  return scene.fixed || scene.kind === "groups" ? 1 : Math.min(3, Math.max(1, Math.round((0.62 / scale) * 4) / 4));
}

function magnify(scale) {
  const wanted = magnification(scale);
  if (wanted === magnified) return;
  magnified = wanted;
  surface.magnify(magnified);
}

function zoom(factor) {
  const scale = Math.min(SCALES.most, Math.max(SCALES.least, surface.scale() * factor));
  surface.moveTo({ ...surface.middle(), scale }, calm() ? 0 : 180);
  magnify(scale);
}

/** Brings bodies into the middle if they stand outside what can be seen. */
function bringIntoSight(places) {
  if (!stage.clientWidth) return; // another view is shown
  const outside = places.map(nodeOf).filter((number) => number >= 0).some((number) => {
    const { x, y } = onScreen(number);
    return x < 20 || y < 20 || x > stage.clientWidth - 20 || y > stage.clientHeight - 20;
  });
  if (outside && !scene.fixed) fit();
}

/** The node of the scene that a body is, or is part of; -1 where it is not in it. */
function nodeOf(body) {
  return scene.nodes.findIndex((node) => node.bodies.includes(body));
}

// --- pointer

/** What stands at a point of the picture: a node (or its name), else a link, else nothing. */
function at(where) {
  const node = surface.nodeAt(where) ?? labelBoxes.find((box) => inside(where, box))?.place;
  if (node !== undefined) return { node, thing: scene.nodes[node].thing };
  const link = surface.linkAt(where);
  return link === undefined ? null : { link, thing: scene.links[link].thing };
}

function inside({ x, y }, box) {
  return x > box.left && x < box.right && y > box.top && y < box.bottom;
}

surface.on("click", (/** @type {Point} */ where) => {
  tip.hidden = true;
  const found = at(where);
  if (found) open(found);
  else if (state.selection) select(null);
});
surface.on("dragstart", () => point(null));
surface.on("dragend", () => surface.redraw());
surface.on("zoom", (/** @type {number} */ scale) => magnify(scale));

/** What a click on it does. @param {{node?: number, thing: Thing}} found */
function open({ node, thing }) {
  if (thing.kind === "group") openGroup(thing.place);
  else if (thing.kind === "crowd") showCrowd(scene.nodes[node]);
  else if (thing.kind !== "between") select(thing.kind, thing.place);
}

stage.addEventListener("pointermove", (event) => {
  if (event.pointerType !== "mouse" || event.buttons) return;
  const frame = stage.getBoundingClientRect();
  point(at({ x: event.clientX - frame.left, y: event.clientY - frame.top }), event);
});
stage.addEventListener("pointerleave", () => point(null));

/** Shows in a few words what the pointer is on. */
function point(found, event) {
  stage.style.cursor = !found ? "grab" : found.thing.kind === "between" ? "default" : "pointer";
  tip.hidden = !found;
  if (found) {
    tip.replaceChildren(...tipWords(found));
    placeTip(event);
  }
  if (found?.node === hovered?.node && found?.link === hovered?.link) return;
  hovered = found;
  const link = found?.link ?? null;
  surface.point(link, link === null ? null : pointedLook(scene.links[link]));
}

function pointedLook(link) {
  const look = linkLook(link, chosen());
  return { ...look, colour: colours.accent, opacity: 1, width: look.width + 1.5 };
}

const tip = document.getElementById("tip");

function tipWords({ node, link, thing }) {
  if (node !== undefined) return nodeTip(scene.nodes[node]);
  if (thing.kind === "tie") return tieTip(thing.place);
  if (thing.kind === "between") return [make("strong", {}, count(t("ties"), thing.place)), betweenNames(scene.links[link])];
  return partTip(scene.links[link]);
}

function nodeTip(node) {
  const kind = node.thing.kind;
  const what = { body: () => kindOf(data.bodies[node.thing.place]), action: () => contextName(data.contexts[node.thing.place]) };
  const more = what[kind]?.() ?? (kind === "group" ? t("clickGroup") : t("sameParts"));
  return [make("strong", {}, bdi(nodeName(node))), more];
}

function tieTip(place) {
  const tie = data.ties[place];
  const shown = view.ties.get(place);
  const basis = tie.evidence.length ? contextCounts((shown ?? tie).evidence.map((item) => item.context)) : "";
  const words = [(shown ?? tie).certain ? t("certainTie") : t("possibleTie"), basis].filter(Boolean).join(", ");
  return [make("strong", {}, bdi(nameOf(tie.a)), " – ", bdi(nameOf(tie.b))), words];
}

function betweenNames({ a, b }) {
  return `${nodeName(scene.nodes[a])} – ${nodeName(scene.nodes[b])}`;
}

/** Who takes part in what, and as what. @param {SceneLink} link */
function partTip({ a, b, bodies, context }) {
  const parts = partsOf[context].filter((part) => data.bodies[bodies[0]].participations.includes(part));
  const roles = [...new Set(parts.map((part) => roleOf(data.participations[part].role)))].join(", ");
  return [make("strong", {}, bdi(nodeName(scene.nodes[a])), " – ", bdi(nodeName(scene.nodes[b]))), roles];
}

function placeTip(event) {
  const frame = stage.getBoundingClientRect();
  const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
  tip.style.left = `${Math.max(8, Math.min(x + 14, frame.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > frame.height ? y - tip.offsetHeight - 10 : y + 18}px`;
}

// --- the picture in its page

/** The wheel scrolls the page, as everywhere; with Ctrl (or a pinch) it zooms. Who tries it without is told how. */
stage.addEventListener(
  "wheel",
  (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    hintAtZoom();
  },
  { capture: true, passive: true },
);

let hinting = 0;
function hintAtZoom() {
  const hint = document.getElementById("zoom-hint");
  hint.hidden = false;
  clearTimeout(hinting);
  hinting = setTimeout(() => (hint.hidden = true), 1200);
}

document.getElementById("zoom-in").addEventListener("click", () => zoom(1.35));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
document.getElementById("fit").addEventListener("click", () => fit());
