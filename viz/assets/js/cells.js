/**
 * Who takes part in what: a cell for each body in each action or other context, with all its parts in it. The cells are
 * what the matrix shows and what the lists of actions are counted from.
 */

const cells = LISTS.cell;

/** The cells of each context, in the order of the bodies. */
const cellsIn = data.contexts.map(() => /** @type {number[]} */ ([]));

const possibleParts = data.bodies.map((body) => new Set(body.possible));

data.bodies.forEach((body, place) => {
  const own = new Map();
  for (const part of body.participations) {
    const { context } = data.participations[part];
    if (context === null) continue;
    if (!own.has(context)) own.set(context, []);
    own.get(context).push(part);
  }
  for (const [context, parts] of own) {
    cellsIn[context].push(cells.length);
    cells.push(newCell(place, context, parts));
  }
});

/** @returns {Cell} its key is put together only when it is asked for: there may be many thousands */
function newCell(body, context, parts) {
  return {
    body, context, parts,
    get key() {
      return `${data.bodies[body].key}-${data.contexts[context].key}`;
    },
  };
}

/** Whether the text leaves it open that the body has this part. */
function isPossible(body, part) {
  return possibleParts[body].has(part);
}

/** "Kommunstyrelsen, 6.4.2 Informera": what a cell is about. */
function nameOfCell({ body, context }) {
  return `${nameOf(body)}, ${contextTitle(context)}`;
}

/** "6.4.2 Informera": code and title of an action. */
function contextTitle(place) {
  const { code, label } = data.contexts[place];
  return code ? `${code} ${label}` : label;
}
