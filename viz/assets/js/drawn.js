/**
 * What the picture shows just now, as plain values in CSS pixels: all that a file of it is drawn from. Nothing else asks
 * the picture what it looks like.
 *
 * @typedef {{lines: string[], left: number, top: number, right: number, bottom: number, size: number, strong: boolean,
 *   middle: boolean, colour: string}} DrawnLabel
 * @typedef {{x: number, y: number, size: number, shape: string, wide: number, high: number, fill: string, stroke: string,
 *   border: number, dash: number[], label: DrawnLabel | null}} DrawnNode `wide` and `high` are those of a box
 * @typedef {{x1: number, y1: number, x2: number, y2: number, width: number, dash: number[], colour: string,
 *   opacity: number}} DrawnLine
 * @typedef {{width: number, height: number, lines: DrawnLine[], nodes: DrawnNode[]}} Drawn
 */

/** @returns {Drawn} lines and nodes in the order in which they are drawn */
function drawnPicture() {
  const looks = looksNow();
  const unit = surface.scale() * magnified;
  const points = scene.nodes.map((_, number) => onScreen(number));
  const labels = new Map(labelBoxes.map((box) => [box.place, drawnLabel(box)]));
  const shown = scene.links.map((link, number) => ({ link, look: looks.links[number] })).filter(({ look }) => !look.hidden);
  const share = data.drawing ? 1 : lineOpacity(shown.length);
  const lines = shown.map(({ link, look }) => drawnLine({ ...look, opacity: look.opacity * share }, points[link.a], points[link.b], unit));
  const nodes = scene.nodes.map((node, number) => drawnNode(node, looks.nodes[number], points[number], labels.get(number) ?? null));
  return { width: stage.clientWidth, height: stage.clientHeight, lines, nodes };
}

/** @param {LinkLook} look @returns {DrawnLine} */
function drawnLine(look, from, to, unit) {
  return {
    ...{ x1: from.x, y1: from.y, x2: to.x, y2: to.y },
    width: Math.max(0.3, look.width * unit),
    dash: look.dashed ? [7 * unit, 5 * unit] : [],
    colour: look.colour,
    opacity: look.opacity,
  };
}

/** @param {SceneNode} node @param {NodeLook} look @returns {DrawnNode} */
function drawnNode(node, look, point, label) {
  const scale = surface.scale();
  const [wide, high] = node.box ? [node.box.wide * scale, node.box.high * scale] : [0, 0];
  return {
    ...{ x: point.x, y: point.y, size: node.size * magnified * scale, shape: node.shape, wide, high },
    fill: look.fill,
    stroke: look.border,
    border: data.drawing && !node.box ? look.edge : look.edge * scale, // vis-network keeps its borders at any zoom
    dash: look.dashed ? [4 * scale, 3 * scale] : [],
    label: node.box ? boxLabel(node, look, point, scale) : label,
  };
}

function drawnLabel(box) {
  const { strong, faint } = ranks[box.place];
  const { left, top, right, bottom } = box;
  const lines = nodeLines(scene.nodes[box.place]);
  return { lines, left, top, right, bottom, size: LABEL.size, strong, middle: true, colour: faint ? colours.muted : colours.ink };
}

/** The words in a box stand at its left, on one line that is cut where they do not fit. @param {SceneNode} node @returns {DrawnLabel} */
function boxLabel({ box }, look, { x, y }, scale) {
  const [left, right] = [x - (box.wide / 2 - 7) * scale, x + (box.wide / 2 - 7) * scale];
  const size = 12 * scale;
  const words = cutToFit(drawable(box.words), { size, weight: 500 }, right - left);
  return { lines: [words], left, top: y - size, right, bottom: y + size, size, strong: false, middle: false, colour: look.ink };
}

/** Where a body stands in the layout that the page was written with, the same in every window; x to the right, y down. */
function layoutPoint(place) {
  const [x, y] = data.layout.wide[place];
  return { x, y, size: data.sizes[place] };
}
