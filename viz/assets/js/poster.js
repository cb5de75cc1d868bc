/**
 * The picture as a file that can stand alone: title above it, legend and sources below. It is put together as marks
 * (lines, shapes and words at their places), and the same marks become an SVG or a PNG.
 *
 * @typedef {{kind: "line", x1: number, y1: number, x2: number, y2: number, width: number, dash: number[], colour: string, opacity: number}} LineMark
 * @typedef {{kind: "shape", x: number, y: number, size: number, shape: string, wide?: number, high?: number, fill: string, stroke: string, border: number, dash: number[]}} ShapeMark
 * @typedef {{kind: "words", x: number, y: number, words: string, size: number, weight: number, colour: string, middle: boolean, halo: string | null}} WordsMark
 * @typedef {LineMark | ShapeMark | WordsMark} PosterMark
 * @typedef {{title: string, width: number, height: number, paper: string, frame: {top: number, height: number},
 *   inside: PosterMark[], around: PosterMark[]}} Poster
 */

const POSTER = { margin: 20, title: 20, words: 13, small: 12, leading: 1.4, gap: 18, least: 480 };

/** Measures words; never shown. */
const ruler = document.createElement("canvas").getContext("2d");

/** @returns {Poster} */
function posterNow() {
  const drawn = drawnPicture();
  const colours = theme();
  const width = Math.max(drawn.width, POSTER.least);
  const inside = shiftedMarks(pictureMarks(drawn, colours.paper), (width - drawn.width) / 2);
  const above = posterColumn(posterTitle(width, colours), POSTER.margin);
  const top = above.bottom + 4;
  const below = posterColumn([...posterLegend(width, colours), ...posterSources(width, colours)], top + drawn.height + 12);
  const frame = { top, height: drawn.height };
  const around = [...above.marks, ...below.marks];
  return { title: data.title, width, height: Math.ceil(below.bottom + POSTER.margin), paper: colours.paper, frame, inside, around };
}

/** @param {Drawn} drawn @returns {PosterMark[]} */
function pictureMarks(drawn, paper) {
  const lines = drawn.lines.map((line) => /** @type {PosterMark} */ ({ kind: "line", ...line }));
  const shapes = drawn.nodes.map((node) => /** @type {PosterMark} */ ({ kind: "shape", ...node }));
  return [...lines, ...shapes, ...drawn.nodes.flatMap(({ label }) => (label ? labelMarks(label, paper) : []))];
}

/** @param {DrawnLabel} label @returns {PosterMark[]} */
function labelMarks(label, halo) {
  const { left, right, top, bottom, lines, size, colour, middle } = label;
  const high = (bottom - top) / lines.length;
  const place = { x: middle ? (left + right) / 2 : left, size, colour, halo: middle ? halo : null, middle, weight: label.strong ? 600 : 500 };
  return lines.map((words, row) => ({ kind: "words", ...place, words, y: top + (row + 0.5) * high }));
}

/** @param {PosterMark[]} marks @returns {PosterMark[]} */
function shiftedMarks(marks, across) {
  if (!across) return marks;
  return marks.map((mark) =>
    mark.kind === "line" ? { ...mark, x1: mark.x1 + across, x2: mark.x2 + across } : { ...mark, x: mark.x + across },
  );
}

// --- the words around the picture, in rows

/** Rows one under the other: their marks, whose y counts from the middle of the row, and where the last one ends. */
function posterColumn(rows, top) {
  const marks = [];
  let bottom = top;
  for (const row of rows) {
    const middle = bottom + row.height / 2;
    marks.push(...row.marks.map((mark) => (mark.kind === "line" ? { ...mark, y1: middle, y2: middle } : { ...mark, y: middle })));
    bottom += row.height;
  }
  return { marks, bottom };
}

function posterTitle(width, colours) {
  const title = posterText(data.title, { size: POSTER.title, weight: 650, colour: colours.ink }, width, 2);
  return [...title, ...posterText(shownWords(), { size: POSTER.words, weight: 400, colour: colours.muted }, width, 1)];
}

/** How much of the network is in the picture. */
function shownWords() {
  if (state.view === "actions") return shownActions();
  if (!data.ties.length) return count(t("bodies"), data.bodies.length);
  return showing();
}

function posterSources(width, colours) {
  const look = { size: POSTER.small, weight: 400, colour: colours.muted };
  const names = data.documents.map(({ label, date }) => (date ? `${label} (${date})` : label));
  const rows = names.length ? posterText(`${t("posterSources")}: ${names.join("; ")}`, look, width, 3) : [];
  return rows.length ? [{ height: 6, marks: [] }, ...rows] : [];
}

/** Words in lines that fit the width, the last one ending in an ellipsis where more was left. */
function posterText(text, look, width, most) {
  const lines = wrappedWords(drawable(text), look, width - 2 * POSTER.margin, most);
  const mark = (words) => ({ kind: "words", x: POSTER.margin, y: 0, words, ...look, middle: false, halo: null });
  return lines.map((words) => ({ height: look.size * POSTER.leading, marks: [mark(words)] }));
}

/** The legend: every kind and every sort of line with its name, in as many rows as it takes. */
function posterLegend(width, colours) {
  const look = { size: POSTER.words, weight: 400, colour: colours.muted };
  const rows = [];
  let x = Infinity;
  for (const { sign, room, words } of posterEntries(colours)) {
    const [name = ""] = wrappedWords(drawable(words), look, width - 2 * POSTER.margin - room, 1);
    const wide = room + wordsWidth(name, look);
    if (x + wide > width - POSTER.margin) {
      rows.push({ height: POSTER.words * 1.6, marks: [] });
      x = POSTER.margin;
    }
    const mark = { kind: "words", x: x + room, y: 0, words: name, ...look, middle: false, halo: null };
    rows.at(-1).marks.push(...sign.map((each) => shiftedMarks([each], x)[0]), mark);
    x += wide + POSTER.gap;
  }
  return rows;
}

function posterEntries(colours) {
  const kinds = Object.values(data.looks).map((look) => ({ sign: [kindSign(look, colours)], room: 18, words: look.label[state.language] }));
  if (!data.ties.length) return kinds;
  const [sure, maybe] = state.view === "actions" ? ["legendContributes", "legendMaybe"] : ["legendCertain", "legendPossible"];
  const lines = [[sure, []], [maybe, [5, 4]]].map(([name, dash]) => ({
    sign: [{ kind: "line", x1: 0, y1: 0, x2: 28, y2: 0, width: 2, dash, colour: colours.line, opacity: 1 }],
    room: 35,
    words: t(/** @type {string} */ (name)),
  }));
  const thick = state.view === "actions" ? thickEntry(colours) : { sign: [], room: 0, words: t("legendWeight") };
  return [...kinds, ...lines, thick];
}

function thickEntry(colours) {
  const stroke = { kind: "line", x1: 0, y1: 0, x2: 28, y2: 0, width: 4, dash: [], colour: colours.accent, opacity: 1 };
  return { sign: [stroke], room: 35, words: t("legendAccountable") };
}

function kindSign(look, colours) {
  const own = colour(look);
  const fill = look.hollow ? colours.paper : own;
  return { kind: "shape", x: 6, y: 0, size: 5.5, shape: look.shape, fill, stroke: own, border: look.hollow ? 2 : 0, dash: look.dashed ? [3, 2] : [] };
}

// --- words and their width

/** Words without marks that cannot be seen, which could turn or hide what stands beside them. */
function drawable(text) {
  return text.replace(/\s+/gu, " ").replace(/\p{C}/gu, "").trim();
}

function wordsFont({ weight, size }) {
  return `${weight} ${size}px ${FONT}`;
}

function wordsWidth(words, look) {
  ruler.font = wordsFont(look);
  return ruler.measureText(words).width;
}

function wrappedWords(text, look, width, most) {
  const lines = [""];
  for (const word of text.slice(0, 2000).split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) === "" || wordsWidth(longer, look) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
    if (lines.length > most) break;
  }
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] += "…";
  return kept.filter(Boolean).map((line) => cutToFit(line, look, width));
}

/** A line that is too long even so, up to where it fits. */
function cutToFit(line, look, width) {
  if (wordsWidth(line, look) <= width) return line;
  const letters = Array.from(line);
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (wordsWidth(`${letters.slice(0, middle).join("")}…`, look) <= width) fits = middle;
    else tooMany = middle;
  }
  return `${letters.slice(0, fits).join("")}…`;
}

// --- shapes

/** The corners of a shape at its place; null for a circle. @param {ShapeMark} mark */
function outlineOf({ shape, x, y, size, wide, high }) {
  if (shape === "box") return OUTLINES.square.map(([right, down]) => [x + (right * wide) / 2, y + (down * high) / 2]);
  return OUTLINES[shape]?.map(([right, down]) => [x + right * size, y + down * size]) ?? null;
}

// --- SVG

/** @param {Poster} picture @returns {string} an SVG file with its words as text, without style sheet or script */
function svgFile(picture) {
  const { width, height, frame, paper, title } = picture;
  const root = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "font-family": FONT });
  const name = shape("title", {});
  name.textContent = xmlText(drawable(title));
  const inside = shape("svg", { x: 0, y: frame.top, width, height: frame.height, overflow: "hidden" });
  inside.append(...picture.inside.map(svgMark));
  root.append(name, shape("rect", { width, height, fill: paper }), inside, ...picture.around.map(svgMark));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

/** @param {PosterMark} mark */
function svgMark(mark) {
  if (mark.kind === "line") return svgLine(mark);
  return mark.kind === "shape" ? svgShape(mark) : svgWords(mark);
}

/** @param {number} value */
function rounded(value) {
  return Math.round(value * 100) / 100;
}

/** A tie to itself is drawn as a ring beside its body. @param {LineMark} mark */
function svgLine(mark) {
  const { x1, y1, x2, y2 } = mark;
  const look = { stroke: mark.colour, "stroke-width": rounded(mark.width), "stroke-dasharray": mark.dash.map(rounded).join(" ") || "none", "stroke-opacity": mark.opacity };
  if (x1 === x2 && y1 === y2) return shape("circle", { cx: rounded(x1 + LOOP), cy: rounded(y1 - LOOP), r: LOOP, fill: "none", ...look });
  return shape("line", { x1: rounded(x1), y1: rounded(y1), x2: rounded(x2), y2: rounded(y2), ...look });
}

const LOOP = 14;

/** @param {ShapeMark} mark */
function svgShape(mark) {
  const look = { fill: mark.fill, stroke: mark.stroke, "stroke-width": rounded(mark.border), "stroke-dasharray": mark.dash.map(rounded).join(" ") || "none" };
  const corners = outlineOf(mark);
  if (!corners) return shape("circle", { cx: rounded(mark.x), cy: rounded(mark.y), r: rounded(mark.size), ...look });
  return shape("polygon", { points: corners.map((corner) => corner.map(rounded).join(",")).join(" "), ...look });
}

/** @param {WordsMark} mark */
function svgWords(mark) {
  const look = { "font-size": mark.size, "font-weight": mark.weight, fill: mark.colour, "text-anchor": mark.middle ? "middle" : "start" };
  const halo = mark.halo ? { stroke: mark.halo, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" } : {};
  const element = shape("text", { x: rounded(mark.x), y: rounded(mark.y), dy: "0.35em", ...look, ...halo });
  element.textContent = xmlText(mark.words);
  return element;
}

// --- PNG

/**
 * @param {Poster} picture
 * @param {number} sharpness pixels of the file for each CSS pixel
 * @returns {HTMLCanvasElement}
 */
function paintedPoster(picture, sharpness) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * sharpness);
  canvas.height = Math.round(picture.height * sharpness);
  const brush = canvas.getContext("2d");
  brush.scale(sharpness, sharpness);
  brush.fillStyle = picture.paper;
  brush.fillRect(0, 0, picture.width, picture.height);
  for (const mark of picture.around) paintMark(brush, mark);
  brush.beginPath();
  brush.rect(0, picture.frame.top, picture.width, picture.frame.height);
  brush.clip();
  brush.translate(0, picture.frame.top);
  for (const mark of picture.inside) paintMark(brush, mark);
  return canvas;
}

/** @param {CanvasRenderingContext2D} brush @param {PosterMark} mark */
function paintMark(brush, mark) {
  if (mark.kind === "words") return paintWords(brush, mark);
  brush.beginPath();
  brush.setLineDash(mark.dash);
  if (mark.kind === "line") paintLine(brush, mark);
  else paintShape(brush, mark);
}

/** @param {CanvasRenderingContext2D} brush @param {LineMark} mark */
function paintLine(brush, { x1, y1, x2, y2, width, colour, opacity }) {
  brush.globalAlpha = opacity;
  brush.strokeStyle = colour;
  brush.lineWidth = width;
  if (x1 === x2 && y1 === y2) brush.arc(x1 + LOOP, y1 - LOOP, LOOP, 0, 2 * Math.PI);
  else {
    brush.moveTo(x1, y1);
    brush.lineTo(x2, y2);
  }
  brush.stroke();
  brush.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} brush @param {ShapeMark} mark */
function paintShape(brush, mark) {
  const corners = outlineOf(mark);
  if (!corners) brush.arc(mark.x, mark.y, mark.size, 0, 2 * Math.PI);
  else for (const [x, y] of corners) brush.lineTo(x, y);
  brush.closePath();
  brush.fillStyle = mark.fill;
  brush.fill();
  if (!mark.border) return;
  brush.strokeStyle = mark.stroke;
  brush.lineWidth = mark.border;
  brush.stroke();
}

/** @param {CanvasRenderingContext2D} brush @param {WordsMark} mark */
function paintWords(brush, mark) {
  brush.setLineDash([]);
  brush.font = wordsFont(mark);
  brush.textAlign = mark.middle ? "center" : "left";
  brush.textBaseline = "middle";
  brush.lineJoin = "round";
  if (mark.halo) {
    brush.strokeStyle = mark.halo;
    brush.lineWidth = 4;
    brush.strokeText(mark.words, mark.x, mark.y);
  }
  brush.fillStyle = mark.colour;
  brush.fillText(mark.words, mark.x, mark.y);
}
