/**
 * The picture: vis-network draws nodes and lines where the page was told that they stand; what is selected or filtered
 * changes how they look, never where they are.
 */

const stage = document.getElementById("network");
const tip = document.getElementById("tip");
const nodes = new vis.DataSet(data.drawing.nodes.map((node) => ({ ...node })));
const edges = new vis.DataSet(data.drawing.edges.map((edge) => ({ ...edge })));
const network = new vis.Network(stage, { nodes, edges }, { ...data.drawing.options, autoResize: false });

/** How large shapes are drawn: larger where the picture is small, or a phone would show dots. */
let magnified = 1;
/** @type {{kind: "body" | "tie", place: number} | null} what the pointer is on */
let hovered = null;
/** @type {Box[]} */
let labelBoxes = [];
/** @type {Map<number, Spot>} how each body is shown just now, without its place on the screen */
let looksNow = new Map();
/** For which room the nodes were last arranged. */
let arranged = "";
/** @type {{x: number, y: number}[]} */
let outwards = [];

watch((what) => (what === "language" ? network.redraw() : paint()));
darkness.addEventListener("change", () => changed("theme"));

/** Puts the look of each node and line, as selection and filters now want it, into the picture. */
function paint() {
  const colours = theme();
  const focus = focused();
  looksNow = new Map(data.bodies.map((_, place) => [place, lookOf(place, focus)]));
  nodes.update(data.bodies.map((body, place) => paintedNode(body, place, colours)));
  edges.update(data.ties.map((tie, place) => paintedEdge(tie, place, focus, colours)));
}

/** @returns {Record<string, string>} the colours of the style sheet, light or dark */
function theme() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "muted", "paper", "line", "line-strong", "accent"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** What the selection is about: its bodies, those around them, and its ties. Null where nothing is selected. */
function focused() {
  if (!state.selection) return null;
  const kind = state.selection.kind === "cell" ? "action" : state.selection.kind;
  const place = state.selection.kind === "cell" ? cells[state.selection.place].context : state.selection.place;
  if (kind === "tie") return group([data.ties[place].a, data.ties[place].b], [place]);
  if (kind === "body") return group([place], tiesOf[place]);
  const inside = (tie) => tie.evidence.some((item) => item.context === place);
  const own = data.bodies.map((_, body) => body).filter((body) => takesPart(body, place));
  return group(own, data.ties.flatMap((tie, number) => (inside(tie) ? [number] : [])));
}

function group(middle, ties) {
  const around = ties.filter((tie) => view.ties.has(tie)).flatMap((tie) => [data.ties[tie].a, data.ties[tie].b]);
  return { middle: new Set(middle), around: new Set([...middle, ...around]), ties: new Set(ties) };
}

function takesPart(body, context) {
  return data.bodies[body].participations.some((part) => data.participations[part].context === context);
}

/** How much a body matters just now; x, y and radius are filled in when it is drawn. */
function lookOf(place, focus) {
  const strong = focus !== null && focus.middle.size <= 2 && focus.middle.has(place);
  const faint = !view.bodies.has(place) || (focus !== null && !focus.around.has(place));
  const priority = tiesOf[place].length + (strong ? 1e6 : 0) + (faint ? -1e6 : 0);
  return { place, x: 0, y: 0, radius: 0, priority, strong, faint };
}

function paintedNode(body, place, colours) {
  const look = data.looks[body.kind];
  const { strong, faint } = looksNow.get(place);
  const own = faint ? blend(colour(look), colours.paper, 0.8) : colour(look);
  const fill = look.hollow ? colours.paper : own;
  const edge = look.hollow ? own : strong ? colours.ink : colours.paper;
  const base = data.drawing.nodes[place];
  return {
    id: place,
    color: { background: fill, border: edge, hover: { background: fill, border: colours.ink } },
    borderWidth: (look.hollow || strong ? 3 : 1.5) * (data.bodies.length > 300 ? 0.4 : 1),
    size: base.size * (tiesOf[place].length ? 1 : 0.8) * magnified,
    shapeProperties: { borderDashes: look.dashed ? [4, 3] : false },
  };
}

/** A colour on its way to another one; both as #rrggbb. */
function blend(from, to, share) {
  const parts = (text) => [1, 3, 5].map((start) => parseInt(text.slice(start, start + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return `#${a.map((part, n) => Math.round(part + (b[n] - part) * share).toString(16).padStart(2, "0")).join("")}`;
}

function paintedEdge(tie, place, focus, colours) {
  const shown = view.ties.get(place);
  const strong = focus !== null && focus.ties.has(place);
  const pointed = hovered?.kind === "tie" && hovered.place === place;
  const width = data.drawing.edges[place].width * magnified;
  return {
    id: place,
    hidden: !shown,
    dashes: shown && !shown.certain ? [7 * magnified, 5 * magnified] : false,
    width: pointed ? width + 1.5 : width,
    color: {
      color: pointed || strong ? colours.accent : shown?.certain === false ? colours.line : colours["line-strong"],
      opacity: focus === null || strong || pointed ? 1 : 0.14,
      inherit: false,
    },
  };
}

// --- names

network.on("afterDrawing", (/** @type {CanvasRenderingContext2D} */ brush) => {
  const canvas = brush.canvas;
  const ratio = canvas.width / canvas.clientWidth;
  const scale = network.getScale();
  const spots = data.bodies.map((_, place) => onScreen(place, scale));
  const colours = theme();
  brush.save();
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  const kept = { ink: colours.ink, faint: colours.muted, paper: colours.paper };
  labelBoxes = drawLabels(brush, spots.filter(named), kept, canvas.clientWidth, canvas.clientHeight);
  brush.restore();
});

/** Faint bodies keep their names while they are few enough to tell apart from those that matter. */
function named(spot) {
  return !spot.faint || (state.selection === null && !view.filtered);
}

function onScreen(place, scale) {
  const spot = looksNow.get(place) ?? lookOf(place, null);
  const drawn = network.body.nodes[place];
  const { x, y } = network.canvasToDOM({ x: drawn.x, y: drawn.y });
  return { ...spot, x, y, radius: drawn.options.size * scale, away: outwards[place] };
}

// --- what can be seen

/** The room that names take at the edges of the picture, and what hangs in its upper corners. */
const MARGIN = { across: 236, down: 126 };
/** How far the layout may be drawn out one way to fill the picture. */
const GIVE = 1.8;

/** Shows the whole network, with room for the names at its edge. */
function fit(animated) {
  if (!data.bodies.length || !stage.clientWidth) return;
  const across = Math.min(MARGIN.across, stage.clientWidth * 0.28);
  const [wide, high] = [stage.clientWidth - across, stage.clientHeight - MARGIN.down];
  arrange(wide, high);
  const box = bounds(Object.values(network.getPositions()));
  const scale = Math.min(wide / Math.max(box.wide, 1), high / Math.max(box.high, 1), 1.5);
  const position = { x: box.x, y: box.y - 4 / scale };
  network.moveTo({ position, scale, animation: animated && !calm() ? { duration: 350 } : false });
  magnify(scale);
}

/** Takes the tall layout where the picture is higher than wide, the wide one elsewhere, and draws it out to fill it. */
function arrange(wide, high) {
  const shape = `${wide}x${high}`;
  if (shape === arranged) return;
  arranged = shape;
  const points = high > wide ? data.tall : data.drawing.nodes.map((node) => [node.x, node.y]);
  const box = bounds(points.map(([x, y]) => ({ x, y })));
  const ratio = box.wide && box.high ? wide / high / (box.wide / box.high) : 1;
  const [across, down] = [Math.min(GIVE, Math.max(1, ratio)), Math.min(GIVE, Math.max(1, 1 / ratio))];
  nodes.update(points.map(([x, y], id) => ({ id, x: x * across, y: y * down })));
  outwards = awayFromTies();
}

/** For each body the direction away from its ties, where its name disturbs least. */
function awayFromTies() {
  const places = network.getPositions();
  return data.bodies.map((_, place) => {
    const here = places[place];
    const away = { x: 0, y: 0 };
    for (const tie of tiesOf[place]) {
      const there = places[partner(data.ties[tie], place)];
      const far = Math.hypot(here.x - there.x, here.y - there.y) || 1;
      away.x += (here.x - there.x) / far;
      away.y += (here.y - there.y) / far;
    }
    return away;
  });
}

function bounds(all) {
  const [xs, ys] = [all.map((point) => point.x), all.map((point) => point.y)];
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  return { x: (left + right) / 2, y: (top + bottom) / 2, wide: right - left, high: bottom - top };
}

function magnify(scale) {
  const wanted = Math.min(3, Math.max(1, Math.round((0.62 / scale) * 4) / 4));
  if (wanted === magnified) return;
  magnified = wanted;
  if (looksNow.size) paint();
}

function zoom(factor) {
  const scale = Math.min(6, Math.max(0.02, network.getScale() * factor));
  network.moveTo({ scale, animation: calm() ? false : { duration: 180 } });
  magnify(scale);
}

/** Brings a body into the middle if it stands outside what can be seen. */
function bringIntoSight(places) {
  const outside = places.some((place) => {
    const { x, y } = onScreen(place, network.getScale());
    return x < 20 || y < 20 || x > stage.clientWidth - 20 || y > stage.clientHeight - 20;
  });
  if (outside) fit(true);
}

// --- pointer

/** What stands at a point of the picture: a body (or its name), else a tie, else nothing. */
function at(point) {
  const node = network.getNodeAt(point);
  if (node !== undefined) return { kind: "body", place: Number(node) };
  const label = labelBoxes.find((box) => point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom);
  if (label) return { kind: "body", place: label.place };
  const edge = network.getEdgeAt(point);
  return edge === undefined ? null : { kind: "tie", place: Number(edge) };
}

network.on("click", ({ pointer }) => {
  network.unselectAll();
  tip.hidden = true;
  const found = at(pointer.DOM);
  if (found) select(found.kind, found.place);
  else if (state.selection) select(null);
});
network.on("dragStart", () => point(null));
network.on("dragEnd", () => (outwards = awayFromTies()));
network.on("zoom", ({ scale }) => magnify(scale));

stage.addEventListener("pointermove", (event) => {
  if (event.pointerType !== "mouse" || event.buttons) return;
  const frame = stage.getBoundingClientRect();
  point(at({ x: event.clientX - frame.left, y: event.clientY - frame.top }), event);
});
stage.addEventListener("pointerleave", () => point(null));

/** Shows in a few words what the pointer is on. */
function point(found, event) {
  stage.style.cursor = found ? "pointer" : "grab";
  tip.hidden = !found;
  if (found) {
    tip.replaceChildren(...tipWords(found));
    placeTip(event);
  }
  if (found?.kind === hovered?.kind && found?.place === hovered?.place) return;
  const before = hovered;
  hovered = found;
  const colours = theme();
  const touched = [before, found].filter((item) => item?.kind === "tie").map((item) => item.place);
  edges.update(touched.map((place) => paintedEdge(data.ties[place], place, focused(), colours)));
}

function tipWords(found) {
  if (found.kind === "body") {
    const body = data.bodies[found.place];
    return [make("strong", {}, bdi(nameOf(found.place))), kindOf(body)];
  }
  const tie = data.ties[found.place];
  const shown = view.ties.get(found.place);
  const basis = tie.evidence.length ? contextCounts((shown ?? tie).evidence.map((item) => item.context)) : "";
  const words = [(shown ?? tie).certain ? t("certainTie") : t("possibleTie"), basis].filter(Boolean).join(", ");
  return [make("strong", {}, bdi(nameOf(tie.a)), " – ", bdi(nameOf(tie.b))), words];
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

function settle() {
  network.setSize("100%", "100%");
  network.redraw();
  fit(false);
}

/** vis-network makes its canvas a stop of the Tab key; all it does can be done from the search and the tables. */
function hideFromTab() {
  network.canvas.frame.removeAttribute("tabindex");
  network.canvas.frame.setAttribute("aria-hidden", "true");
}

document.getElementById("zoom-in").addEventListener("click", () => zoom(1.35));
document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
document.getElementById("fit").addEventListener("click", () => fit(true));
