/**
 * A plain canvas that draws a scene of any size: lines and shapes of one look in one path, at most once per frame; while
 * it moves, only as many lines as a frame has time for. It is moved by pointer or finger, and zoomed by Ctrl and wheel or
 * two fingers.
 */

/** How many lines are drawn while the picture moves, and how many go into one path. */
const STROKES = { moving: 6000, path: 400 };
/** How long the picture counts as moving after the last move, in milliseconds. */
const SETTLING = 140;
/** How near a line, in CSS pixels, a click meets it. */
const NEAR = 7;

/** @returns {Surface} */
function canvasSurface(element) {
  const canvas = make("canvas.drawing", { "aria-hidden": "true" });
  element.append(canvas);
  const it = {
    canvas, brush: canvas.getContext("2d"), scene: { kind: "", fixed: false, nodes: [], links: [] }, looks: { nodes: [], links: [] },
    camera: { x: 0, y: 0, scale: 1 }, magnified: 1, moving: false, scheduled: 0, settling: 0, wide: 0, high: 0, listeners: {},
    nodeBatches: [], linkBatches: [], cells: null, pointed: null,
  };
  const surface = { ...canvasView(it), ...canvasLooks(it), ...canvasHits(it) };
  followPointers(it, surface);
  return surface;
}

/** Where the picture stands, and its drawing. */
function canvasView(it) {
  const redraw = () => {
    it.scheduled ||= requestAnimationFrame(() => {
      it.scheduled = 0;
      drawScene(it);
    });
  };
  it.redraw = redraw;
  return {
    redraw,
    resize: () => {
      [it.wide, it.high] = [it.canvas.clientWidth, it.canvas.clientHeight];
      redraw();
    },
    moveTo: (place, time = 0) => (time ? glide(it, { ...place }, time) : settleAt(it, place)),
    scale: () => it.camera.scale,
    middle: () => ({ x: it.camera.x, y: it.camera.y }),
    toScreen: (x, y) => onCanvas(it, x, y),
    on: (event, listener) => (it.listeners[event] = listener),
  };
}

function settleAt(it, place) {
  Object.assign(it.camera, place);
  it.redraw();
}

/** Moves there in so many milliseconds. */
function glide(it, goal, time) {
  const [start, begin] = [{ ...it.camera }, performance.now()];
  const step = (now) => {
    const part = Math.min(1, Math.max(0, (now - begin) / time));
    const along = part * (2 - part);
    for (const name of ["x", "y", "scale"]) it.camera[name] = start[name] + (goal[name] - start[name]) * along;
    moved(it);
    if (part < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** Draws while the picture moves, and once more in full when it has come to rest. */
function moved(it) {
  it.moving = true;
  it.redraw();
  clearTimeout(it.settling);
  it.settling = setTimeout(() => {
    it.moving = false;
    it.redraw();
  }, SETTLING);
}

function onCanvas(it, x, y) {
  return { x: (x - it.camera.x) * it.camera.scale + it.wide / 2, y: (y - it.camera.y) * it.camera.scale + it.high / 2 };
}

function onScene(it, point) {
  return { x: (point.x - it.wide / 2) / it.camera.scale + it.camera.x, y: (point.y - it.high / 2) / it.camera.scale + it.camera.y };
}

// --- looks

function canvasLooks(it) {
  const dress = (looks) => {
    it.looks = looks;
    it.nodeBatches = batches(it.scene.nodes, (node, number) => nodeStyle(node, looks.nodes[number]));
    it.linkBatches = batches(it.scene.links, (_, number) => linkStyle(looks.links[number]));
    it.redraw();
  };
  return {
    show: (scene, looks, magnified) => {
      Object.assign(it, { scene, magnified, pointed: null });
      it.cells = cellsOf(scene.nodes);
      dress(looks);
    },
    dress,
    point: (link, look) => {
      it.pointed = link === null ? null : { link, look };
      it.redraw();
    },
    magnify: (factor) => {
      it.magnified = factor;
      it.redraw();
    },
  };
}

/** The places of those that look alike, in one list each. */
function batches(all, style) {
  const found = new Map();
  all.forEach((each, number) => {
    const name = style(each, number);
    if (name === null) return;
    const own = found.get(name);
    if (own) own.push(number);
    else found.set(name, [number]);
  });
  return [...found.values()];
}

function nodeStyle(node, look) {
  return `${node.shape}${look.fill}${look.border}${look.edge}${look.dashed}`;
}

function linkStyle(look) {
  return look.hidden ? null : `${look.colour}${look.opacity}/${look.width}${look.dashed}`;
}

// --- drawing

function drawScene(it) {
  const { canvas, brush } = it;
  const ratio = devicePixelRatio || 1;
  const [wide, high] = [Math.round(it.wide * ratio), Math.round(it.high * ratio)];
  if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  brush.clearRect(0, 0, it.wide, it.high);
  const points = pointsOnCanvas(it);
  for (const batch of it.linkBatches) drawLinks(it, batch, it.looks.links[batch[0]], points);
  if (it.pointed) drawLinks(it, [it.pointed.link], it.pointed.look, points);
  for (const batch of it.nodeBatches) drawNodes(it, batch, points);
  it.listeners.drawn?.(brush, it.moving);
}

function pointsOnCanvas(it) {
  const points = new Float32Array(it.scene.nodes.length * 2);
  const { x, y, scale } = it.camera;
  it.scene.nodes.forEach((node, number) => {
    points[2 * number] = (node.x - x) * scale + it.wide / 2;
    points[2 * number + 1] = (node.y - y) * scale + it.high / 2;
  });
  return points;
}

function drawLinks(it, batch, look, points) {
  const { brush, camera, magnified, scene } = it;
  const unit = magnified * camera.scale;
  const every = it.moving ? Math.max(1, Math.ceil(scene.links.length / STROKES.moving)) : 1;
  brush.strokeStyle = look.colour;
  brush.globalAlpha = look.opacity * lineOpacity(batch.length);
  brush.lineWidth = Math.max(0.5, look.width * unit);
  brush.setLineDash(look.dashed ? [Math.max(2, 7 * unit), Math.max(2, 5 * unit)] : []);
  let inPath = 0;
  brush.beginPath();
  for (let place = 0; place < batch.length; place += every) {
    const { a, b } = scene.links[batch[place]];
    const [x, y, toX, toY] = [points[2 * a], points[2 * a + 1], points[2 * b], points[2 * b + 1]];
    if (outside(x, toX, it.wide) || outside(y, toY, it.high)) continue;
    brush.moveTo(x, y);
    brush.lineTo(toX, toY);
    if (++inPath % STROKES.path) continue;
    brush.stroke();
    brush.beginPath();
  }
  brush.stroke();
  brush.globalAlpha = 1;
  brush.setLineDash([]);
}

/** Thousands of lines are drawn thin in colour, or they would be one grey. */
function lineOpacity(links) {
  return links > 3000 ? 0.45 : 1;
}

function outside(from, to, most) {
  return (from < 0 && to < 0) || (from > most && to > most);
}

function drawNodes(it, batch, points) {
  const { brush, scene, looks, magnified } = it;
  const unit = magnified * it.camera.scale;
  const [{ shape, box }, look] = [scene.nodes[batch[0]], looks.nodes[batch[0]]];
  const border = look.edge * it.camera.scale;
  brush.fillStyle = look.fill;
  brush.strokeStyle = look.border;
  brush.lineWidth = border;
  brush.setLineDash(look.dashed ? [4 * it.camera.scale, 3 * it.camera.scale] : []);
  brush.beginPath();
  for (const number of batch) {
    const [x, y, size] = [points[2 * number], points[2 * number + 1], scene.nodes[number].size * unit];
    const reach = box ? scene.nodes[number].box.wide * it.camera.scale : size * 1.5;
    if (x < -reach || y < -reach || x > it.wide + reach || y > it.high + reach) continue;
    if (box) drawBox(brush, scene.nodes[number], look, x, y, it.camera.scale);
    else if (size < 2.2) brush.rect(x - size, y - size, 2 * size, 2 * size);
    else outlined(brush, shape, x, y, size);
  }
  if (box) return;
  brush.fill();
  if (border > 0.4) brush.stroke();
  brush.setLineDash([]);
}

/** The outline of a shape around a point. */
function outlined(brush, shape, x, y, size) {
  if (OUTLINES[shape]) {
    OUTLINES[shape].forEach(([right, down], number) => brush[number ? "lineTo" : "moveTo"](x + right * size, y + down * size));
    brush.closePath();
  } else {
    brush.moveTo(x + size, y);
    brush.arc(x, y, size, 0, 2 * Math.PI);
  }
}

// --- what stands at a point

function canvasHits(it) {
  return { nodeAt: (point) => nodeNear(it, point), linkAt: (point) => linkNear(it, point) };
}

/** The nodes sorted into squares of the scene, so that only near ones are looked at. */
function cellsOf(nodes) {
  const box = bounds(nodes.map((node) => [node.x, node.y]));
  const reach = (node) => (node.box ? Math.max(node.box.wide, node.box.high) / 2 : node.size * 1.3);
  const most = nodes.reduce((found, node) => Math.max(found, reach(node)), 1);
  const side = Math.max(most, Math.sqrt((box.wide * box.high) / Math.max(nodes.length, 1)) || 1);
  const squares = new Map();
  nodes.forEach((node, number) => {
    const name = cellName(Math.floor(node.x / side), Math.floor(node.y / side));
    if (squares.has(name)) squares.get(name).push(number);
    else squares.set(name, [number]);
  });
  return { side, most, squares };
}

function cellName(x, y) {
  return x * 1e6 + y;
}

/** @returns {number | undefined} the topmost node there; a small one is met a little beside it too */
function nodeNear(it, point) {
  const { x, y } = onScene(it, point);
  const slack = 4 / it.camera.scale;
  const far = it.cells.most * Math.max(1, it.magnified) + slack;
  const range = (at) => [Math.floor((at - far) / it.cells.side), Math.floor((at + far) / it.cells.side)];
  const [[left, right], [top, bottom]] = [range(x), range(y)];
  let found;
  for (let across = left; across <= right; across++)
    for (let down = top; down <= bottom; down++)
      for (const number of it.cells.squares.get(cellName(across, down)) ?? [])
        if (covers(it, number, x, y, slack) && (found === undefined || number > found)) found = number;
  return found;
}

function covers(it, number, x, y, slack) {
  const { box, size, x: middle, y: height } = it.scene.nodes[number];
  if (box) return Math.abs(x - middle) <= box.wide / 2 && Math.abs(y - height) <= box.high / 2;
  return Math.hypot(x - middle, y - height) <= Math.max(size * it.magnified, slack);
}

/** @returns {number | undefined} the nearest line within a few pixels */
function linkNear(it, point) {
  const { x, y } = onScene(it, point);
  let [found, least] = [/** @type {number | undefined} */ (undefined), NEAR / it.camera.scale];
  it.scene.links.forEach(({ a, b }, number) => {
    if (it.looks.links[number].hidden) return;
    const far = fromSegment(x, y, it.scene.nodes[a], it.scene.nodes[b], least);
    if (far < least) [found, least] = [number, far];
  });
  return found;
}

function fromSegment(x, y, one, other, least) {
  if (x < Math.min(one.x, other.x) - least || x > Math.max(one.x, other.x) + least) return Infinity;
  if (y < Math.min(one.y, other.y) - least || y > Math.max(one.y, other.y) + least) return Infinity;
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const along = Math.max(0, Math.min(1, ((x - one.x) * dx + (y - one.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - one.x - along * dx, y - one.y - along * dy);
}

// --- pointer

/** Moves by one pointer, zooms by two or by Ctrl and the wheel; a press that does not move is a click. */
function followPointers(it, surface) {
  const held = new Map();
  let travelled = 0;
  const place = (event) => ({ x: event.offsetX, y: event.offsetY });
  it.canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    it.canvas.setPointerCapture(event.pointerId);
    if (!held.size) travelled = 0;
    held.set(event.pointerId, place(event));
  });
  it.canvas.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = place(event);
    const far = Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled + far < 4 && held.size === 1) return;
    if (travelled < 4) it.listeners.dragstart?.();
    travelled += far;
    if (held.size > 1) pinch(it, [...held].find(([id]) => id !== event.pointerId)[1], before, now);
    else drag(it, before, now);
    held.set(event.pointerId, now);
  });
  const up = (event) => {
    if (!held.delete(event.pointerId) || held.size) return;
    if (event.type === "pointerup" && travelled < 4) it.listeners.click?.(place(event));
    else it.listeners.dragend?.();
  };
  it.canvas.addEventListener("pointerup", up);
  it.canvas.addEventListener("pointercancel", up);
  it.canvas.addEventListener("wheel", (event) => turnWheel(it, event, place(event)), { passive: false });
  return surface;
}

function drag(it, before, now) {
  it.camera.x -= (now.x - before.x) / it.camera.scale;
  it.camera.y -= (now.y - before.y) / it.camera.scale;
  moved(it);
}

function pinch(it, other, before, now) {
  const [was, is] = [before, now].map((point) => Math.hypot(point.x - other.x, point.y - other.y) || 1);
  zoomAround(it, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, is / was);
}

function turnWheel(it, event, point) {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  zoomAround(it, point, Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0022)));
}

/** Zooms so that what stands at the point stays there. */
function zoomAround(it, point, factor) {
  const there = onScene(it, point);
  const scale = Math.min(SCALES.most, Math.max(SCALES.least, it.camera.scale * factor));
  it.camera.x = there.x - (point.x - it.wide / 2) / scale;
  it.camera.y = there.y - (point.y - it.high / 2) / scale;
  it.camera.scale = scale;
  it.listeners.zoom?.(scale);
  moved(it);
}
