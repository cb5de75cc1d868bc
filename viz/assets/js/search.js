/** The search box, which suggests as you type and narrows picture and tables at once, and the filters beside it. */

const input = /** @type {HTMLInputElement} */ (document.getElementById("search"));
const list = document.getElementById("suggestions");
const SELECTS = ["report", "role", "certainty"];
/** @type {{kind: Selection["kind"], place: number}[]} */
let offers = [];
let active = -1;

watch((what) => {
  if (what === "language" || what === "all") fillSelects();
  if (what !== "selection") showFilters();
});

function fillSelects() {
  const reports = data.reports.map((report) => [report.key, report.label]);
  if (data.contexts.some((context) => context.report === null)) reports.push(["none", t("noReport")]);
  const used = new Set(data.participations.map((part) => part.role).filter(Boolean));
  const roles = [...used].map((role) => [role, roleOf(role)]).sort((one, other) => compare(one[1], other[1]));
  fillSelect("report", t("allReports"), reports);
  fillSelect("role", t("allRoles"), roles);
  fillSelect("certainty", t("allCertainties"), [["certain", t("onlyCertain")], ["possible", t("onlyPossible")]]);
}

function fillSelect(name, all, options) {
  const element = make("option", { value: "" }, all);
  selectOf(name).replaceChildren(element, ...options.map(([value, label]) => make("option", { value }, shortened(label))));
}

/** A list of choices gets as wide as its longest one. */
function shortened(label) {
  return label.length > 70 ? `${label.slice(0, 69)}…` : label;
}

function selectOf(name) {
  return /** @type {HTMLSelectElement} */ (document.getElementById(name));
}

/** Brings boxes and numbers in line with the filters, whoever changed them. */
function showFilters() {
  if (input.value !== state.filters.query) input.value = state.filters.query;
  for (const name of SELECTS) {
    selectOf(name).value = state.filters[name];
    selectOf(name).classList.toggle("set", Boolean(state.filters[name]));
  }
  /** @type {HTMLButtonElement} */ (document.getElementById("reset")).disabled = !view.filtered;
  document.getElementById("showing").textContent = showing();
}

function showing() {
  const ties = count(t("ties"), data.ties.length);
  if (state.view === "actions") return shownActions();
  if (!data.ties.length) return t("howToEmpty");
  if (!view.filtered && (scope.kind === "whole" || scope.kind === "groups")) return t("showingAll", { ties });
  return t("showing", { shown: scope.ties.size.toLocaleString(state.language), ties });
}

for (const name of SELECTS) selectOf(name).addEventListener("change", () => filter({ [name]: selectOf(name).value }));

document.getElementById("reset").addEventListener("click", () => {
  closeList();
  filter(UNFILTERED);
  input.focus();
});

// --- suggestions

input.addEventListener("input", () => {
  filter({ query: input.value });
  suggest();
});
input.addEventListener("keydown", (event) => {
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves && offers.length) {
    event.preventDefault();
    activate((active + moves[event.key] + offers.length) % offers.length);
  } else if (event.key === "Enter" && offers.length) {
    event.preventDefault();
    choose(offers[Math.max(active, 0)]);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    event.stopPropagation();
    closeList();
  }
});
input.addEventListener("blur", () => closeList());
input.addEventListener("focus", () => input.value && suggest());

function suggest() {
  const words = fold(input.value).split(/\s+/).filter(Boolean);
  offers = words.length ? [...found("body", bodyWords, words, 7), ...found("action", contextWords, words, 6)] : [];
  active = -1;
  list.replaceChildren(...offers.map(suggestion));
  if (words.length && !offers.length) list.append(nothing());
  list.hidden = !words.length;
  input.setAttribute("aria-expanded", String(offers.length > 0));
  input.removeAttribute("aria-activedescendant");
  if (words.length) announce(`${count(t("suggestionsFound"), offers.length)}. ${showing()}`);
}

function nothing() {
  const words = t("nothingFound", { query: input.value.slice(0, 60) });
  return make("li.none", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, words);
}

/** Those that hold all the words; names that begin with what was typed come first. */
function found(kind, texts, words, most) {
  const hits = texts.flatMap((text, place) => (wordsFound(words, text) ? [place] : []));
  const rank = (place) => (texts[place].startsWith(words[0]) ? 0 : 1);
  const weight = (place) => (kind === "body" ? -tiesOf[place].length : 0);
  hits.sort((one, other) => rank(one) - rank(other) || weight(one) - weight(other));
  return hits.slice(0, most).map((place) => ({ kind, place }));
}

function suggestion(offer, number) {
  const choice = { mousedown: (event) => event.preventDefault(), click: () => choose(offer) };
  return make("li", { role: "option", id: `offer-${number}`, "aria-selected": "false", on: choice }, ...offerWords(offer));
}

function offerWords({ kind, place }) {
  if (kind === "action") {
    const { code, label } = data.contexts[place];
    return [make("span.code", {}, code ?? contextName(data.contexts[place])), bdi(label)];
  }
  const body = data.bodies[place];
  const words = fold(input.value).split(/\s+/).filter(Boolean);
  const named = wordsFound(words, fold(nameOf(place)));
  const alias = named ? null : body.aliases.find((name) => wordsFound(words, fold(name)));
  return [mark(body.kind), bdi(nameOf(place)), make("span.muted", {}, alias ? t("alsoCalled", { name: alias }) : kindOf(body))];
}

function activate(number) {
  active = number;
  [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === number)));
  input.setAttribute("aria-activedescendant", `offer-${number}`);
  list.children[number].scrollIntoView({ block: "nearest" });
}

/** Goes to what was chosen. The words have done their work: they are taken away, or they would hide its partners. */
function choose({ kind, place }) {
  closeList();
  filter({ query: "" });
  if (kind === "body" && state.view === "network") visit(place);
  else select(kind, place);
}

function closeList() {
  list.hidden = true;
  offers = [];
  active = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}
