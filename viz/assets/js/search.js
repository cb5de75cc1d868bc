/** The search box, which suggests as you type and narrows picture, matrix and tables at once. */

const input = /** @type {HTMLInputElement} */ (document.getElementById("search"));
const list = document.getElementById("suggestions");
/** @type {{kind: Selection["kind"], place: number}[]} */
let offers = [];
let active = -1;

function showing() {
  const ties = count(t("ties"), data.ties.length);
  if (state.view === "actions") return shownActions();
  if (!data.ties.length) return t("howToEmpty");
  if (!view.filtered && sight.near === null) return t("showingAll", { ties });
  return t("showing", { shown: sight.ties.size.toLocaleString(state.language), ties });
}

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
  const words = wordsOf(input.value);
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
  return firstOf(hits, most, (one, other) => rank(one) - rank(other) || weight(one) - weight(other)).map((place) => ({ kind, place }));
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
  const words = wordsOf(input.value);
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
