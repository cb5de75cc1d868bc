/** The same ties, bodies and actions as tables: for reading, for sorting, and for everyone who does not see the picture. */

/** How many rows at first: fewer where each takes more of the screen. */
const STEP = matchMedia("(max-width: 640px)").matches ? 25 : 100;

/**
 * @typedef {{name: string, value: (place: number) => string | number, cell: (place: number) => Node | string, css?: string, down?: boolean}} Column
 *   `value` is what the column sorts by, `down` whether the largest comes first at the first click
 * @typedef {{title: string, caption: string, nothing: string, kind: Selection["kind"], places: () => Iterable<number>,
 *   columns: Column[], sort: number, down: boolean, before?: () => Node[], after?: () => Node[], uncounted?: boolean}} Table
 */

/** @type {Record<string, Table>} in the order of their tabs */
const TABLES = {
  ties: {
    title: "tiesTab", caption: "tiesCaption", nothing: "noRows", kind: "tie", places: () => sight.ties, sort: 3, down: true,
    columns: [
      { name: "body", value: (tie) => nameRank(ends(tie)[0]), cell: (tie) => rowOpener("tie", tie, ends(tie)[0]) },
      { name: "otherBody", value: (tie) => nameRank(ends(tie)[1]), cell: (tie) => marked(ends(tie)[1]) },
      { name: "tie", value: (tie) => (view.ties.get(tie).certain ? 0 : 1), cell: (tie) => certaintyTag(view.ties.get(tie).certain), css: "sure" },
      { name: "basis", value: (tie) => view.ties.get(tie).weight, cell: basis, down: true },
      { name: "reports", value: (tie) => reportsOf(tie).join(), cell: reportsCell, css: "wide" },
    ],
  },
  bodies: {
    title: "bodiesTab", caption: "bodiesCaption", nothing: "noBodyRows", kind: "body", places: () => sight.bodies, sort: 3, down: true,
    columns: [
      { name: "body", value: nameRank, cell: (body) => rowOpener("body", body, body) },
      { name: "kind", value: (body) => kindOf(data.bodies[body]), cell: (body) => kindOf(data.bodies[body]) },
      { name: "matters", value: (body) => contextsOf(body).size, cell: (body) => contextCounts(contextsOf(body)) || "–", down: true },
      { name: "partnersCount", value: tiesShown, cell: (body) => count(t("ties"), tiesShown(body)), down: true },
    ],
  },
  actions: {
    title: "actionsTab", caption: "actionsCaption", nothing: "noActionRows", kind: "action", places: () => sight.contexts, sort: 0, down: false,
    columns: [
      { name: "actionHead", value: contextRank, cell: actionCell },
      { name: "responsible", value: (place) => namesIn(place, true).join(), cell: (place) => namesCell(place, true) },
      { name: "others", value: (place) => namesIn(place, false).join(), cell: (place) => namesCell(place, false) },
      { name: "modality", value: (place) => modalityWords(place), cell: (place) => modalityWords(place) },
      { name: "bodiesCount", value: (place) => cellsIn[place].length, cell: bodyCounts, down: true },
    ],
  },
  analysis: ANALYSIS,
};

/** What of each table is in the page: how many rows, and whether it has still to be drawn. */
const tableStates = Object.fromEntries(Object.keys(TABLES).map((name) => [name, { limit: STEP, stale: true }]));

let waiting = !data.drawing;

watch((what) => {
  if (what === "selection") return markRows();
  if (what === "options") return openTab(tableName());
  for (const shown of Object.values(tableStates)) shown.stale = true;
  if (waiting) afterPicture();
  else openTab(tableName());
});

/** The tables stand below the picture: where that is large they are drawn when it can be seen and used. */
function afterPicture() {
  waiting = false;
  requestAnimationFrame(() => setTimeout(() => openTab(tableName()), 0));
}

function paneOf(name) {
  return document.getElementById(`pane-${name}`);
}

function tabOf(name) {
  return document.getElementById(`tab-${name}`);
}

// --- what the cells say

/** The two ends of a tie, the better connected first. */
function ends(place) {
  const { a, b } = data.ties[place];
  return tiesOf[a].length >= tiesOf[b].length ? [a, b] : [b, a];
}

function marked(place) {
  return make("span.who", {}, mark(data.bodies[place].kind), bdi(nameOf(place)));
}

function rowOpener(kind, place, body) {
  const other = kind === "tie" && make("span.unseen", {}, ` – ${nameOf(ends(place)[1])}`);
  return opener(kind, place, mark(data.bodies[body].kind), bdi(nameOf(body)), other);
}

function basis(tie) {
  const { evidence, weight } = view.ties.get(tie);
  return evidence.length ? contextCounts(evidence.map((item) => item.context)) : String(weight);
}

/** The panel names them whole. */
function reportsCell(tie) {
  const names = reportsOf(tie).join(" · ");
  return make("span", { class: "clipped", title: names }, names);
}

function reportsOf(tie) {
  const found = new Set(view.ties.get(tie).evidence.map((item) => data.contexts[item.context].report));
  return [...found].filter((report) => report !== null).sort((a, b) => a - b).map((report) => data.reports[report].label);
}

function contextsOf(body) {
  const contexts = partsShown(data.bodies[body]).map((part) => data.participations[part].context);
  return new Set(contexts.filter((context) => context !== null));
}

function tiesShown(body) {
  return passingTies(body).length;
}

function actionCell(place) {
  const { kind, report } = data.contexts[place];
  const words = [kind !== "Action" && contextName(data.contexts[place]), report !== null && data.reports[report].label];
  return make("div", {}, contextOpener(place), make("div.small", {}, bdi(words.filter(Boolean).join(" · "))));
}

/** Whether a role is one of those that answer for an action. */
function answers(role) {
  return data.roles[role]?.group === "accountable";
}

/** The names of those who answer for an action, or of the others in it, a group by its own name. */
function namesIn(place, responsible) {
  const own = partsOf[place].filter((part) => answers(data.participations[part].role) === responsible);
  return [...new Set(own.map((part) => (bodiesOf[part].length === 1 ? nameOf(bodiesOf[part][0]) : data.participations[part].label)))];
}

function namesCell(place, responsible) {
  const names = namesIn(place, responsible);
  if (!names.length) return make("span.muted", {}, "–");
  return make("ul.names", {}, ...names.map((name) => make("li", {}, bdi(name))));
}

function modalityWords(place) {
  const { modality } = data.contexts[place];
  return modality === null ? "–" : modalityOf(modality);
}

/** "14 certain, 3 possible": who takes part in an action. */
function bodyCounts(place) {
  const possible = cellsIn[place].filter((cell) => cells[cell].parts.every((part) => isPossible(cells[cell].body, part))).length;
  return surely(cellsIn[place].length - possible, possible);
}

/** "14 certain, 3 possible", without the half that is none. */
function surely(certain, possible) {
  if (!certain && !possible) return "–";
  return [certain && count(t("certainOnes"), certain), possible && count(t("possibleOnes"), possible)].filter(Boolean).join(", ");
}

// --- tables

/** The table that is open: the one that the address names, else the first one. */
function tableName() {
  return Object.hasOwn(TABLES, state.options.table) ? state.options.table : "ties";
}

function showTable(name) {
  const table = TABLES[name];
  const places = sorted(table, [...table.places()]);
  const shown = places.slice(0, tableStates[name].limit);
  const body = make("tbody", { role: "rowgroup" }, ...shown.map((place) => row(table, place)));
  const caption = make("caption.unseen", {}, t(table.caption));
  // The roles say again what the elements are: on a phone the rows become blocks, and a browser would forget it.
  const content = make("table", { class: name, role: "table" }, caption, make("thead", { role: "rowgroup" }, heads(name)), body);
  const notes = filterNotes().map((note) => make("p.small.note-line", {}, note));
  const more = places.length > shown.length && moreButton(name, places.length - shown.length);
  const parts = [...notes, ...(table.before?.() ?? []), places.length ? content : make("p.none", {}, nothingFits(name)), more];
  paneOf(name).replaceChildren(...[...parts, ...(table.after?.() ?? [])].filter(Boolean));
  tableStates[name].stale = false;
}

function nothingFits(name) {
  return !data.ties.length && name === "ties" ? t("howToEmpty") : t(TABLES[name].nothing);
}

/** By the column that was chosen, then by name; everything is compared by numbers where it can be, for speed. */
function sorted({ columns, sort, down }, places) {
  const keys = new Map(places.map((place) => [place, columns[sort].value(place)]));
  const names = new Map(places.map((place) => [place, columns[0].value(place)]));
  const others = new Map(places.map((place) => [place, columns[1].value(place)]));
  const way = down ? -1 : 1;
  return places.sort(
    (one, other) =>
      way * by(keys.get(one), keys.get(other)) || by(names.get(one), names.get(other)) || by(others.get(one), others.get(other)),
  );
}

function by(one, other) {
  return typeof one === "number" ? one - other : compare(one, other);
}

function heads(name) {
  return make("tr", { role: "row" }, ...TABLES[name].columns.map((column, number) => head(name, column, number)));
}

function head(name, column, number) {
  const { sort, down } = TABLES[name];
  const order = sort === number ? (down ? "descending" : "ascending") : "none";
  const button = make("button.sort", { type: "button", on: { click: () => sortBy(name, number) } }, t(column.name));
  return make("th", { scope: "col", role: "columnheader", "aria-sort": order, class: column.css }, button);
}

function sortBy(name, number) {
  const table = TABLES[name];
  table.down = table.sort === number ? !table.down : Boolean(table.columns[number].down);
  table.sort = number;
  showTable(name);
  markRows();
  /** @type {HTMLElement} */ (paneOf(name).querySelectorAll(".sort")[number]).focus();
}

function row({ columns, kind }, place) {
  const cell = (column, number) =>
    number
      ? make("td", { role: "cell", class: column.css, "data-name": t(column.name) }, column.cell(place))
      : make("th", { role: "rowheader", scope: "row" }, column.cell(place));
  const click = (event) => chooseRow(event, kind, place);
  return make("tr", { role: "row", "data-place": String(place), on: { click } }, ...columns.map(cell));
}

/** A click anywhere in a row does what its button does. */
function chooseRow(event, kind, place) {
  if (event.target.closest("button")) return;
  select(kind, place);
}

function markRows() {
  const name = tableName();
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (paneOf(name).querySelectorAll("tbody tr"))) {
    const chosen = state.selection?.kind === TABLES[name].kind && element.dataset.place === String(state.selection.place);
    if (chosen) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  }
}

function moreButton(name, left) {
  const click = () => {
    const first = tableStates[name].limit;
    tableStates[name].limit += STEP * 5;
    showTable(name);
    markRows();
    /** @type {HTMLElement} */ (paneOf(name).querySelector(`tbody tr:nth-child(${first + 1}) .opener`))?.focus();
  };
  return make("button.button", { type: "button", on: { click } }, t("more", { n: Math.min(left, STEP * 5) }));
}

// --- tabs

const MOVES = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

document.getElementById("tables").addEventListener("click", ({ target }) => {
  const tab = /** @type {HTMLElement} */ (target).closest("[role=tab]");
  if (tab) option({ table: tab.id.slice("tab-".length) });
});
document.querySelector("#tables [role=tablist]").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
  if (!(event.key in MOVES)) return;
  event.preventDefault();
  const names = Object.keys(TABLES);
  const wanted = names.indexOf(tableName()) + MOVES[event.key];
  const place = Number.isFinite(wanted) ? (wanted + names.length) % names.length : wanted < 0 ? 0 : names.length - 1;
  option({ table: names[place] });
  tabOf(names[place]).focus();
});

/** Opens a table; one that is not open is drawn only when it is. */
function openTab(name) {
  for (const [other, table] of Object.entries(TABLES)) {
    const number = !table.uncounted && make("span.number", {}, [...table.places()].length.toLocaleString(state.language));
    tabOf(other).replaceChildren(...[t(table.title), " ", number].filter(Boolean));
    tabOf(other).setAttribute("aria-selected", String(other === name));
    tabOf(other).tabIndex = other === name ? 0 : -1;
    paneOf(other).hidden = other !== name;
  }
  if (tableStates[name].stale) showTable(name);
  markRows();
}
