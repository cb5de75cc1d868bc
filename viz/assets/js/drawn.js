/**
 * What the picture shows just now, as plain values in CSS pixels: all that a file of it is drawn from. Nothing else asks
 * the picture what it looks like.
 *
 * @typedef {{lines: string[], left: number, top: number, right: number, bottom: number, size: number, strong: boolean,
 *   colour: string}} DrawnLabel
 * @typedef {{place: number, x: number, y: number, size: number, shape: string, fill: string, stroke: string,
 *   border: number, dash: number[], label: DrawnLabel | null}} DrawnNode
 * @typedef {{place: number, x1: number, y1: number, x2: number, y2: number, width: number, dash: number[],
 *   colour: string, opacity: number}} DrawnLine
 * @typedef {{width: number, height: number, lines: DrawnLine[], nodes: DrawnNode[]}} Drawn
 */

/** @returns {Drawn} lines and nodes in the order in which they are drawn */
function drawnPicture() {
  const scale = network.getScale();
  const places = network.getPositions();
  const points = data.bodies.map((_, place) => network.canvasToDOM(places[place]));
  const labels = new Map(labelBoxes.map((box) => [box.place, drawnLabel(box)]));
  const lines = edges.get().filter((edge) => !edge.hidden);
  return {
    width: stage.clientWidth,
    height: stage.clientHeight,
    lines: lines.map((edge) => drawnLine(edge, points[data.ties[edge.id].a], points[data.ties[edge.id].b], scale)),
    nodes: nodes.get().map((node) => drawnNode(node, points[node.id], scale, labels.get(node.id) ?? null)),
  };
}

function drawnLine(edge, from, to, scale) {
  return {
    place: edge.id,
    ...{ x1: from.x, y1: from.y, x2: to.x, y2: to.y },
    width: Math.max(0.3, edge.width * scale),
    dash: (edge.dashes || []).map((length) => length * scale),
    colour: edge.color.color,
    opacity: edge.color.opacity,
  };
}

/** Borders keep their width whatever the zoom, as vis-network draws them. */
function drawnNode(node, point, scale, label) {
  return {
    place: node.id,
    ...{ x: point.x, y: point.y, size: node.size * scale, shape: node.shape },
    fill: node.color.background,
    stroke: node.color.border,
    border: node.borderWidth,
    dash: (node.shapeProperties.borderDashes || []).map((length) => length * scale),
    label,
  };
}

function drawnLabel(box) {
  const { strong, faint } = looksNow.get(box.place);
  const { left, top, right, bottom } = box;
  const colour = faint ? theme().muted : theme().ink;
  return { lines: data.bodies[box.place].caption[state.language], left, top, right, bottom, size: LABEL.size, strong, colour };
}

/** Where a body stands in the layout that the page was written with, the same in every window; x to the right, y down. */
function layoutPoint(place) {
  const { x, y, size } = data.drawing.nodes[place];
  return { x, y, size };
}
