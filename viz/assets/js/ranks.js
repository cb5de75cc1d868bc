/**
 * The places of names in the order of the language of the page. Comparing names takes a browser long; where they are
 * put in order once, tables of many thousand rows sort by numbers.
 */

/** @type {Map<string, Int32Array>} */
const rankings = new Map();

/** The rank of each thing by what `compared` says of two of them; kept until the language changes. */
function rankIn(name, things, compared) {
  const key = `${name} ${state.language}`;
  if (!rankings.has(key)) {
    const found = new Int32Array(things.length);
    things.map((_, place) => place).sort((one, other) => compared(one, other) || one - other).forEach((place, rank) => (found[place] = rank));
    rankings.set(key, found);
  }
  return rankings.get(key);
}

/** The place of a body among all bodies by name. */
function nameRank(body) {
  return rankIn("names", data.bodies, (one, other) => compare(nameOf(one), nameOf(other)))[body];
}

/** The place of an action by report and number, as the documents have them; those without come last. */
function contextRank(context) {
  const report = (place) => data.contexts[place].report ?? data.reports.length;
  const code = (place) => data.contexts[place].code ?? "";
  const compared = (one, other) =>
    report(one) - report(other) || Number(!code(one)) - Number(!code(other)) || compare(code(one), code(other)) || byTitle(one, other);
  return rankIn("codes", data.contexts, compared)[context];
}

/** The place of an action by its title. */
function titleRank(context) {
  return rankIn("titles", data.contexts, byTitle)[context];
}

function byTitle(one, other) {
  return compare(data.contexts[one].label, data.contexts[other].label);
}

/** The first so many in an order. A large table shows few of its rows: the others are not sorted. */
function firstOf(places, most, order) {
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
