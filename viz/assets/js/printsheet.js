/**
 * Paper. With a body selected the page prints one body's sheet: its actions, roles, partners and quotes, the same that
 * `viz.sheet` writes, whatever the filters say. With a tie, an action or a cell selected it prints the panel with all that is
 * folded opened, with nothing selected the tables with all their rows. What was changed for it is put back afterwards.
 */

/** What to undo after printing. @type {(() => void)[]} */
let toUndo = [];

addEventListener("beforeprint", () => {
  putBack();
  const kind = state.selection?.kind ?? "none";
  document.documentElement.dataset.printing = kind;
  toUndo.push(() => delete document.documentElement.dataset.printing);
  if (kind === "body") putSheet(state.selection.place);
  else if (kind === "none") showAllRows();
  else openDetails();
});
addEventListener("afterprint", putBack);

function putBack() {
  for (const step of toUndo.splice(0).reverse()) step();
}

function putSheet(place) {
  const element = bodySheet(place);
  document.body.append(element);
  toUndo.push(() => element.remove());
}

function openDetails() {
  for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (panel.querySelectorAll("details:not([open])"))) {
    details.open = true;
    toUndo.push(() => (details.open = false));
  }
}

/** Every row that passes the filters, each table under a heading of its own. */
function showAllRows() {
  for (const [name, { title, places, uncounted }] of Object.entries(TABLES)) {
    const { limit } = tableStates[name];
    tableStates[name].limit = Infinity;
    showTable(name);
    const number = uncounted ? "" : ` ${[...places()].length.toLocaleString(state.language)}`;
    paneOf(name).prepend(make("h2.paper", {}, `${t(title)}${number}`));
    toUndo.push(() => {
      tableStates[name].limit = limit;
      showTable(name);
    });
  }
  markRows();
  toUndo.push(markRows);
}

/** The button in a body's panel. */
function sheetButton() {
  return make("p", {}, make("button.button.print", { type: "button", on: { click: () => print() } }, t("sheetButton")));
}

// --- the sheet

function bodySheet(place) {
  const name = bdi(nameOf(place));
  const running = make("div.sheet-running", { "aria-hidden": "true" }, make("p", {}, name, " ", make("span", {}, t("sheetTitle"))));
  const content = [sheetHead(place), sheetTies(place), sheetParts(place), sheetFoot()];
  return make("section.sheet", { id: "sheet", "aria-label": t("sheetTitle") }, running, make("div.sheet-body", {}, ...content));
}

function sheetHead(place) {
  const body = data.bodies[place];
  const contexts = new Set(body.participations.map((part) => data.participations[part].context).filter((context) => context !== null));
  const ties = tiesOf[place].length;
  const summary = [contextCounts([...contexts].sort((a, b) => a - b)), ties ? count(t("ties"), ties) : ""].filter(Boolean).join(" · ");
  return make(
    "header.sheet-head",
    {},
    make("p.sheet-kind", {}, bdi(kindOf(body))),
    make("h1", {}, bdi(nameOf(place))),
    body.aliases.length > 0 && make("p.sheet-small", {}, t("otherNames"), ": ", ...namesListed(body.aliases)),
    body.identifiers.length > 0 && make("p.sheet-small", {}, bdi(body.identifiers.map(({ scheme, value }) => `${schemeOf(scheme)} ${value}`).join(" · "))),
    body.links.length > 0 && make("p.sheet-small", {}, t("linksTitle"), ": ", ...namesListed(body.links.map(linkWords))),
    make("p.sheet-summary", {}, summary || t("noParts")),
    body.unnamed && make("p.sheet-small", {}, t("unnamed")),
  );
}

/** A link in words: how, to what, in which data. */
function linkWords(link) {
  return `${howOf(link)} ${link.label[state.language]}${link.data ? ` (${link.data})` : ""}`;
}

/** Names with commas between them. */
function namesListed(names) {
  return names.flatMap((name, number) => (number ? [", ", bdi(name)] : [bdi(name)]));
}

function sheetTies(place) {
  const sides = [["sheetCertain", true], ["sheetPossible", false]];
  const blocks = sides.map(([title, certain]) => sheetSide(place, title, certain));
  return make("section.sheet-ties", {}, make("h2", {}, t("partners")), ...blocks);
}

function sheetSide(place, title, certain) {
  const ties = tiesOf[place].filter((tie) => data.ties[tie].certain === certain);
  const other = (tie) => partner(data.ties[tie], place);
  ties.sort((a, b) => data.ties[b].weight - data.ties[a].weight || nameRank(other(a)) - nameRank(other(b)));
  const groups = grouped(ties, (tie) => contextCounts(data.ties[tie].evidence.map((item) => item.context)));
  const names = (own) => namesListed(own.map((tie) => nameOf(other(tie))));
  const row = ([basis, own]) => make("li", {}, basis && make("span", {}, `${basis}:`), basis && " ", ...names(own));
  const content = ties.length ? make("ul", {}, ...[...groups].map(row)) : make("p.sheet-small", {}, t("sheetNone"));
  return make("div", {}, make("h3", {}, t(title), " ", make("span", {}, String(ties.length))), content);
}

/** The contexts by report, each with the body's parts in it. */
function sheetParts(place) {
  const contexts = grouped(data.bodies[place].participations, (part) => data.participations[part].context);
  const content = [];
  let report = /** @type {number | null | undefined} */ (undefined);
  for (const context of [...contexts.keys()].sort(byReport)) {
    const found = context === null ? null : data.contexts[context].report;
    if (found !== report) content.push(make("h3", {}, found === null ? t("sheetElsewhere") : bdi(data.reports[found].label)));
    report = found;
    content.push(sheetMatter(place, context, contexts.get(context)));
  }
  const none = !content.length && make("p.sheet-small", {}, t("noParts"));
  return make("section.sheet-parts", {}, make("h2", {}, t("sheetParts")), none, ...content);
}

/** Reports as they come, in each as the numbers go; what has none stands last. */
function byReport(one, other) {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const [a, b] = [data.contexts[one], data.contexts[other]];
  const last = (value) => Number(value === null);
  return (
    last(a.report) - last(b.report) || a.report - b.report || last(a.code) - last(b.code) ||
    order.en.compare(a.code ?? "", b.code ?? "") || one - other
  );
}

function sheetMatter(place, context, parts) {
  const known = context === null ? null : data.contexts[context];
  const chips = known === null ? [] : [known.kind !== "Action" && contextName(known), known.modality && modalityOf(known.modality)];
  const title = [
    ...(known?.code ? [make("span.sheet-code", {}, known.code), " "] : []),
    bdi(known?.label ?? data.participations[parts[0]].label),
    ...chips.filter(Boolean).flatMap((chip) => [" ", make("span.sheet-chip", {}, chip)]),
  ];
  return make(
    "article.sheet-matter",
    {},
    make("h4", {}, ...title),
    make("p.sheet-part", {}, ...sheetRoles(place, parts), ...(context === null ? [] : sheetOthers(context, parts))),
    ...sheetQuotes(parts),
  );
}

/** The roles of the body, each different one once. */
function sheetRoles(place, parts) {
  const found = new Map();
  for (const part of parts) {
    const { role, through } = data.participations[part];
    const words = [through && t("through", { name: through }), ...notes(place, part).map((note) => note.textContent)].filter(Boolean);
    const text = words.map((word) => ` · ${word}`).join("");
    found.set(`${role}${text}`, [make("strong", {}, roleOf(role)), text]);
  }
  return [...found.values()].flatMap((words, number) => (number ? ["; ", ...words] : words));
}

/** Who else the text names in the context, each with their role. */
function sheetOthers(context, parts) {
  const others = partsOf[context].filter((part) => !parts.includes(part)).map((part) => data.participations[part]);
  const names = new Set(others.map((part) => `${part.label} (${roleOf(part.role)})`));
  return names.size ? [" · ", bdi(t("sheetWith", { names: [...names].join(", ") }))] : [];
}

function sheetQuotes(parts) {
  return [...partsByQuote(parts)].map(([place, own]) => {
    const quote = data.quotes[place];
    const number = (n) => n.toLocaleString(state.language);
    const known = quote.start !== null && quote.end !== null;
    const where = known ? ` ${t("characters", { start: number(quote.start), end: number(quote.end) })}` : "";
    const source = quote.document === null ? "" : `[${quote.document + 1}]`;
    return make("blockquote", {}, make("p", { dir: "auto" }, ...pieces(quote.text, marksOf(own))), " ", make("cite", {}, source, where));
  });
}

function sheetFoot() {
  const sources = data.documents.map(({ label, date, file }) => {
    const name = `${label}, ${date ?? t("sheetUndated")}`;
    return make("li", {}, bdi(file && file !== label ? `${name} (${file})` : name));
  });
  const how = [t("sheetHowParts"), t("sheetHowTies"), t("sheetHowPlans")].join(" ");
  return make(
    "footer.sheet-foot",
    {},
    make("section", {}, make("h2", {}, t("sheetSources")), make("ol", {}, ...sources)),
    make("section", {}, make("h2", {}, t("sheetHow")), make("p", {}, how)),
  );
}
