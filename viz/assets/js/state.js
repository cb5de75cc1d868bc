/**
 * What the page holds: the data it was written with, what is selected and what is filtered. All else is drawn from
 * these; whoever changes them calls `changed`, and every part of the page draws itself again.
 *
 * @typedef {{sv: string, en: string}} Names
 * @typedef {{iri: string, key: string, label: Names, caption: {sv: string[], en: string[]}, kind: string,
 *   aliases: string[], identifiers: {scheme: string, value: string, link: string | null}[], participations: number[],
 *   via: Record<string, string>, possible: number[], unnamed: boolean}} Body
 * @typedef {{context: number, certain: boolean, participations: number[]}} Evidence
 * @typedef {{a: number, b: number, key: string, certain: boolean, weight: number, evidence: Evidence[]}} Tie
 * @typedef {{key: string, kind: string, code: string | null, label: string, report: number | null,
 *   document: number | null, modality: string | null, purpose: string | null}} Context
 * @typedef {{context: number | null, label: string, mention: string | null, role: string | null,
 *   modality: string | null, through: string | null, open: boolean, implicit: boolean, unspecified: boolean,
 *   group: string | null, quote: number | null, marks: [number, number][]}} Participation
 * @typedef {{document: number | null, start: number | null, end: number | null, text: string}} Quote
 * @typedef {{shape: string, light: string, dark: string, hollow: boolean, dashed: boolean, label: Names}} Look
 * @typedef {{kind: "body" | "tie" | "action", place: number}} Selection
 * @typedef {{query: string, report: string, role: string, certainty: string}} Filters
 * @typedef {"network" | "actions" | "matrix"} ViewName
 * @typedef {{bodies: number[], label: Names, point: [number, number], radius: number,
 *   ties: [number, number, number][]}} Community a group of bodies; `ties`: other group, number, how many are certain
 */

/**
 * @type {{title: string, language: "sv" | "en", texts: Record<string, Record<string, any>>, bodies: Body[], ties: Tie[],
 *   documents: {key: string, label: string, file: string | null, date: string | null}[],
 *   reports: {key: string, label: string, document: number | null}[], contexts: Context[],
 *   participations: Participation[], quotes: Quote[], roles: Record<string, Names & {group?: string}>,
 *   modalities: Record<string, Names>, looks: Record<string, Look>,
 *   layout: {wide: [number, number][], tall: [number, number][]}, sizes: number[], widths: number[],
 *   drawing: {nodes: any[], edges: any[], options: any} | null, focus: number | null, groups?: Community[],
 *   columns?: {bodies: ([number, number] | null)[], contexts: ([number, number] | null)[]}}}
 */
const data = JSON.parse(document.getElementById("data").textContent);

/** @type {Filters} */
const UNFILTERED = { query: "", report: "", role: "", certainty: "" };

/** @type {ViewName[]} the views of the same data; the first one opens */
const VIEWS = ["network", "actions", "matrix"];

/**
 * `focus` is the body in whose surroundings the reader is (null: the whole), `steps` how far they reach; `group` is the
 * group of a large network that is open.
 * @type {{language: "sv" | "en", view: ViewName, focus: number | null, steps: 1 | 2, group: number | null,
 *   selection: Selection | null, filters: Filters}}
 */
const state = {
  language: data.language, view: VIEWS[0], focus: null, steps: 1, group: null, selection: null, filters: { ...UNFILTERED },
};

/** @type {((what: string) => void)[]} */
const watchers = [];

/** Calls `watcher` after each change with what changed: "language", "view", "focus" (or group), "selection",
 * "filters", "theme" or "all". */
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

/** @returns {number} the body at the other end of a tie */
function partner(tie, body) {
  return tie.a === body ? tie.b : tie.a;
}

const LISTS = { body: data.bodies, tie: data.ties, action: data.contexts };

/** Selects a body, a tie or an action (or nothing) and keeps it in the address, so that a link opens the same. */
function select(kind, place) {
  state.selection = kind === null ? null : { kind, place };
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

function remember(asStep) {
  const parts = new URLSearchParams();
  if (state.selection) parts.set(state.selection.kind, LISTS[state.selection.kind][state.selection.place].key);
  for (const [name, value] of Object.entries(state.filters)) if (value) parts.set(name, value);
  if (state.view !== VIEWS[0]) parts.set("view", state.view);
  if (state.focus !== data.focus) parts.set("focus", state.focus === null ? "" : data.bodies[state.focus].key);
  if (state.focus !== null && state.steps !== 1) parts.set("steps", String(state.steps));
  if (state.group !== null) parts.set("group", groupKey(data.groups[state.group]));
  if (state.language !== data.language) parts.set("lang", state.language);
  const address = "#" + parts.toString();
  if (address === (location.hash || "#")) return;
  if (asStep) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

/** Takes view, focus, selection, filters and language from the address; what it does not know it passes over. */
function recall() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const kind = /** @type {Selection["kind"]} */ (Object.keys(LISTS).find((name) => parts.has(name)));
  const place = kind ? LISTS[kind].findIndex((item) => item.key === parts.get(kind)) : -1;
  state.selection = place < 0 ? null : { kind, place };
  for (const name of Object.keys(UNFILTERED)) state.filters[name] = parts.get(name) ?? "";
  state.view = VIEWS.find((name) => name === parts.get("view")) ?? VIEWS[0];
  state.focus = parts.has("focus") ? placed(data.bodies.findIndex((body) => body.key === parts.get("focus"))) : data.focus;
  if (!parts.size && data.focus !== null) state.selection = { kind: "body", place: data.focus };
  state.group = parts.has("group") ? placed((data.groups ?? []).findIndex((group) => groupKey(group) === parts.get("group"))) : null;
  state.steps = parts.get("steps") === "2" ? 2 : 1;
  const language = parts.get("lang") ?? data.language;
  state.language = Object.hasOwn(data.texts, language) ? /** @type {any} */ (language) : data.language;
}

/** @returns {number | null} the place found, null for the -1 of what was not */
function placed(place) {
  return place < 0 ? null : place;
}
