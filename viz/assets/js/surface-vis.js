/**
 * Two surfaces draw a scene: vis-network, as pyvis ships it, up to the size at which it stays quick (Python decides), and a
 * plain canvas above that. Both have the same interface, and the picture knows only that.
 *
 * @typedef {{fill: string, border: string, edge: number, ink: string, dashed: boolean}} NodeLook `edge` is the border's width
 * @typedef {{colour: string, opacity: number, width: number, dashed: boolean, hidden: boolean}} LinkLook
 * @typedef {{nodes: NodeLook[], links: LinkLook[]}} Looks one for each node and link of the scene
 * @typedef {{x: number, y: number}} Point
 * @typedef {{
 *   show: (scene: Scene, looks: Looks, magnified: number) => void, dress: (looks: Looks) => void,
 *   point: (link: number | null, look: LinkLook | null) => void, magnify: (factor: number) => void,
 *   moveTo: (place: {x: number, y: number, scale: number}, time?: number) => void, scale: () => number, middle: () => Point,
 *   toScreen: (x: number, y: number) => Point, nodeAt: (point: Point) => number | undefined,
 *   linkAt: (point: Point) => number | undefined, redraw: () => void, resize: () => void,
 *   on: (event: "click" | "zoom" | "dragstart" | "dragend" | "drawn", listener: (...what: any[]) => void) => void}} Surface
 */

/** The most that the picture is magnified by the wheel or by two fingers, and the least. */
const SCALES = { least: 0.005, most: 6 };

/**
 * vis-network on an element. It is made with the first scene: filling it afterwards takes three times as long.
 * @returns {Surface}
 */
function visSurface(element) {
  const it = {
    nodes: new vis.DataSet(), edges: new vis.DataSet(), network: null, listeners: {}, magnified: 1,
    scene: /** @type {Scene} */ ({ kind: "", fixed: false, nodes: [], links: [] }),
    looks: /** @type {Looks} */ ({ nodes: [], links: [] }),
    nodeIds: [], linkIds: [], nodeNumbers: new Map(), linkNumbers: new Map(), pointed: /** @type {number | null} */ (null),
  };
  return {
    ...visScene(it, element),
    moveTo: ({ x, y, scale }, time = 0) =>
      it.network.moveTo({ position: { x, y }, scale, animation: time ? { duration: time } : false }),
    scale: () => it.network?.getScale() ?? 1,
    middle: () => it.network.getViewPosition(),
    toScreen: (x, y) => it.network.canvasToDOM({ x, y }),
    nodeAt: (point) => it.nodeNumbers.get(it.network?.getNodeAt(point)),
    linkAt: (point) => it.linkNumbers.get(it.network?.getEdgeAt(point)),
    redraw: () => it.network?.redraw(),
    resize: () => it.network?.setSize("100%", "100%"),
    on: (event, listener) => (it.listeners[event] = listener),
  };
}

/** Which nodes and links there are, and how they look. */
function visScene(it, element) {
  const node = (number) => visNode(it.nodeIds[number], it.scene.nodes[number], it.looks.nodes[number], it.magnified);
  const link = (number) => visLink(it.linkIds[number], it.scene.links[number], it.looks.links[number], it.magnified);
  const dress = (looks) => {
    it.looks = looks;
    it.nodes.update(it.scene.nodes.map((_, number) => node(number)));
    it.edges.update(it.scene.links.map((_, number) => link(number)));
  };
  const ends = ({ a, b }) => ({ from: it.nodeIds[a], to: it.nodeIds[b] });
  const show = (scene, looks, magnified) => {
    Object.assign(it, { scene, looks, magnified, pointed: null });
    nameAll(it);
    it.edges.remove(it.edges.getIds().filter((id) => !it.linkNumbers.has(id)));
    it.nodes.remove(it.nodes.getIds().filter((id) => !it.nodeNumbers.has(id)));
    it.nodes.update(scene.nodes.map((each, number) => ({ ...written("nodes", each.thing, "body"), ...node(number), x: each.x, y: each.y })));
    it.edges.update(scene.links.map((each, number) => ({ ...written("edges", each.thing, "tie"), ...link(number), ...ends(each) })));
    it.network ??= visNetwork(it, element);
  };
  const point = (number, look) => {
    if (it.pointed !== null && it.scene.links[it.pointed]) it.edges.update(link(it.pointed));
    it.pointed = number;
    if (number !== null) it.edges.update(visLink(it.linkIds[number], it.scene.links[number], look, it.magnified));
  };
  const magnify = (factor) => {
    it.magnified = factor;
    dress(it.looks);
  };
  return { show, dress, point, magnify };
}

/** A body has the number that pyvis gave it, everything else a name of its own. */
function nameAll(it) {
  it.nodeIds = it.scene.nodes.map(visId);
  it.linkIds = it.scene.links.map((each, number) => (each.thing.kind === "tie" ? each.thing.place : `link ${number}`));
  it.nodeNumbers = new Map(it.nodeIds.map((id, number) => [id, number]));
  it.linkNumbers = new Map(it.linkIds.map((id, number) => [id, number]));
}

function visId({ thing }, number) {
  return thing.kind === "body" ? thing.place : `${thing.kind} ${number}`;
}

function visNetwork(it, element) {
  const network = new vis.Network(element, { nodes: it.nodes, edges: it.edges }, { ...data.drawing.options, autoResize: false });
  // vis-network makes its canvas a stop of the Tab key; all it does can be done from the search and the tables.
  network.canvas.frame.removeAttribute("tabindex");
  network.canvas.frame.setAttribute("aria-hidden", "true");
  network.on("click", ({ pointer }) => {
    network.unselectAll();
    it.listeners.click?.(pointer.DOM);
  });
  network.on("zoom", ({ scale }) => it.listeners.zoom?.(scale));
  network.on("dragStart", () => it.listeners.dragstart?.());
  network.on("dragEnd", ({ nodes }) => {
    for (const id of nodes) Object.assign(it.scene.nodes[it.nodeNumbers.get(id)] ?? {}, network.getPosition(id));
    network.unselectAll();
    it.listeners.dragend?.();
  });
  network.on("afterDrawing", (brush) => it.listeners.drawn?.(brush, false));
  return network;
}

/** What pyvis wrote of a body or a tie. */
function written(list, thing, kind) {
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
  node.box.shown ??= cutToFit(drawable(node.box.words), { size: 12, weight: 500 }, node.box.wide - 14);
  brush.font = `500 ${12 * scale}px ${FONT}`;
  brush.textAlign = "start";
  brush.textBaseline = "middle";
  brush.fillStyle = look.ink;
  brush.fillText(node.box.shown, x - (node.box.wide / 2 - 7) * scale, y + scale);
}
