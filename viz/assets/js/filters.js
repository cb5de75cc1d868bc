/**
 * Which ties, bodies and actions pass the filters, and how: under a filter a tie rests on less, so it may be less
 * certain.
 *
 * A tie passes where some of its evidence has the document, the report and the role that are asked for, where one of its
 * ends is of the kind, and where names and titles hold all words. An action passes where some body takes part in it that
 * way. `bodies` are all that are needed to show the ties; `listed` leaves out those that are not of the kind.
 *
 * @typedef {{place: number, certain: boolean, weight: number, evidence: Evidence[]}} Shown
 * @typedef {{ties: Map<number, Shown>, bodies: Set<number>, listed: Set<number>, contexts: Set<number>, filtered: boolean}} View
 * @typedef {{all: number, bodies: Uint32Array, contexts: Uint32Array}} Words
 */

const bodyWords = data.bodies.map((body) =>
  fold([body.label.sv, body.label.en, ...body.aliases, ...body.identifiers.map((id) => id.value)].join(" ")),
);
const contextWords = data.contexts.map((context) => fold(`${context.code ?? ""} ${context.label}`));

/** What can be asked for by each filter, in the order in which it is offered. */
const CHOICES = {
  document: data.documents.map((document) => document.key),
  report: [...data.reports.map((report) => report.key), ...(data.contexts.some((context) => context.report === null) ? ["none"] : [])],
  kind: Object.keys(data.looks),
  role: [...new Set(data.participations.map((part) => part.role).filter(Boolean))],
  certainty: ["certain", "possible"],
};

/** @type {Words} */
let searched;
/** @type {View} */
let view = compute();

watch((what) => {
  if (what === "all") passOver();
  if (what === "filters" || what === "all") view = compute();
});

/** Takes away what the address asks for and nothing could have. */
function passOver() {
  for (const [name, choices] of Object.entries(CHOICES)) if (!choices.includes(state.filters[name])) state.filters[name] = "";
}

/** @returns {View} */
function compute() {
  searched = findWords(state.filters.query);
  const filtered = Object.values(state.filters).some(Boolean);
  const ties = new Map();
  data.ties.forEach((tie, place) => {
    const shown = passing(tie, place);
    if (shown) ties.set(place, shown);
  });
  const bodies = passingBodies(ties, filtered);
  const listed = state.filters.kind ? new Set([...bodies].filter((place) => kindPasses(place))) : bodies;
  return { ties, bodies, listed, contexts: passingContexts(), filtered };
}

/** Which of the words each name and each title holds, a bit for each word. Of more than thirty words the rest is left out. */
function findWords(query) {
  const words = wordsOf(query).slice(0, 30);
  const bits = (text) => words.reduce((found, word, place) => (text.includes(word) ? found | (1 << place) : found), 0);
  const all = 2 ** words.length - 1;
  return { all, bodies: Uint32Array.from(bodyWords, all ? bits : () => 0), contexts: Uint32Array.from(contextWords, all ? bits : () => 0) };
}

function passing(tie, place) {
  const { document, report, role, certainty } = state.filters;
  const narrowed = Boolean(document || report || role);
  const evidence = narrowed ? tie.evidence.filter((item) => evidencePasses(item)) : tie.evidence;
  if (narrowed && !evidence.length) return null;
  const certain = narrowed ? evidence.some((item) => item.certain) : tie.certain;
  if (certainty && (certainty === "certain") !== certain) return null;
  if (!kindPasses(tie.a) && !kindPasses(tie.b)) return null;
  if (!wordsHeld(tie, evidence)) return null;
  return { place, certain, evidence, weight: narrowed ? evidence.length : tie.weight };
}

function evidencePasses(item) {
  return contextPasses(item.context) && rolePasses(item.participations);
}

function contextPasses(place) {
  return documentPasses(place) && reportPasses(place);
}

function documentPasses(place) {
  return !state.filters.document || documentOf(place) === state.filters.document;
}

function documentOf(place) {
  const found = data.contexts[place].document;
  return found === null ? "" : data.documents[found].key;
}

function reportPasses(place) {
  return !state.filters.report || reportOf(place) === state.filters.report;
}

/** The key of an action's report, "none" where it has none. */
function reportOf(place) {
  const found = data.contexts[place].report;
  return found === null ? "none" : data.reports[found].key;
}

function rolePasses(parts) {
  return !state.filters.role || parts.some((part) => data.participations[part].role === state.filters.role);
}

function kindPasses(body) {
  return !state.filters.kind || data.bodies[body].kind === state.filters.kind;
}

function wordsHeld(tie, evidence) {
  if (!searched.all) return true;
  const held = evidence.reduce((bits, item) => bits | searched.contexts[item.context], searched.bodies[tie.a] | searched.bodies[tie.b]);
  return held === searched.all;
}

/** Bodies with a tie that passes; and, where no certainty is asked for, those whose own part passes without a tie. */
function passingBodies(ties, filtered) {
  const bodies = new Set();
  for (const place of ties.keys()) bodies.add(data.ties[place].a).add(data.ties[place].b);
  data.bodies.forEach((body, place) => {
    if (!filtered || (!state.filters.certainty && ownPartPasses(body, place))) bodies.add(place);
  });
  return bodies;
}

function ownPartPasses(body, place) {
  if (searched.bodies[place] !== searched.all || !kindPasses(place)) return false;
  const { document, report, role } = state.filters;
  return (!document && !report && !role) || partsShown(body).length > 0;
}

/** The participations of a body that pass the filters by document, report and role. */
function partsShown(body) {
  return body.participations.filter((part) => {
    const { context } = data.participations[part];
    return (context === null ? !state.filters.report && !state.filters.document : contextPasses(context)) && rolePasses([part]);
  });
}

/** Actions in which someone takes part as asked for; and those without anyone, where nothing is asked of who takes part. */
function passingContexts() {
  const places = data.contexts.map((_, place) => place);
  return new Set(places.filter((place) => contextPasses(place) && (cellsIn[place].length ? someonePasses(place) : standsAlone(place))));
}

function someonePasses(context) {
  const shown = cellsIn[context].filter((place) => cellParts(cells[place]).length > 0);
  return shown.some((place) => searched.all === (searched.bodies[cells[place].body] | searched.contexts[context]));
}

function standsAlone(context) {
  const { kind, role, certainty } = state.filters;
  return !kind && !role && !certainty && searched.contexts[context] === searched.all;
}

/** Those parts of a cell that pass the filters by kind of body, role and certainty. */
function cellParts({ body, parts }) {
  return kindPasses(body) ? parts.filter((part) => rolePasses([part]) && certaintyPasses(body, part)) : [];
}

function certaintyPasses(body, part) {
  return !state.filters.certainty || (state.filters.certainty === "possible") === isPossible(body, part);
}
