/**
 * What the page holds: the data it was written with, what is selected and what is filtered. All else is drawn from
 * these; whoever changes them calls `changed`, and every part of the page draws itself again.
 *
 * @typedef {{sv: string, en: string}} Names
 * @typedef {{iri: string, key: string, label: Names, caption: {sv: string[], en: string[]}, kind: string,
 *   aliases: string[], identifiers: {scheme: string, value: string, link: string | null}[], participations: number[],
 *   via: Record<string, string>, possible: number[], unnamed: boolean, links: Linked[], page: string | null}} Body
 * @typedef {{label: Names, address: Address, how: string | null, data: string | null, grounds: string | null,
 *   by: Address | null, comment: string | null,
 *   facts: {label: Names, value: Names & {link: string | null}, source: string | null, date: string | null}[]}} Linked
 * @typedef {{context: number, certain: boolean, participations: number[]}} Evidence
 * @typedef {{a: number, b: number, key: string, certain: boolean, weight: number, evidence: Evidence[]}} Tie
 * @typedef {{key: string, kind: string, code: string | null, label: string, report: number | null,
 *   document: number | null, modality: string | null, purpose: string | null, heading: [number, number] | null}} Context
 * @typedef {{context: number | null, label: string, mention: string | null, role: string | null,
 *   modality: string | null, through: string | null, open: boolean, implicit: boolean, unspecified: boolean,
 *   group: string | null, rule: string | null, confidence: number | null, cue: string | null, quote: number | null,
 *   marks: [number, number][], at: [number, number] | null}} Participation
 * @typedef {{document: number | null, start: number | null, end: number | null, text: string, line: number | null,
 *   page: number | null}} Quote
 * @typedef {{text: string, link: string | null}} Address
 * @typedef {{shape: string, light: string, dark: string, hollow: boolean, dashed: boolean, label: Names}} Look
 * @typedef {{key: string, body: number, context: number, parts: number[]}} Cell
 * @typedef {{kind: "body" | "tie" | "action" | "cell", place: number}} Selection
 * @typedef {{query: string, document: string, report: string, kind: string, role: string, certainty: string}} Filters
 * @typedef {{table: string, rows: string, columns: string}} Options
 * @typedef {"network" | "actions" | "matrix"} ViewName
 * @typedef {{actions: number[], possibleActions: number[], partners: number[], possiblePartners: number[],
 *   reports: number[][], kinds: number[][], bridge: number[] | null, sampled: number | null,
 *   group: (number | null)[] | null, single: number[], withoutOwner: number[], withoutPartner: number[]}} Analysis
 * @typedef {{bodies: number[], label: Names, point: [number, number], radius: number,
 *   ties: [number, number, boolean][]}} Community a group of bodies; `ties`: other group, number, if any is certain
 */

/**
 * @type {{title: string, language: "sv" | "en", texts: Record<string, Record<string, any>>, bodies: Body[], ties: Tie[],
 *   documents: {key: string, label: string, file: string | null, date: string | null, issuer: string | null,
 *     text: string | null}[],
 *   reports: {key: string, label: string, document: number | null, heading: [number, number] | null}[],
 *   contexts: Context[], rules: Record<string, Names & {found: number | null, right: number | null}>,
 *   about: {generator: string | null, licence: Address | null, contact: Address | null, measuredOn: Names | null,
 *     measurements: {label: Names | null, texts: number | null, claims: number | null, precision: number, recall: number}[]},
 *   participations: Participation[], quotes: Quote[], roles: Record<string, Names & {group?: string}>,
 *   modalities: Record<string, Names>, schemes: Record<string, Names>, looks: Record<string, Look>, analysis: Analysis,
 *   layout: {wide: [number, number][], tall: [number, number][]}, sizes: number[], widths: number[],
 *   drawing: {nodes: any[], edges: any[], options: any} | null, focus: number | null, groups: Community[],
 *   columns: {bodies: ([number, number] | null)[], contexts: ([number, number] | null)[]}}}
 */
const data = JSON.parse(document.getElementById("data").textContent);

/** @type {Filters} */
const UNFILTERED = { query: "", document: "", report: "", kind: "", role: "", certainty: "" };

/** @type {Options} which table is open, and how the matrix is sorted; empty where nothing was chosen */
const UNCHOSEN = { table: "", rows: "", columns: "" };

/** @type {ViewName[]} the views of the same data; the first one opens */
const VIEWS = ["network", "actions", "matrix"];

/**
 * `focus` is the body in whose surroundings the reader is (null: the whole), `steps` how far they reach; `group` is the
 * group of a large network that is open; `text` is the document whose text is open, at a code point of it.
 * @type {{language: "sv" | "en", view: ViewName, focus: number | null, steps: 1 | 2, group: number | null,
 *   selection: Selection | null, filters: Filters, options: Options, text: {document: number, at: number | null} | null}}
 */
const state = {
  language: data.language, view: VIEWS[0], focus: null, steps: 1, group: null, selection: null, filters: { ...UNFILTERED },
  options: { ...UNCHOSEN }, text: null,
};

/** @type {((what: string) => void)[]} */
const watchers = [];

/** Calls `watcher` after each change with what changed: "language", "view", "focus" (or group), "selection",
 * "filters", "options", "theme" or "all". */
function watch(watcher) {
  watchers.push(watcher);
}

function changed(what) {
  for (const watcher of watchers) watcher(what);
}

/** Which bodies take part in each participation, and which ties each body has. */
const bodiesOf = data.participations.map(() => /** @type {number[]} */ ([]));
data.bodies.forEach((body, place) => {
  for (const part of body.participations) bodiesOf[part].push(place);
});
const tiesOf = data.bodies.map(() => /** @type {number[]} */ ([]));
data.ties.forEach((tie, place) => {
  tiesOf[tie.a].push(place);
  if (tie.b !== tie.a) tiesOf[tie.b].push(place);
});

/** The participations in each context. */
const partsOf = data.contexts.map(() => /** @type {number[]} */ ([]));
data.participations.forEach(({ context }, part) => context !== null && partsOf[context].push(part));

/** @returns {number} the body at the other end of a tie */
function partner(tie, body) {
  return tie.a === body ? tie.b : tie.a;
}

const LISTS = { body: data.bodies, tie: data.ties, action: data.contexts, cell: /** @type {Cell[]} */ ([]) };

/** Selects a body, a tie, an action or a cell of the matrix (or nothing) and keeps it in the address, so that a link opens the same. */
function select(kind, place) {
  state.selection = kind === null ? null : { kind, place };
  state.text = null;
  remember(true);
  changed("selection");
}

/** Changes to another view of the same data. */
function show(view) {
  state.view = view;
  remember(true);
  changed("view");
}

/** Goes to the surroundings of a body, up to so many steps away; null goes back to the whole. */
function focusOn(place, steps = state.steps) {
  state.focus = place;
  state.steps = steps;
  remember(true);
  changed("focus");
}

/** Goes to a body: its surroundings in the picture and its panel, in one step of the address. */
function visit(place) {
  state.focus = place;
  state.selection = { kind: "body", place };
  remember(true);
  changed("focus");
  changed("selection");
}

/** Opens a group of a large network; null goes back to all groups. */
function openGroup(place) {
  state.group = place;
  state.focus = null;
  remember(true);
  changed("focus");
}

/** A group is called by its first body. */
function groupKey(group) {
  return data.bodies[group.bodies[0]].key;
}

function filter(changes) {
  Object.assign(state.filters, changes);
  remember(false);
  changed("filters");
}

/** Chooses a table or an order; the address keeps it. */
function option(changes) {
  Object.assign(state.options, changes);
  remember(false);
  changed("options");
}

function remember(asStep) {
  const parts = new URLSearchParams();
  if (state.selection) parts.set(state.selection.kind, LISTS[state.selection.kind][state.selection.place].key);
  for (const [name, value] of Object.entries({ ...state.filters, ...state.options })) if (value) parts.set(name, value);
  if (state.view !== VIEWS[0]) parts.set("view", state.view);
  if (state.focus !== data.focus) parts.set("focus", state.focus === null ? "" : data.bodies[state.focus].key);
  if (state.focus !== null && state.steps !== 1) parts.set("steps", String(state.steps));
  if (state.text) parts.set("text", data.documents[state.text.document].key);
  if (state.text && state.text.at !== null) parts.set("at", String(state.text.at));
  if (state.group !== null) parts.set("group", groupKey(data.groups[state.group]));
  if (state.language !== data.language) parts.set("lang", state.language);
  const address = "#" + parts.toString();
  if (address === (location.hash || "#")) return;
  if (asStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Takes view, focus, selection, filters, open text and language from the address; what it does not know it passes over. */
function recall() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const kind = /** @type {Selection["kind"]} */ (Object.keys(LISTS).find((name) => parts.has(name)));
  const named = (item) => item.key === parts.get(kind) || (kind === "body" && item.iri === parts.get(kind));
  const place = kind ? LISTS[kind].findIndex(named) : -1;
  state.selection = place < 0 ? null : { kind, place };
  for (const name of Object.keys(UNFILTERED)) state.filters[name] = parts.get(name) ?? "";
  for (const name of Object.keys(UNCHOSEN)) state.options[name] = parts.get(name) ?? "";
  state.view = VIEWS.find((name) => name === parts.get("view")) ?? VIEWS[0];
  state.focus = parts.has("focus") ? placed(data.bodies.findIndex((body) => body.key === parts.get("focus"))) : data.focus;
  if (![...parts].length && data.focus !== null) state.selection = { kind: "body", place: data.focus };
  state.group = parts.has("group") ? placed(data.groups.findIndex((group) => groupKey(group) === parts.get("group"))) : null;
  state.steps = parts.get("steps") === "2" ? 2 : 1;
  const document = data.documents.findIndex((item) => item.text !== null && item.key === parts.get("text"));
  const at = /^\d{1,9}$/.test(parts.get("at") ?? "") ? Number(parts.get("at")) : null;
  state.text = document < 0 ? null : { document, at };
  const language = parts.get("lang") ?? data.language;
  state.language = Object.hasOwn(data.texts, language) ? /** @type {any} */ (language) : data.language;
}

/** @returns {number | null} the place found, null for the -1 of what was not */
function placed(place) {
  return place < 0 ? null : place;
}
