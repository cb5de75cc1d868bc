/**
 * How much each choice of a filter would show with the other filters as they are: ties where the picture is in view,
 * actions where these are. Everything is gone through once, whatever the number of choices.
 *
 * @typedef {Map<string, number>} Counts by choice, "" for all of them
 */

const FACETS = Object.keys(CHOICES);

/** @returns {"ties" | "contexts" | "listed"} what the numbers count just now */
function countedThings() {
  if (state.view === "network" && data.ties.length) return "ties";
  return data.contexts.length ? "contexts" : "listed";
}

/** @returns {Record<string, Counts>} */
function facets() {
  const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
  const add = (name, choice) => counts[name].set(choice, (counts[name].get(choice) ?? 0) + 1);
  ({ ties: countTies, contexts: countContexts, listed: countBodies })[countedThings()](add);
  return counts;
}

// --- ties

function countTies(add) {
  for (const tie of data.ties) {
    if (!isNear(tie, sight.near)) continue;
    const kinds = [...new Set([data.bodies[tie.a].kind, data.bodies[tie.b].kind])];
    const ofKind = kinds.some((kind) => !state.filters.kind || kind === state.filters.kind);
    if (ofKind) for (const [name, values] of Object.entries(EVIDENCE_VALUES)) countEvidence(tie, name, values, add);
    countEnds(tie, kinds, ofKind, add);
  }
}

/** The choices that a piece of evidence stands for. */
const EVIDENCE_VALUES = {
  document: (item) => [documentOf(item.context)],
  report: (item) => [reportOf(item.context)],
  role: (item) => item.participations.map((part) => data.participations[part].role),
};

/** One filter is set aside, the others hold for each piece of evidence; then the tie counts for every choice left. */
function countEvidence(tie, name, values, add) {
  const left = tie.evidence.filter((item) => otherEvidencePasses(item, name));
  const byChoice = new Map();
  for (const item of left) for (const value of new Set(values(item))) byChoice.set(value, [...(byChoice.get(value) ?? []), item]);
  for (const [choice, items] of byChoice) if (choice && tieStays(tie, items, true)) add(name, choice);
  const others = ["document", "report", "role"].some((other) => other !== name && state.filters[other]);
  if ((left.length || !others) && tieStays(tie, left, others)) add(name, "");
}

function otherEvidencePasses(item, name) {
  return (
    (name === "document" || documentPasses(item.context)) &&
    (name === "report" || reportPasses(item.context)) &&
    (name === "role" || rolePasses(item.participations))
  );
}

/** Whether what is left of a tie is as certain as asked for, and holds the words. */
function tieStays(tie, evidence, narrowed) {
  const certain = narrowed ? evidence.some((item) => item.certain) : tie.certain;
  const { certainty } = state.filters;
  return (!certainty || (certainty === "certain") === certain) && wordsHeld(tie, evidence);
}

/** The filters by kind and by certainty ask about the tie as a whole. */
function countEnds(tie, kinds, ofKind, add) {
  const { document, report, role, certainty } = state.filters;
  const narrowed = Boolean(document || report || role);
  const evidence = narrowed ? tie.evidence.filter((item) => evidencePasses(item)) : tie.evidence;
  if ((narrowed && !evidence.length) || !wordsHeld(tie, evidence)) return;
  const certain = narrowed ? evidence.some((item) => item.certain) : tie.certain;
  if (ofKind) for (const choice of ["", certain ? "certain" : "possible"]) add("certainty", choice);
  if (!certainty || (certainty === "certain") === certain) for (const choice of ["", ...kinds]) add("kind", choice);
}

// --- actions

/** What a body's part in an action says to each filter; nobody's part says nothing of kind, role and certainty. */
const PART_VALUES = {
  document: (context) => documentOf(context),
  report: (context) => reportOf(context),
  kind: (_context, body) => (body === null ? "" : data.bodies[body].kind),
  role: (_context, _body, part) => (part === null ? "" : data.participations[part].role),
  certainty: (_context, body, part) => (body === null ? "" : isPossible(body, part) ? "possible" : "certain"),
};

/** An action counts once for a choice, however many take part in it that way. */
function countContexts(add) {
  data.contexts.forEach((_, context) => {
    if (!inMiddle(context, sight.middle)) return;
    const met = new Set();
    for (const { body, parts } of cellsIn[context].map((place) => cells[place])) {
      if ((searched.bodies[body] | searched.contexts[context]) !== searched.all) continue;
      for (const part of parts) noteChoices(met, context, body, part);
    }
    if (!cellsIn[context].length && searched.contexts[context] === searched.all) noteChoices(met, context, null, null);
    for (const choice of met) add(...choice.split("\n"));
  });
}

/** A part that fails one filter only counts for that filter's choices; one that fails none counts for those of all. */
function noteChoices(met, context, body, part) {
  const values = FACETS.map((name) => PART_VALUES[name](context, body, part));
  const failing = FACETS.filter((name, number) => state.filters[name] && state.filters[name] !== values[number]);
  if (failing.length > 1) return;
  FACETS.forEach((name, number) => {
    if (!failing.length || failing[0] === name) met.add(`${name}\n`).add(`${name}\n${values[number] ?? ""}`);
  });
}

// --- bodies, where there is nothing else

function countBodies(add) {
  data.bodies.forEach((body, place) => {
    if (searched.bodies[place] !== searched.all) return;
    add("kind", "");
    add("kind", body.kind);
  });
}
