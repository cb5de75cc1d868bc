/**
 * What matrix and tables show of that which passes the filters: where a body is in focus, that body and those around it,
 * with the actions of the body itself (two steps away, also those of its partners). The view of actions shows all.
 *
 * @typedef {{near: Set<number> | null, middle: Set<number> | null, ties: Set<number>, bodies: Set<number>,
 *   contexts: Set<number>}} Sight `near` and `middle` are null where nothing is in focus
 */

/** @type {Sight} */
let sight = inSight();

watch((what) => {
  if (what !== "selection" && what !== "options" && what !== "theme" && what !== "language") sight = inSight();
});

/** @returns {Sight} */
function inSight() {
  const focused = state.focus !== null && state.view !== "actions";
  const [near, middle] = focused ? [reached(state.steps), reached(state.steps - 1)] : [null, null];
  const ties = [...view.ties.keys()].filter((tie) => isNear(data.ties[tie], near));
  const bodies = [...view.listed].filter((body) => near === null || near.has(body));
  const contexts = [...view.contexts].filter((context) => inMiddle(context, middle));
  return { near, middle, ties: new Set(ties), bodies: new Set(bodies), contexts: new Set(contexts) };
}

/** The body in focus and those that ties which pass the filters lead to in so many steps. */
function reached(steps) {
  const found = new Set([state.focus]);
  for (let step = 0; step < steps; step++)
    for (const body of [...found]) for (const tie of tiesOf[body]) if (view.ties.has(tie)) found.add(partner(data.ties[tie], body));
  return found;
}

function isNear(tie, near) {
  return near === null || (near.has(tie.a) && near.has(tie.b));
}

function inMiddle(context, middle) {
  return middle === null || cellsIn[context].some((place) => middle.has(cells[place].body));
}
