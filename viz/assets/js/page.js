/** Puts the parts together: language, address, focus, and the first drawing. */

/** Where the focus was when something was selected, to go back to on closing. */
let cameFrom = null;

watch((what) => {
  if (what === "language" || what === "all") speak();
  if (what === "view") document.getElementById("legend").replaceChildren(...legendItems());
  if (what === "selection") arrive();
});

/** Puts every fixed text of the page into the chosen language. */
function speak() {
  document.documentElement.lang = state.language;
  for (const element of every("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of every("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of every("[data-hint]")) element.setAttribute("placeholder", t(element.dataset.hint));
  for (const element of every(".language")) {
    element.setAttribute("aria-pressed", String(element.dataset.language === state.language));
  }
  document.getElementById("lead").replaceChildren(...leadWords());
  document.getElementById("legend").replaceChildren(...legendItems());
}

/** What the page shows, in one line. */
function leadWords() {
  const certain = data.ties.filter((tie) => tie.certain).length;
  const sums = [count(t("certainTies"), certain), count(t("possibleTies"), data.ties.length - certain)].join(", ");
  const bodies = count(t("bodies"), data.bodies.length);
  if (!data.ties.length) return [`${bodies}. `, t("howToEmpty")];
  return [`${bodies}, ${count(t("ties"), data.ties.length)} (${sums}). `, make("strong", {}, t("howTo"))];
}

function legendItems() {
  const kinds = Object.entries(data.looks).map(([kind, look]) => make("li", {}, mark(kind), bdi(look.label[state.language])));
  const lines = state.view === "actions" ? actionLegend() : [
    make("li", {}, line(true), t("legendCertain")),
    make("li", {}, line(false), t("legendPossible")),
    make("li.weight", {}, t("legendWeight")),
  ];
  return [...kinds, ...(data.ties.length ? lines : [])];
}

/** What is said of each kind of thing that can be selected. */
const SPOKEN = {
  body: nameOf,
  tie: (place) => tieName(data.ties[place]),
  action: (place) => data.contexts[place].label,
  cell: (place) => nameOfCell(cells[place]),
};

/** What the lines between bodies and actions mean. */
function actionLegend() {
  const thick = line(true);
  thick.classList.add("thick");
  return [
    make("li", {}, thick, t("legendAccountable")),
    make("li", {}, line(true), t("legendContributes")),
    make("li", {}, line(false), t("legendMaybe")),
  ];
}

/** After a selection: say it, show it, and move the focus where it was a key, not the pointer, that chose. */
function arrive() {
  if (!state.selection) return leave();
  const { kind, place } = state.selection;
  announce(SPOKEN[kind](place));
  bringIntoSight(kind === "tie" ? [data.ties[place].a, data.ties[place].b] : kind === "body" ? [place] : []);
  const title = document.getElementById("panel-title");
  const from = document.activeElement;
  if (from && from !== document.body && !panel.contains(from)) cameFrom = from;
  if (from && from !== document.body) title.focus({ preventScroll: true });
  if (stacked()) panel.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
}

/** On a narrow screen the panel stands under the picture, out of sight. */
function stacked() {
  return matchMedia("(max-width: 1100px)").matches;
}

/** Back to where the reader was. */
function leave() {
  const back = cameFrom?.isConnected ? cameFrom : null;
  cameFrom = null;
  if (back) back.focus({ preventScroll: !stacked() });
}

for (const button of every(".language")) {
  button.addEventListener("click", () => {
    state.language = /** @type {any} */ (button).dataset.language;
    remember(false);
    changed("language");
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (state.selection) select(null);
  else if (scope.kind === "ego" || scope.kind === "group") leaveScope();
});

/** The address changed: by the back button, or by hand. */
function follow() {
  recall();
  changed("all");
  arrive();
}
addEventListener("popstate", follow);

/** Where things stand in the window: for tests, and for whoever wants to point at them. */
function inWindow(point) {
  const frame = stage.getBoundingClientRect();
  return { x: frame.left + point.x, y: frame.top + point.y };
}

/** A point of the window at which a click meets that tie and nothing else; null where there is none. */
function tiePoint(place) {
  const number = scene.links.findIndex(({ thing }) => thing.kind === "tie" && thing.place === place);
  if (number < 0) return null;
  const [from, to] = [onScreen(scene.links[number].a), onScreen(scene.links[number].b)];
  for (let step = 1; step < 40; step++) {
    const along = step / 40;
    const here = { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along };
    if (at(here)?.link === number) return inWindow(here);
  }
  return null;
}

/** The point of the window at which a body stands, by itself or in a group; null where it is not in the picture. */
function bodyPoint(place) {
  const number = nodeOf(place);
  return number < 0 ? null : inWindow(onScreen(number));
}

/** @type {any} */ (window).samverkan = {
  tiePoint: (key) => tiePoint(data.ties.findIndex((tie) => tie.key === key)),
  bodyPoint: (key) => bodyPoint(data.bodies.findIndex((body) => body.key === key)),
  labels: () => labelBoxes.map(({ spot, ...box }) => ({ ...box, name: nodeName(scene.nodes[box.place]) })),
  nodes: () => scene.nodes.map((node, number) => ({ ...inWindow(onScreen(number)), kind: node.thing.kind, name: nodeName(node) })),
};

follow();
new ResizeObserver(() => compose()).observe(stage);
