/** The same ties and bodies as tables: for reading, for sorting, and for everyone who does not see the picture. */

/** How many rows at first: fewer where each takes more of the screen. */
const STEP = matchMedia("(max-width: 640px)").matches ? 25 : 100;
const tables = {
  ties: { pane: document.getElementById("pane-ties"), tab: document.getElementById("tab-ties"), limit: STEP, sort: 3, down: true },
  bodies: { pane: document.getElementById("pane-bodies"), tab: document.getElementById("tab-bodies"), limit: STEP, sort: 3, down: true },
};

/**
 * @typedef {{name: string, value: (place: number) => string | number, cell: (place: number) => Node | string, css?: string}} Column
 */

/** @type {Record<string, Column[]>} */
const COLUMNS = {
  ties: [
    { name: "body", value: (tie) => nameOf(ends(tie)[0]), cell: (tie) => rowOpener("tie", tie, ends(tie)[0]) },
    { name: "otherBody", value: (tie) => nameOf(ends(tie)[1]), cell: (tie) => marked(ends(tie)[1]) },
    { name: "tie", value: (tie) => (view.ties.get(tie).certain ? 0 : 1), cell: (tie) => certaintyTag(view.ties.get(tie).certain), css: "sure" },
    { name: "basis", value: (tie) => view.ties.get(tie).weight, cell: basis },
    { name: "reports", value: (tie) => reportsOf(tie).join(), cell: (tie) => reportsOf(tie).join(" · "), css: "wide" },
  ],
  bodies: [
    { name: "body", value: nameOf, cell: (body) => rowOpener("body", body, body) },
    { name: "kind", value: (body) => kindOf(data.bodies[body]), cell: (body) => kindOf(data.bodies[body]) },
    { name: "matters", value: (body) => contextsOf(body).size, cell: (body) => contextCounts(contextsOf(body)) || "–" },
    { name: "partnersCount", value: (body) => tiesShown(body), cell: (body) => count(t("ties"), tiesShown(body)) },
  ],
};
const KINDS = { ties: "tie", bodies: "body" };

watch((what) => {
  if (what === "selection") markRows();
  else showTables();
});

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

function reportsOf(tie) {
  const found = new Set(view.ties.get(tie).evidence.map((item) => data.contexts[item.context].report));
  return [...found].filter((report) => report !== null).sort((a, b) => a - b).map((report) => data.reports[report].label);
}

function contextsOf(body) {
  const contexts = partsShown(data.bodies[body]).map((part) => data.participations[part].context);
  return new Set(contexts.filter((context) => context !== null));
}

function tiesShown(body) {
  return tiesOf[body].filter((tie) => view.ties.has(tie)).length;
}

function showTables() {
  for (const name of Object.keys(tables)) showTable(name);
  markRows();
}

function showTable(name) {
  const table = tables[name];
  const all = name === "ties" ? scope.ties : scope.bodies;
  table.tab.replaceChildren(t(`${name}Tab`), " ", make("span.number", {}, String(all.size)));
  table.pane.replaceChildren();
  if (table.pane.hidden) return;
  const places = firstRows(all.keys(), table.limit, rowOrder(name));
  const body = make("tbody", { role: "rowgroup" }, ...places.map((place) => row(name, place)));
  const caption = make("caption.unseen", {}, t(`${name}Caption`));
  // The roles say again what the elements are: on a phone the rows become blocks, and a browser would forget it.
  const content = make("table", { class: name, role: "table" }, caption, make("thead", { role: "rowgroup" }, heads(name)), body);
  table.pane.replaceChildren(places.length ? content : make("p.none", {}, nothingFits(name)));
  if (all.size > table.limit) table.pane.append(moreButton(name, all.size - table.limit));
}

function nothingFits(name) {
  if (!data.ties.length && name === "ties") return t("howToEmpty");
  return t(name === "ties" ? "noRows" : "noBodyRows");
}

/** How two rows of a table follow each other: by the chosen column, then by its first two. */
function rowOrder(name) {
  const { sort, down } = tables[name];
  const columns = COLUMNS[name];
  const way = down ? -1 : 1;
  const compared = (number, one, other) => by(columns[number].value(one), columns[number].value(other));
  return (one, other) => way * compared(sort, one, other) || compared(0, one, other) || compared(1, one, other);
}

/** The first so many in that order. A large table shows few of its rows: the others are not sorted. */
function firstRows(places, most, order) {
  const kept = [];
  for (const place of places) {
    if (kept.length === most && order(place, kept[most - 1]) >= 0) continue;
    kept.splice(seatIn(kept, place, order), 0, place);
    if (kept.length > most) kept.pop();
  }
  return kept;
}

/** Where it goes in a sorted list: after all that are not behind it. */
function seatIn(kept, place, order) {
  let [low, high] = [0, kept.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(place, kept[middle]) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

function by(one, other) {
  return typeof one === "number" ? one - other : compare(one, other);
}

function heads(name) {
  return make("tr", { role: "row" }, ...COLUMNS[name].map((column, number) => head(name, column, number)));
}

function head(name, column, number) {
  const { sort, down } = tables[name];
  const order = sort === number ? (down ? "descending" : "ascending") : "none";
  const button = make("button.sort", { type: "button", on: { click: () => sortBy(name, number) } }, t(column.name));
  return make("th", { scope: "col", role: "columnheader", "aria-sort": order, class: column.css }, button);
}

function sortBy(name, number) {
  const table = tables[name];
  const numeric = name === "ties" ? number === 3 : number > 1;
  table.down = table.sort === number ? !table.down : numeric;
  table.sort = number;
  showTable(name);
  markRows();
  table.pane.querySelectorAll(".sort")[number].focus();
}

function row(name, place) {
  const cells = COLUMNS[name].map((column, number) =>
    make(number ? "td" : "th", number ? { role: "cell", class: column.css } : { role: "rowheader", scope: "row" }, column.cell(place)),
  );
  const click = (event) => chooseRow(event, KINDS[name], place);
  return make("tr", { role: "row", "data-place": String(place), on: { click } }, ...cells);
}

/** A click anywhere in a row does what its button does. */
function chooseRow(event, kind, place) {
  if (event.target.closest("button")) return;
  select(kind, place);
}

function markRows() {
  for (const [name, kind] of Object.entries(KINDS))
    for (const element of tables[name].pane.querySelectorAll("tbody tr")) {
      const chosen = state.selection?.kind === kind && element.dataset.place === String(state.selection.place);
      if (chosen) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    }
}

function moreButton(name, left) {
  const click = () => {
    const first = tables[name].limit;
    tables[name].limit += STEP * 5;
    showTable(name);
    tables[name].pane.querySelectorAll("tbody .opener")[first]?.focus();
  };
  return make("button.button", { type: "button", on: { click } }, t("more", { n: Math.min(left, STEP * 5) }));
}

// --- tabs

for (const [name, { tab }] of Object.entries(tables)) {
  tab.addEventListener("click", () => openTab(name));
  tab.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const other = event.key === "Home" ? "ties" : event.key === "End" ? "bodies" : name === "ties" ? "bodies" : "ties";
    openTab(other);
    tables[other].tab.focus();
  });
}

function openTab(name) {
  for (const [other, { tab, pane }] of Object.entries(tables)) {
    tab.setAttribute("aria-selected", String(other === name));
    tab.tabIndex = other === name ? 0 : -1;
    pane.hidden = other !== name;
  }
  showTable(name);
  markRows();
}
