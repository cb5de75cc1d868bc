/**
 * Which part of the network picture and tables show: all that passes the filters, the surroundings of the body in focus,
 * or one group of a large network. It holds in the view "network" only; the other views show all.
 *
 * @typedef {{kind: "whole" | "ego" | "group" | "groups", bodies: Set<number>,
 *   ties: {size: number, has: (tie: number) => boolean, keys: () => Iterable<number>}, steps: number[][]}} Scope
 */

/** The most ties of a network with groups that are drawn one by one without being asked for: more are a hairball. */
const HAIRBALL = 400;
const communities = data.groups;

/** @type {Scope} */
let scope = scoped();

watch((what) => {
  if (what !== "selection" && what !== "language" && what !== "theme") scope = scoped();
});

/** @returns {Scope} */
function scoped() {
  const all = { bodies: view.bodies, ties: view.ties, steps: [] };
  if (state.view !== "network") return { kind: "whole", ...all };
  if (state.focus !== null) return surroundings(state.focus, state.steps);
  if (state.group !== null && communities[state.group]) return insideGroup(new Set(communities[state.group].bodies));
  return { kind: communities.length && view.ties.size > HAIRBALL ? "groups" : "whole", ...all };
}

/** A body, those tied to it by ties that pass the filters, with two steps also theirs; and the ties among them. */
function surroundings(focus, reach) {
  const steps = [[focus]];
  const bodies = new Set([focus]);
  for (let step = 0; step < reach; step++) {
    const next = steps[step].flatMap((body) => passingTies(body).map((tie) => partner(data.ties[tie], body)));
    const fresh = [...new Set(next)].filter((body) => !bodies.has(body));
    fresh.forEach((body) => bodies.add(body));
    steps.push(fresh);
  }
  return { kind: /** @type {const} */ ("ego"), bodies, ties: tiesAmong(bodies), steps };
}

function insideGroup(bodies) {
  const passing = new Set([...bodies].filter((body) => view.bodies.has(body)));
  return { kind: /** @type {const} */ ("group"), bodies: passing, ties: tiesAmong(passing), steps: [] };
}

function passingTies(body) {
  return tiesOf[body].filter((tie) => view.ties.has(tie));
}

function tiesAmong(bodies) {
  const inside = (tie) => bodies.has(data.ties[tie].a) && bodies.has(data.ties[tie].b);
  return new Set([...bodies].flatMap((body) => passingTies(body).filter(inside)));
}

// --- the line over the picture that says so, and the way back

const scopeBar = document.getElementById("scope");

watch((what) => {
  if (what !== "selection" && what !== "theme") scopeBar.replaceChildren(...(state.view === "network" ? scopeWords() : []));
});

function scopeWords() {
  if (scope.kind === "ego") return [egoWords(), stepButtons(state.focus), wayBack("wholeNetwork", () => leaveScope())];
  if (scope.kind === "group") return [groupWords(communities[state.group]), wayBack("allGroups", () => leaveScope())];
  return scope.kind === "groups" ? [make("span", {}, t("tooMany", { ties: count(t("ties"), scope.ties.size) }))] : [];
}

function egoWords() {
  const alone = scope.bodies.size === 1 && make("span.muted", {}, ` ${t("noPartners")}`);
  return make("span", {}, `${t("surroundings")} `, make("strong", {}, bdi(nameOf(state.focus))), alone);
}

function groupWords(group) {
  const more = ` ${count(t("bodies"), scope.bodies.size)}, ${t("tiesInside", { ties: count(t("ties"), scope.ties.size) })}`;
  return make("span", {}, make("strong", {}, bdi(group.label[state.language])), more);
}

function wayBack(words, click) {
  return make("button.button.back", { type: "button", on: { click } }, t(words));
}

/** Out of the surroundings or the group, with the keyboard where it can go on. */
function leaveScope() {
  if (state.focus !== null) focusOn(null);
  else openGroup(null);
  /** @type {HTMLElement} */ (document.querySelector("#views [aria-current]")).focus({ preventScroll: true });
}

/** How far the surroundings of a body reach: one step, or two. */
function stepButtons(place) {
  const buttons = [1, 2].map((steps) => {
    const pressed = state.focus === place && state.steps === steps && state.view === "network";
    const click = (event) => goSteps(event, place, /** @type {1 | 2} */ (steps));
    return make("button.step", { type: "button", "aria-pressed": String(pressed), on: { click } }, count(t("steps"), steps));
  });
  return make("span.steps", { role: "group", "aria-label": t("surroundingsReach") }, ...buttons);
}

/** The buttons are made anew when the focus changes: the keyboard stays where it was. */
function goSteps(event, place, steps) {
  const inPanel = Boolean(event.target.closest("#panel"));
  if (state.view !== "network") show("network");
  focusOn(place, steps);
  const row = (inPanel ? panel : scopeBar).querySelectorAll(".step");
  /** @type {HTMLElement | undefined} */ (row[steps - 1])?.focus({ preventScroll: true });
}
