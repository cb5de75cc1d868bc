/**
 * The names in the picture. They keep their size whatever the zoom, and none is drawn over another or over a node: each
 * tries the places around its node, those that matter most first, and waits for a closer look where there is no room.
 */

const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';
/** Sizes in CSS pixels; a picture narrower than `narrow` has smaller names. */
const LABEL = { size: 12.5, line: 15, gap: 4, most: 250, narrow: 500 };

/**
 * @typedef {{place: number, x: number, y: number, radius: number, priority: number, strong: boolean, faint: boolean,
 *   lines: string[], sides?: [number, number][], away: () => {x: number, y: number}, half?: {wide: number, high: number}}} Spot
 *   a node of the scene by its place there; `sides` is where its name must stand, `half` the size of one that is a box
 * @typedef {{left: number, top: number, right: number, bottom: number, place: number, spot: Spot}} Box
 */

/**
 * Draws the names of those spots that are in sight and returns where they stand, for clicks on a name.
 * @param {CanvasRenderingContext2D} brush with one unit a CSS pixel
 * @param {Spot[]} spots
 * @param {{ink: string, faint: string, paper: string}} colours
 * @returns {Box[]}
 */
function drawLabels(brush, spots, colours, width, height) {
  const seen = spots.filter((spot) => spot.x > -80 && spot.y > -40 && spot.x < width + 80 && spot.y < height + 40);
  const taken = grid(seen.map(nodeBox), { left: 3, top: 3, right: width - 3, bottom: height - 3 });
  const boxes = [];
  LABEL.size = width < LABEL.narrow ? 11 : 12.5;
  LABEL.line = width < LABEL.narrow ? 13 : 15;
  prepare(brush);
  const wanted = seen.filter((spot) => spot.lines.length).sort((one, other) => other.priority - one.priority);
  for (const spot of wanted.slice(0, LABEL.most)) {
    const box = findRoom(brush, spot, taken);
    if (!box) continue;
    taken.add(box);
    boxes.push(box);
    writeLabel(brush, spot, box, colours);
  }
  return boxes;
}

/** The names of before where their nodes now are: while the picture moves nothing is weighed anew. */
function moveLabels(brush, boxes, places, colours) {
  prepare(brush);
  for (const box of boxes) {
    const { x, y } = places(box.place);
    const [right, down] = [x - box.spot.x, y - box.spot.y];
    writeLabel(brush, box.spot, { ...box, left: box.left + right, right: box.right + right, top: box.top + down, bottom: box.bottom + down }, colours);
  }
}

function prepare(brush) {
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.lineJoin = "round";
}

function nodeBox(spot) {
  const [wide, high] = spot.half ? [spot.half.wide, spot.half.high] : [spot.radius + 1, spot.radius + 1];
  return { left: spot.x - wide, right: spot.x + wide, top: spot.y - high, bottom: spot.y + high, place: spot.place };
}

function font(spot) {
  return `${spot.strong ? 600 : 500} ${LABEL.size}px ${FONT}`;
}

/** How wide words are: measured once. */
const measured = new Map();
function widthOf(brush, words, name = `${brush.font} ${words}`) {
  if (measured.size > 5000) measured.clear();
  if (!measured.has(name)) measured.set(name, brush.measureText(words).width);
  return measured.get(name);
}

/** The places around a node, as [right, down]; the first ones are preferred where all are as good. */
const PLACES = /** @type {[number, number][]} */ ([[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]]);

/**
 * The places in the order in which a name tries them: on the side away from the node's ties first.
 * @returns {[number, number][]}
 */
function directions(away) {
  const strength = Math.hypot(away.x, away.y);
  if (strength < 0.5) return PLACES;
  /** @param {number[]} place */
  const score = ([right, down]) => (right * away.x + down * away.y) / (strength * Math.hypot(right, down)) - (right && down ? 0.25 : 0);
  return [...PLACES].sort((one, other) => score(other) - score(one));
}

/**
 * How far from the node's middle a name stands, per unit of direction; beside a corner it may come nearer.
 * @returns {[number, number]}
 */
function distance(right, down, radius) {
  const away = radius + LABEL.gap;
  return right && down ? [away * 0.6, away * 0.5] : [away + 2, away];
}

/** The first free place around the node. */
function findRoom(brush, spot, taken) {
  brush.font = font(spot);
  const wide = Math.max(...spot.lines.map((words) => widthOf(brush, words, `${spot.strong} ${LABEL.size} ${words}`))) / 2;
  const high = (spot.lines.length * LABEL.line) / 2;
  for (const [right, down] of spot.sides ?? directions(spot.away())) {
    const [across, along] = distance(right, down, spot.radius);
    const [x, y] = [spot.x + right * (across + wide), spot.y + down * (along + high)];
    const box = { left: x - wide, right: x + wide, top: y - high, bottom: y + high, place: spot.place, spot };
    if (taken.free(box)) return box;
  }
  return null;
}

function writeLabel(brush, spot, box, colours) {
  brush.font = font(spot);
  brush.strokeStyle = colours.paper;
  brush.lineWidth = 4;
  brush.fillStyle = spot.faint ? colours.faint : colours.ink;
  const x = (box.left + box.right) / 2;
  spot.lines.forEach((words, row) => {
    const y = box.top + (row + 0.5) * LABEL.line;
    brush.strokeText(words, x, y);
    brush.fillText(words, x, y);
  });
}

/** Boxes sorted into squares, so that only near ones are compared; all stay within the frame. */
function grid(boxes, frame) {
  const side = 120;
  const squares = new Map();
  const around = function* (box) {
    for (let x = Math.floor(box.left / side); x <= Math.floor(box.right / side); x++)
      for (let y = Math.floor(box.top / side); y <= Math.floor(box.bottom / side); y++) yield x * 10000 + y;
  };
  const add = (box) => {
    for (const square of around(box)) {
      if (squares.has(square)) squares.get(square).push(box);
      else squares.set(square, [box]);
    }
  };
  const free = (box) => {
    if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) return false;
    for (const square of around(box))
      if (squares.get(square)?.some((other) => other.place !== box.place && overlap(box, other))) return false;
    return true;
  };
  boxes.forEach(add);
  return { add, free };
}

function overlap(one, other) {
  return one.left < other.right + 3 && other.left < one.right + 3 && one.top < other.bottom && other.top < one.bottom;
}
