/**
 * The matrix of responsibility: actions in the rows, bodies in the columns, and in each cell the roles that a text gives
 * the body there. What no text says stays blank.
 *
 * @typedef {{bodies: number[], signature: string}} Line one column: a body, or several with the same parts everywhere
 * @typedef {{rows: number[], columns: Line[], parts: Map<string, number[]>}} Matrix parts by "context body"
 */

const matrixBox = document.getElementById("matrix-box");
const foldButton = document.getElementById("matrix-fold");
/** How many rows and columns are built at first, and with each button press. */
const BUILT = { rows: 100, columns: 60 };
const ORDERS = { rows: ["report", "bodies", "title"], columns: ["actions", "kind", "name"] };
const built = { ...BUILT };
/** @type {Set<string>} the columns that the reader has opened, by what their bodies share */
const unfolded = new Set();
let folding = true;
let matrixStale = true;
let lastOrder = "";
/** @type {Map<number, number[]>} the bodies that share a column, by the first of them */
let sharing = new Map();
const withoutOwner = new Set(data.analysis.withoutOwner);
const withoutPartner = new Set(data.analysis.withoutPartner);

watch((what) => {
  if (what === "selection") return markCells();
  if (!(what === "view" && state.focus === null) && !(what === "options" && lastOrder === orderOf("rows") + orderOf("columns"))) matrixStale = true;
  if (what === "filters" || what === "focus") Object.assign(built, BUILT);
  if (state.view === "matrix" && matrixStale) showMatrix();
});

function showMatrix() {
  matrixStale = false;
  const found = arrangeMatrix();
  lastOrder = orderOf("rows") + orderOf("columns");
  sharing = new Map(found.columns.filter(({ bodies }) => bodies.length > 1).map(({ bodies }) => [bodies[0], bodies]));
  fillOrders();
  foldButton.setAttribute("aria-pressed", String(folding));
  document.getElementById("matrix-showing").textContent = matrixWords(found);
  document.getElementById("matrix-notes").replaceChildren(...filterNotes().map((note) => make("p.small", {}, note)), ...wayOut());
  matrixBox.replaceChildren(found.rows.length ? matrixTable(found) : make("p.none", {}, t("noMatrix")));
  document.getElementById("matrix-more").replaceChildren(...moreButtons(found));
  document.getElementById("matrix-legend").replaceChildren(...signLegend());
  enterGrid();
  markCells();
}

/** Back from the surroundings of one body to the whole matrix. */
function wayOut() {
  if (state.focus === null) return [];
  const click = () => {
    focusOn(null);
    matrixBox.focus();
  };
  return [make("button.button", { type: "button", on: { click } }, t("wholeMatrix"))];
}

function matrixWords({ rows, columns }) {
  const bodies = columns.reduce((sum, line) => sum + line.bodies.length, 0);
  return t("matrixShowing", { actions: count(t("matrixActions"), rows.length), bodies: count(t("bodies"), bodies) });
}

// --- rows and columns

/** @returns {Matrix} what passes the filters, sorted, with like columns put together */
function arrangeMatrix() {
  const rows = [...sight.contexts];
  const parts = new Map();
  const inColumn = new Map();
  for (const context of [...rows].sort((one, other) => one - other))
    for (const place of cellsIn[context]) {
      const { body } = cells[place];
      const shown = sight.near === null || sight.near.has(body) ? cellParts(cells[place]) : [];
      if (!shown.length) continue;
      parts.set(`${context} ${body}`, shown);
      if (!inColumn.has(body)) inColumn.set(body, []);
      inColumn.get(body).push(`${context}:${shown.map((part) => (isPossible(body, part) ? `${part}?` : part))}`);
    }
  return { rows: sortedRows(rows), columns: folded(sortedColumns(inColumn), inColumn), parts };
}

/** The order that the reader chose, or the first one. */
function orderOf(name) {
  return ORDERS[name].includes(state.options[name]) ? state.options[name] : ORDERS[name][0];
}

function sortedRows(rows) {
  const first = { report: () => 0, bodies: (context) => -cellsIn[context].length, title: titleRank }[orderOf("rows")];
  return rows.sort((one, other) => first(one) - first(other) || contextRank(one) - contextRank(other));
}

function sortedColumns(inColumn) {
  const kinds = Object.keys(data.looks);
  const actions = (body) => -inColumn.get(body).length;
  const first = { actions, kind: (body) => kinds.indexOf(data.bodies[body].kind), name: () => 0 }[orderOf("columns")];
  return [...inColumn.keys()].sort((one, other) => first(one) - first(other) || nameRank(one) - nameRank(other));
}

/** Bodies of one kind with the same parts in all rows share a column, which stands where the first of them would. */
function folded(bodies, inColumn) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  for (const body of bodies) {
    const signature = `${data.bodies[body].kind}|${inColumn.get(body).join(" ")}`;
    const key = folding && !unfolded.has(signature) ? signature : String(body);
    if (!lines.has(key)) lines.set(key, { bodies: [], signature });
    lines.get(key).bodies.push(body);
  }
  return [...lines.values()];
}

// --- the table

function matrixTable(found) {
  const rows = found.rows.slice(0, built.rows);
  const columns = found.columns.slice(0, built.columns);
  const grouped = orderOf("rows") === "report" && data.reports.length > 0;
  const heads = make("tr", {}, make("th.corner", { scope: "col", tabindex: "-1" }, t("actionHead"), make("div.small", {}, t("blankCell"))), ...columns.map(columnHead));
  const lines = rows.flatMap((context, place) => {
    const opens = grouped && (place === 0 || data.contexts[rows[place - 1]].report !== data.contexts[context].report);
    return [opens && reportRow(context, columns.length + 1), matrixRow(context, columns, found.parts)].filter(Boolean);
  });
  const caption = make("caption.unseen", {}, t("matrixCaption"));
  return make("table", { role: "grid", id: "grid" }, caption, make("thead", {}, heads), make("tbody", {}, ...lines));
}

function columnHead(line) {
  const { kind } = data.bodies[line.bodies[0]];
  const turned = make("span.turned", { "aria-hidden": "true" }, ...headLines(line));
  if (line.bodies.length === 1) return make("th", { scope: "col" }, headButton(line.bodies[0], [mark(kind), turned]));
  const names = line.bodies.map((body) => shortened(nameOf(body))).join(", ");
  const said = make("span.unseen", {}, t("unfold", { n: line.bodies.length, names }));
  const number = make("span.many", { "aria-hidden": "true" }, `×${line.bodies.length}`);
  const attributes = { type: "button", tabindex: "-1", title: names, "aria-expanded": "false", on: { click: () => unfoldLine(line) } };
  return make("th", { scope: "col" }, make("button.head", attributes, mark(kind), number, turned, said));
}

function headButton(body, content) {
  const attributes = {
    type: "button", tabindex: "-1", title: nameOf(body), "data-body": String(body),
    on: { click: () => select("body", body) },
  };
  return make("button.head", attributes, ...content, make("span.unseen", {}, `${shortened(nameOf(body))}, ${kindOf(data.bodies[body])}`));
}

/** The name in lines as narrow as those of the picture; of a shared column its group's name. */
function headLines(line) {
  const [first] = line.bodies;
  const lines = line.bodies.length === 1 ? data.bodies[first].caption[state.language] : groupLines(line);
  return lines.map((words) => make("span", {}, bdi(words)));
}

/** The name of the group through which most of the parts came; the kind of the bodies where there is none. */
function groupLines(line, width = 18) {
  const times = new Map();
  for (const group of Object.values(data.bodies[line.bodies[0]].via)) times.set(group, (times.get(group) ?? 0) + 1);
  const [best] = [...times].sort((one, other) => other[1] - one[1]);
  const name = best && line.bodies.every((body) => Object.values(data.bodies[body].via).includes(best[0])) ? best[0] : kindOf(data.bodies[line.bodies[0]]);
  return wordLines(name, width, 2);
}

/** Words in lines of so many letters at most, the last one cut where there are more. */
function wordLines(name, width, most) {
  const lines = [""];
  for (const word of name.slice(0, 200).split(/\s+/)) {
    if (lines.at(-1) && `${lines.at(-1)} ${word}`.length > width) lines.push("");
    lines.push(`${lines.pop()} ${word}`.trim());
  }
  const cut = lines.slice(0, most).map((words) => (words.length > width ? `${words.slice(0, width - 1)}…` : words));
  if (lines.length > most && !cut[most - 1].endsWith("…")) cut[most - 1] += "…";
  return cut;
}

function reportRow(context, span) {
  const { report } = data.contexts[context];
  const name = report === null ? t("noReportGroup") : data.reports[report].label;
  return make("tr.report", {}, make("th", { scope: "rowgroup", colspan: String(span) }, make("span", {}, bdi(name))));
}

function matrixRow(context, columns, parts) {
  const { code, label, kind, report } = data.contexts[context];
  const button = opener("action", context, code && make("span.code", {}, code), bdi(label));
  button.tabIndex = -1;
  button.dataset.action = String(context);
  const where = report !== null && make("span.unseen", {}, `, ${data.reports[report].label}`);
  const flags = [withoutOwner.has(context) && "noOwner", withoutPartner.has(context) && "noPartnerTag"].filter(Boolean);
  const tags = [kind !== "Action" && make("span.chip", {}, contextName({ kind })), ...flags.map((name) => make("span.gap", {}, t(name)))].filter(Boolean);
  if (where) button.append(where);
  return make("tr", {}, make("th", { scope: "row", title: label }, button, ...tags), ...columns.map((line) => matrixCell(context, line, parts)));
}

function matrixCell(context, line, parts) {
  const [body] = line.bodies;
  const shown = parts.get(`${context} ${body}`);
  if (!shown) return make("td", { tabindex: "-1" });
  const place = cellsIn[context].find((cell) => cells[cell].body === body);
  const signs = signsOf(body, shown);
  const words = signs.map(({ role, possible }) =>
    t("cellSays", { body: lineName(line), role: shortened(roleOf(role)), certainty: possible ? t("possible") : t("certain") }),
  );
  const said = make("span.unseen", {}, `${words.join("; ")}: ${shortened(contextTitle(context))}`);
  const attributes = { type: "button", tabindex: "-1", "data-cell": String(place), title: words.join("; "), on: { click: () => select("cell", place) } };
  return make("td", {}, make("button.cell", attributes, ...signs.map(({ role, possible }) => roleSign(role, possible)), said));
}

/** Each role once: possible only where no part gives it for certain. */
function signsOf(body, parts) {
  const found = new Map();
  for (const part of parts) {
    const { role } = data.participations[part];
    found.set(role, (found.get(role) ?? true) && isPossible(body, part));
  }
  return [...found].map(([role, possible]) => ({ role, possible }));
}

function lineName({ bodies }) {
  return bodies.length === 1 ? shortened(nameOf(bodies[0])) : count(t("bodies"), bodies.length);
}

function signLegend() {
  const roles = ROLES.map((role) => make("li", {}, roleSign(role, false), roleOf(role)));
  const possible = ROLES.length > 0 && data.bodies.some((body) => body.possible.length) && make("li", {}, roleSign(ROLES[0], true), t("possibleMark"));
  return [...roles, possible].filter(Boolean);
}

/** Shows which cell, row or column the panel is about. */
function markCells() {
  const { kind, place } = state.selection ?? {};
  for (const element of matrixBox.querySelectorAll("[aria-current]")) element.removeAttribute("aria-current");
  if (kind !== "tie" && kind !== undefined) matrixBox.querySelector(`[data-${kind}="${place}"]`)?.setAttribute("aria-current", "true");
}

// --- orders, folding, more

function fillOrders() {
  for (const name of ["rows", "columns"]) {
    const select = selectOf(`matrix-${name}`);
    const words = t(name === "rows" ? "rowOrders" : "columnOrders");
    select.replaceChildren(...ORDERS[name].map((order) => make("option", { value: order }, words[order])));
    select.value = orderOf(name);
  }
  foldButton.hidden = !data.bodies.length;
}

for (const name of ["rows", "columns"]) selectOf(`matrix-${name}`).addEventListener("change", () => option({ [name]: selectOf(`matrix-${name}`).value }));

foldButton.addEventListener("click", () => {
  folding = unfolded.size > 0 || !folding;
  unfolded.clear();
  showMatrix();
});

/** Opens a shared column and goes to the first of its bodies. */
function unfoldLine(line) {
  unfolded.add(line.signature);
  showMatrix();
  focusCell(matrixBox.querySelector(`[data-body="${line.bodies[0]}"]`));
  announce(count(t("bodies"), line.bodies.length));
}

function moreButtons({ rows, columns }) {
  const left = { rows: rows.length - built.rows, columns: columns.length - built.columns };
  return ["rows", "columns"].filter((name) => left[name] > 0).map((name) => {
    const n = Math.min(left[name], BUILT[name]);
    return make("button.button", { type: "button", on: { click: () => buildMore(name) } }, t(name === "rows" ? "moreRows" : "moreColumns", { n }));
  });
}

/** The focus goes to the first of what has come. */
function buildMore(name) {
  const first = built[name];
  built[name] += BUILT[name];
  showMatrix();
  const rows = gridRows();
  focusCell(name === "rows" ? focusable(rows[first + 1].cells[0]) : focusable(rows[0].cells[first + 1]));
}
