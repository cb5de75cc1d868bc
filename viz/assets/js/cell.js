/** The panel of one cell of the matrix: a body's part in an action, or that of all bodies that share its column. */

PANELS.cell = cellPanel;

/** The role, the sentence it rests on, and who else is in the action. */
function cellPanel(place) {
  const { body, context, parts } = cells[place];
  const shared = state.view === "matrix" ? sharing.get(body) : undefined;
  const others = partsOf[context].filter((part) => !parts.includes(part));
  return [
    overline(t("cellTitle")),
    shared ? heading(`${groupLines({ bodies: shared }, 60).join(" ")} (${shared.length})`) : heading(bodyOpener(body)),
    make("h3", {}, contextOpener(context)),
    facts(context),
    make("ul.sides", {}, ...parts.map((part) => make("li", {}, partWords(body, part), " ", certaintyTag(!isPossible(body, part))))),
    shared ? crowdOf("cellBodies", shared) : alikeCrowd(cells[place]),
    make("h3", {}, t("sentences")),
    ...quoteBlocks(parts),
    others.length > 0 && make("h3", {}, t("cellOthers")),
    others.length > 0 && make("ul.sides", {}, ...others.map(participant)),
  ].filter(Boolean);
}

/** Those who have the same part by the same sentence, as the members of a group have. */
function alikeCrowd(cell) {
  const others = cellsIn[cell.context].map((place) => cells[place]).filter((other) => other.body !== cell.body && sameParts(other, cell));
  return others.length > 0 && crowdOf("cellAlike", others.map(({ body }) => body));
}

function sameParts(one, other) {
  const same = (part, place) => part === other.parts[place] && isPossible(one.body, part) === isPossible(other.body, part);
  return one.parts.length === other.parts.length && one.parts.every(same);
}

function crowdOf(words, bodies) {
  const rows = bodies.map((body) => make("li", {}, bodyOpener(body)));
  return make("details", {}, make("summary", {}, count(t(words), bodies.length)), make("ul.rows", {}, ...rows));
}
