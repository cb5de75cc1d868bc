/** Which ties and bodies pass the filters, and how: under a filter a tie rests on less, so it may be less certain. */

/**
 * @typedef {{place: number, certain: boolean, weight: number, evidence: Evidence[]}} Shown
 * @typedef {{ties: Map<number, Shown>, bodies: Set<number>, filtered: boolean}} View
 */

const bodyWords = data.bodies.map((body) =>
  fold([body.label.sv, body.label.en, ...body.aliases, ...body.identifiers.map((id) => id.value)].join(" ")),
);
const contextWords = data.contexts.map((context) => fold(`${context.code ?? ""} ${context.label}`));

/** @type {Map<string, {bodies: boolean[], contexts: boolean[]}>} */
const held = new Map();

/** @type {View} */
let view = compute();

watch((what) => {
  if (what === "filters" || what === "all") view = compute();
});

/** @returns {View} */
function compute() {
  const words = fold(state.filters.query).split(/\s+/).filter(Boolean);
  const filtered = Object.values(state.filters).some(Boolean);
  const ties = new Map();
  data.ties.forEach((tie, place) => {
    const shown = passing(tie, place, words);
    if (shown) ties.set(place, shown);
  });
  return { ties, bodies: passingBodies(ties, words, filtered), filtered };
}

function passing(tie, place, words) {
  const { report, role, certainty } = state.filters;
  const narrowed = Boolean(report || role);
  const evidence = narrowed ? tie.evidence.filter((item) => evidencePasses(item)) : tie.evidence;
  if (narrowed && !evidence.length) return null;
  const certain = narrowed ? evidence.some((item) => item.certain) : tie.certain;
  if (certainty && (certainty === "certain") !== certain) return null;
  if (words.length && !tieHasWords(words, tie, evidence)) return null;
  return { place, certain, evidence, weight: narrowed ? evidence.length : tie.weight };
}

function evidencePasses(item) {
  return contextPasses(item.context) && rolePasses(item.participations);
}

function contextPasses(place) {
  const { report } = state.filters;
  if (!report) return true;
  const found = data.contexts[place].report;
  return report === "none" ? found === null : found !== null && data.reports[found].key === report;
}

function rolePasses(parts) {
  return !state.filters.role || parts.some((part) => data.participations[part].role === state.filters.role);
}

/** Whether each word is found at one end of the tie, at the other or in one of its contexts. */
function tieHasWords(words, tie, evidence) {
  return words.every((word) => {
    const { bodies, contexts } = holding(word);
    return bodies[tie.a] || bodies[tie.b] || evidence.some((item) => contexts[item.context]);
  });
}

/** Which bodies and contexts hold a word: looked up once for all ties. */
function holding(word) {
  if (!held.has(word)) {
    if (held.size > 20) held.clear();
    held.set(word, { bodies: bodyWords.map((text) => text.includes(word)), contexts: contextWords.map((text) => text.includes(word)) });
  }
  return held.get(word);
}

function wordsFound(words, text) {
  return words.every((word) => text.includes(word));
}

/** Bodies with a tie that passes; and, where no certainty is asked for, those whose own part passes without a tie. */
function passingBodies(ties, words, filtered) {
  const bodies = new Set();
  for (const place of ties.keys()) bodies.add(data.ties[place].a).add(data.ties[place].b);
  data.bodies.forEach((body, place) => {
    if (!filtered || (!state.filters.certainty && ownPartPasses(body, place, words))) bodies.add(place);
  });
  return bodies;
}

function ownPartPasses(body, place, words) {
  if (words.length && !wordsFound(words, bodyWords[place])) return false;
  const { report, role } = state.filters;
  return (!report && !role) || partsShown(body).length > 0;
}

/** The participations of a body that pass the filters by report and role. */
function partsShown(body) {
  return body.participations.filter((part) => {
    const { context } = data.participations[part];
    return (context === null ? !state.filters.report : contextPasses(context)) && rolePasses([part]);
  });
}
