/**
 * Actions between bodies: a box for each action in the middle, the bodies that take part in them at both sides, a line for
 * each part. Bodies with exactly the same parts are one node: the text names them by one word, and one line says it.
 */

/** Heights of rows and widths of boxes and gaps, in CSS pixels; in a picture narrower than `narrow` names stand under bodies. */
const ROWS = { action: 31, body: 50, under: 62, top: 46, box: 24, gap: 80, widest: 330, narrow: 560, code: 58 };

/** @typedef {{bodies: number[], parts: number[], x: number, y: number}} Crowd bodies with the same parts */

/** @returns {Scene} */
function columnScene(room) {
  const crowds = crowdsShown();
  const parts = new Set(crowds.flatMap((crowd) => crowd.parts));
  const contexts = data.contexts.map((_, place) => place).filter((place) => partsOf[place].some((part) => parts.has(part)));
  contexts.sort((one, other) => contextY(one) - contextY(other) || one - other);
  const columns = sides(crowds);
  const narrow = room.stage < ROWS.narrow;
  const row = narrow ? ROWS.under : ROWS.body;
  const high = Math.max(contexts.length * ROWS.action, Math.max(...columns.map((column) => column.length)) * row, 200);
  const { box, across } = columnWidths(room.stage, narrow, crowds);
  const bodies = columns.flatMap((column, number) =>
    inColumn(column, high).map(([crowd, y]) => crowdNode(crowd, number ? across : -across, y, (number ? 1 : -1) * (narrow ? -1 : 1), narrow)),
  );
  const boxes = inColumn(contexts, high).map(([place, y]) => actionNode(place, y, box, narrow));
  const ports = boxes.flatMap((node) => [portNode(node, -box / 2), portNode(node, box / 2)]);
  const nodes = [...ports, ...boxes, ...bodies];
  return { kind: "actions", fixed: true, nodes, links: partLinks(contexts, columns, boxes.length * 3), high: high + 2 * ROWS.top };
}

/** How wide a box is, and how far from the middle the bodies stand. */
function columnWidths(stageWide, narrow, crowds) {
  if (narrow) return { box: ROWS.code, across: stageWide / 2 - 16 };
  const longest = crowds.flatMap(crowdLines).reduce((most, words) => Math.max(most, words.length), 8);
  const name = longest * 7.9 + 26;
  const box = Math.max(ROWS.code, Math.min(ROWS.widest, stageWide - 2 * (name + ROWS.gap)));
  return { box, across: Math.max(box / 2 + 40, Math.min(stageWide / 2 - name, box / 2 + 220)) };
}

function crowdLines(crowd) {
  return crowd.bodies.length > 1 ? wordLines(drawable(crowdName(crowd)), 18, 3) : data.bodies[crowd.bodies[0]].caption[state.language];
}

/** Each of a list with its height in a column of that height. @returns {[any, number][]} */
function inColumn(list, high) {
  return list.map((item, place) => [item, ((place + 0.5) / list.length - 0.5) * high]);
}

/** Bodies with their parts that pass the filters; those whose parts are all the same together. @returns {Crowd[]} */
function crowdsShown() {
  const found = new Map();
  data.bodies.forEach((body, place) => {
    const parts = body.participations.filter((part) => partPasses(place, part));
    if (!parts.length) return;
    const name = parts.map((part) => `${part}${isPossible(place, part) ? "?" : ""}`).join(" ");
    if (!found.has(name)) found.set(name, { bodies: [], parts, x: 0, y: 0 });
    found.get(name).bodies.push(place);
  });
  return [...found.values()];
}

/** Whether one body's part passes all filters, as the cells of the matrix do. */
function partPasses(body, part) {
  const { context } = data.participations[part];
  if (context === null || !contextPasses(context) || !cellParts({ body, parts: [part] }).length) return false;
  return (searched.bodies[body] | searched.contexts[context]) === searched.all;
}

/** Where the columns computed beforehand put an action. */
function contextY(place) {
  return data.columns.contexts[place][1];
}

/** The bodies at the left and at the right, from top to bottom, as computed beforehand. */
function sides(crowds) {
  for (const crowd of crowds) {
    const points = crowd.bodies.map((body) => data.columns.bodies[body]);
    crowd.y = points.reduce((sum, point) => sum + point[1], 0) / points.length;
    crowd.x = points[0][0];
  }
  crowds.sort((one, other) => one.y - other.y || one.bodies[0] - other.bodies[0]);
  return [crowds.filter((crowd) => crowd.x < 0), crowds.filter((crowd) => crowd.x >= 0)];
}

/** @returns {SceneNode} */
function actionNode(place, y, wide, narrow) {
  const { code, label } = data.contexts[place];
  const name = [code, label].filter(Boolean).join("  ");
  return {
    thing: { kind: "action", place }, bodies: [], name, lines: [], x: 0, y, size: ROWS.box / 2, shape: "box", weight: 0,
    look: Object.values(data.looks)[0], box: { wide, high: ROWS.box, words: (narrow && code) || name },
  };
}

/** Where lines meet a box: at its side, so that none runs over another box. @returns {SceneNode} */
function portNode(node, x) {
  return { ...node, x, size: 2.5, shape: "dot", box: undefined };
}

/** @returns {SceneNode} */
function crowdNode(crowd, x, y, side, narrow) {
  const [place] = crowd.bodies;
  // Under a body a long name may begin right below it: beside it, it would meet the boxes.
  const sides = /** @type {[number, number][]} */ (narrow ? [[side, 1], [side * 0.85, 1.3]] : [[side, 0]]);
  const node = { ...bodyNode(place, x, y), size: 8, bodies: crowd.bodies, sides, weight: crowd.parts.length };
  if (crowd.bodies.length === 1) return node;
  return { ...node, thing: { kind: "crowd", place }, name: crowdName(crowd), lines: crowdLines(crowd), size: 11 };
}

/** What the text calls them: "stadsdelsnämnder (13)"; several words, then the one it uses most. */
function crowdName({ bodies, parts }) {
  const counts = new Map();
  for (const part of parts) {
    const word = data.bodies[bodies[0]].via[part];
    if (word) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const ranked = [...counts].sort((one, other) => other[1] - one[1] || one[0].length - other[0].length);
  return ranked.length ? `${ranked[0][0]} (${bodies.length})` : count(t("bodies"), bodies.length);
}

/** A line for each body, or crowd, and action, as strong as its strongest part; the first body is node `first`. @returns {SceneLink[]} */
function partLinks(contexts, columns, first) {
  const row = new Map(contexts.map((place, number) => [place, number]));
  return columns.flatMap((column, side) =>
    column.flatMap((crowd, number) => {
      const node = first + number + (side ? columns[0].length : 0);
      const own = grouped(crowd.parts, (part) => data.participations[part].context);
      return [...own].map(([context, parts]) => partLink(crowd, context, parts, node, 2 * row.get(context) + side));
    }),
  );
}

/** @returns {SceneLink} */
function partLink(crowd, context, parts, a, b) {
  const certain = parts.some((part) => !isPossible(crowd.bodies[0], part));
  const strong = parts.some((part) => answers(data.participations[part].role));
  return { thing: { kind: "action", place: context }, a, b, width: strong ? 2.6 : 1.2, certain, strong, bodies: crowd.bodies, context };
}
