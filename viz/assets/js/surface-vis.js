/**
 * Two surfaces draw a scene: vis-network, as pyvis ships it, up to the size at which it stays quick (Python decides), and a
 * plain canvas above that. Both have the same interface, and the picture knows only that.
 *
 * @typedef {{fill: string, border: string, edge: number, ink: string, dashed: boolean}} NodeLook `edge` is the border's width
 * @typedef {{colour: string, opacity: number, width: number, dashed: boolean, hidden: boolean}} LinkLook
 * @typedef {{nodes: NodeLook[], links: LinkLook[]}} Looks one for each node and link of the scene
 * @typedef {{x: number, y: number}} Point
 * @typedef {{
 *   show: (scene: Scene, looks: Looks) => void, dress: (looks: Looks) => void,
 *   point: (link: number | null, look: LinkLook | null) => void, magnify: (factor: number) => void,
 *   moveTo: (place: {x: number, y: number, scale: number}, time?: number) => void, scale: () => number, middle: () => Point,
 *   toScreen: (x: number, y: number) => Point, nodeAt: (point: Point) => number | undefined,
 *   linkAt: (point: Point) => number | undefined, redraw: () => void, resize: () => void,
 *   on: (event: "click" | "zoom" | "dragstart" | "dragend" | "drawn", listener: (...what: any[]) => void) => void}} Surface
 */

/** The most that the picture is magnified by the wheel or by two fingers, and the least. */
const SCALES = { least: 0.005, most: 6 };

/** vis-network on an element. @returns {Surface} */
function visSurface(element) {
  const [nodes, edges] = [new vis.DataSet(), new vis.DataSet()];
  /** @type {Scene} */
  let scene = { kind: "", fixed: false, nodes: [], links: [] };
  /** @type {Looks} */
  let looks = { nodes: [], links: [] };
  let [nodeIds, linkIds] = [/** @type {any[]} */ ([]), /** @type {any[]} */ ([])];
  let [numbers, linkNumbers] = [new Map(), new Map()];
  let magnified = 1;
  /** @type {number | null} */
  let pointed = null;
  const network = new vis.Network(element, { nodes, edges }, { ...data.drawing.options, autoResize: false });
  // vis-network makes its canvas a stop of the Tab key; all it does can be done from the search and the tables.
  network.canvas.frame.removeAttribute("tabindex");
  network.canvas.frame.setAttribute("aria-hidden", "true");

  const node = (number) => visNode(nodeIds[number], scene.nodes[number], looks.nodes[number], magnified);
  const link = (number) => visLink(linkIds[number], scene.links[number], looks.links[number], magnified);
  const dress = (given) => {
    looks = given;
    nodes.update(scene.nodes.map((_, number) => node(number)));
    edges.update(scene.links.map((_, number) => link(number)));
  };
  const show = (given, dressed) => {
    [scene, looks, pointed] = [given, dressed, null];
    nodeIds = scene.nodes.map((each, number) => visId(each.thing, number));
    linkIds = scene.links.map((each, number) => (each.thing.kind === "tie" ? each.thing.place : `link ${number}`));
    [numbers, linkNumbers] = [placesOf(nodeIds), placesOf(linkIds)];
    edges.remove(edges.getIds().filter((id) => !linkNumbers.has(id)));
    nodes.remove(nodes.getIds().filter((id) => !numbers.has(id)));
    const at = (number) => ({ x: scene.nodes[number].x, y: scene.nodes[number].y });
    const ends = (number) => ({ from: nodeIds[scene.links[number].a], to: nodeIds[scene.links[number].b] });
    nodes.update(scene.nodes.map((each, number) => ({ ...drawn("nodes", each.thing, "body"), ...node(number), ...at(number) })));
    edges.update(scene.links.map((each, number) => ({ ...drawn("edges", each.thing, "tie"), ...link(number), ...ends(number) })));
  };
  return {
    show,
    dress,
    point: (number, look) => {
      if (pointed !== null && scene.links[pointed]) edges.update(link(pointed));
      pointed = number;
      if (number !== null) edges.update(visLink(linkIds[number], scene.links[number], look, magnified));
    },
    magnify: (factor) => {
      magnified = factor;
      dress(looks);
    },
    moveTo: ({ x, y, scale }, time = 0) =>
      network.moveTo({ position: { x, y }, scale, animation: time ? { duration: time } : false }),
    scale: () => network.getScale(),
    middle: () => network.getViewPosition(),
    toScreen: (x, y) => network.canvasToDOM({ x, y }),
    nodeAt: (point) => numbers.get(network.getNodeAt(point)),
    linkAt: (point) => linkNumbers.get(network.getEdgeAt(point)),
    redraw: () => network.redraw(),
    resize: () => {
      network.setSize("100%", "100%");
      network.redraw();
    },
    on: (event, listener) => visEvents[event](network, listener, () => scene),
  };
}

/** What vis-network calls each event, and what the picture wants to know of it. */
const visEvents = {
  click: (network, listener) =>
    network.on("click", ({ pointer }) => {
      network.unselectAll();
      listener(pointer.DOM);
    }),
  zoom: (network, listener) => network.on("zoom", ({ scale }) => listener(scale)),
  dragstart: (network, listener) => network.on("dragStart", () => listener()),
  dragend: (network, listener, scene) =>
    network.on("dragEnd", ({ nodes }) => {
      for (const id of nodes) movedNode(scene(), id, network.getPosition(id));
      network.unselectAll();
      listener();
    }),
  drawn: (network, listener) => network.on("afterDrawing", (brush) => listener(brush, false)),
};

/** A node that was drawn elsewhere by hand stands there from now on. */
function movedNode(scene, id, point) {
  const node = scene.nodes.find((each, number) => visId(each.thing, number) === id);
  if (node) Object.assign(node, point);
}

/** A body has the number that pyvis gave it, everything else a name of its own. */
function visId(thing, number) {
  return thing.kind === "body" ? thing.place : `${thing.kind} ${number}`;
}

function placesOf(ids) {
  return new Map(ids.map((id, place) => [id, place]));
}

/** What pyvis wrote of a body or a tie. */
function drawn(list, thing, kind) {
  return thing.kind === kind ? data.drawing[list][thing.place] : {};
}

function visNode(id, node, look, magnified) {
  const own = {
    id, label: undefined, borderWidth: look.edge, size: node.size * magnified, shape: node.shape,
    color: { background: look.fill, border: look.border, hover: { background: look.fill, border: look.ink } },
    shapeProperties: { borderDashes: look.dashed ? [4, 3] : false },
  };
  return node.box ? { ...own, shape: "custom", ctxRenderer: boxRenderer(node, look) } : own;
}

function boxRenderer(node, look) {
  return ({ ctx, x, y }) => ({
    drawNode: () => drawBox(ctx, node, look, x, y, 1),
    nodeDimensions: { width: node.box.wide, height: node.box.high },
  });
}

function visLink(id, link, look, magnified) {
  return {
    id, hidden: look.hidden, dashes: look.dashed ? [7 * magnified, 5 * magnified] : false, width: look.width * magnified,
    color: { color: look.colour, opacity: look.opacity, inherit: false },
  };
}

/** A box with one line of text, cut where it does not fit. */
function drawBox(brush, node, look, x, y, scale) {
  const [wide, high] = [node.box.wide * scale, node.box.high * scale];
  brush.save();
  brush.beginPath();
  brush.roundRect(x - wide / 2, y - high / 2, wide, high, 5 * scale);
  brush.fillStyle = look.fill;
  brush.fill();
  brush.strokeStyle = look.border;
  brush.lineWidth = look.edge * scale;
  brush.stroke();
  if (high > 9) writeInBox(brush, node, look, x, y, scale);
  brush.restore();
}

function writeInBox(brush, node, look, x, y, scale) {
  brush.font = `500 12px ${FONT}`;
  node.box.shown ??= cut(brush, node.box.words, node.box.wide - 14);
  brush.font = `500 ${12 * scale}px ${FONT}`;
  brush.textAlign = "start";
  brush.textBaseline = "middle";
  brush.fillStyle = look.ink;
  brush.fillText(node.box.shown, x - (node.box.wide / 2 - 7) * scale, y + scale);
}

/** As many letters as fit, the last one an ellipsis where there are more. */
function cut(brush, words, wide) {
  if (widthOf(brush, words) <= wide) return words;
  let kept = words.length;
  while (kept > 1 && widthOf(brush, `${words.slice(0, kept).trimEnd()}…`) > wide) kept--;
  return `${words.slice(0, kept).trimEnd()}…`;
}
