/** The boxes of the filters: what can be chosen, how much each choice would show, and one button that takes all back. */

/** How long to wait for more of what is being typed before counting, in milliseconds; longer where counting takes long. */
const PAUSE = data.ties.length > 5000 ? 300 : 60;
const resetButton = /** @type {HTMLButtonElement} */ (document.getElementById("reset"));
/** The filters that leave a choice: where all are alike there is nothing to choose. */
const OFFERED = FACETS.filter((name) => CHOICES[name].length > 1 && occurring(name));
/** The letters of a choice: a list of them gets as wide as its longest one. */
const CHOICE = 70;
let counting = 0;

watch((what) => {
  if (what === "language" || what === "all") fillSelects();
  if (what !== "selection" && what !== "options") showFilters();
});

/** Whether there are both certain and possible ties or parts; the other filters have only what occurs. */
function occurring(name) {
  if (name !== "certainty") return true;
  const possible = data.ties.some((tie) => !tie.certain) || data.bodies.some((body) => body.possible.length);
  return possible && (data.ties.some((tie) => tie.certain) || data.bodies.some((body) => body.participations.length > body.possible.length));
}

function selectOf(name) {
  return /** @type {HTMLSelectElement} */ (document.getElementById(name));
}

/** @type {Record<string, string>} what a box says where nothing is chosen */
const ALL = { document: "allDocuments", report: "allReports", kind: "allKinds", role: "allRoles", certainty: "allCertainties" };

const CHOICE_WORDS = {
  document: (key) => data.documents.find((document) => document.key === key).label,
  report: (key) => data.reports.find((report) => report.key === key)?.label ?? t("noReport"),
  kind: (kind) => data.looks[kind].label[state.language],
  role: roleOf,
  certainty: (value) => (value === "certain" ? t("onlyCertain") : t("onlyPossible")),
};

function fillSelects() {
  for (const name of FACETS) {
    selectOf(name).closest("div").hidden = !OFFERED.includes(name);
    const choices = CHOICES[name].map((value) => ({ value, words: shortened(CHOICE_WORDS[name](value), CHOICE) }));
    if (name === "role") choices.sort((one, other) => compare(one.words, other.words));
    const options = [{ value: "", words: t(ALL[name]) }, ...choices];
    selectOf(name).replaceChildren(...options.map(({ value, words }) => make("option", { value, "data-words": words }, words)));
  }
}

/** Brings boxes and numbers in line with the filters, whoever changed them. */
function showFilters() {
  if (input.value !== state.filters.query) input.value = state.filters.query;
  for (const name of FACETS) {
    selectOf(name).value = state.filters[name];
    selectOf(name).classList.toggle("set", Boolean(state.filters[name]));
  }
  resetButton.disabled = !view.filtered;
  document.getElementById("showing").textContent = showing();
  clearTimeout(counting);
  counting = setTimeout(showCounts, PAUSE);
}

function showCounts() {
  const counts = facets();
  for (const name of OFFERED)
    for (const option of selectOf(name).options) {
      const number = counts[name].get(option.value) ?? 0;
      option.textContent = `${option.dataset.words} (${number.toLocaleString(state.language)})`;
    }
  document.getElementById("counted").textContent = t("counted")[countedThings()];
}

/** What the chosen filters mean where it may not be plain, in sentences. */
function filterNotes() {
  const { kind, certainty } = state.filters;
  return [
    state.focus !== null && sight.near !== null && t("focusNote", { name: nameOf(state.focus) }),
    kind && t("kindNote", { kind: CHOICE_WORDS.kind(kind) }),
    certainty && t(certainty === "certain" ? "certainNote" : "possibleNote"),
  ].filter(Boolean);
}

for (const name of FACETS) selectOf(name).addEventListener("change", () => {
  filter({ [name]: selectOf(name).value });
  announce(showing());
});

resetButton.addEventListener("click", () => {
  closeList();
  filter(UNFILTERED);
  announce(showing());
  input.focus();
});
