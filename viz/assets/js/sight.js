/**
 * What matrix and tables show of that which passes the filters: where a body is in focus, that body and those around it,
 * with the actions of the body itself (two steps away, also those of its partners); where a group of a large network is
 * open, that group. The view of actions shows all.
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
  const { near, middle } = surrounding();
  const ties = [...view.ties.keys()].filter((tie) => isNear(data.ties[tie], near));
  const bodies = [...view.listed].filter((body) => near === null || near.has(body));
  const contexts = [...view.contexts].filter((context) => inMiddle(context, middle));
  return { near, middle, ties: new Set(ties), bodies: new Set(bodies), contexts: new Set(contexts) };
}

/** The bodies that are in sight, and those whose own actions are. */
function surrounding() {
  if (state.focus !== null && state.view !== "actions") {
    const { bodies, steps } = surroundings(state.focus, state.steps);
    return { near: bodies, middle: new Set(steps.slice(0, state.steps).flat()) };
  }
  const group = state.view === "network" && scope.kind === "group" ? scope.bodies : null;
  return { near: group, middle: group };
}

function isNear(tie, near) {
  return near === null || (near.has(tie.a) && near.has(tie.b));
}

function inMiddle(context, middle) {
  return middle === null || cellsIn[context].some((place) => middle.has(cells[place].body));
}
