/** What the page says of itself: what it shows, how sure it is, where it is from, and how to use and cite it. */

const about = document.getElementById("about-parts");

watch((what) => {
  if (what === "language" || what === "all" || what === "theme") showAbout();
});

function showAbout() {
  about.replaceChildren(...[aboutSigns(), aboutSureness(), aboutSources(), aboutUse(), aboutCiting(), aboutErrors()].filter(Boolean));
}

function aboutPart(title, ...children) {
  return make("section", {}, make("h3", {}, title), ...children.filter(Boolean));
}

/** What each sign of the page means. */
function aboutSigns() {
  const signs = [
    [[...Object.keys(data.looks).slice(0, 3).map(mark), t("body")], t("meansBody")],
    [[line(true), t("tie")], t("meansTie")],
    [[line(true), t("certain")], t("meansCertain")],
    [[line(false), t("possible")], t("meansPossible")],
    [[t("implicit")], t("meansImplicit")],
    [[make("mark", {}, t("aboutWord"))], t("meansMark")],
    [[make("mark.other", {}, t("aboutWord"))], t("meansOther")],
  ];
  const rows = signs.flatMap(([sign, meaning]) => [make("dt", {}, ...sign), make("dd", {}, meaning)]);
  const kinds = Object.entries(data.looks).map(([kind, look]) => make("li", {}, mark(kind), bdi(look.label[state.language])));
  return aboutPart(t("aboutSigns"), make("dl.signs", {}, ...rows), make("ul.legend", { "aria-label": t("legend") }, ...kinds));
}

/** How well the sentences were read, as it was measured; nothing where nobody measured. */
function aboutSureness() {
  const { measurements, measuredOn } = data.about;
  if (!measurements.length) return null;
  const rows = measurements.map((measured) => make("li", {}, measuredWords(measured)));
  return aboutPart(
    t("aboutSureness"),
    make("ul.dotted", {}, ...rows),
    measuredOn && make("p", {}, measuredOn[state.language]),
    make("p", {}, t("surenessCaveat")),
  );
}

function measuredWords({ label, texts, precision, recall }) {
  const name = label?.[state.language] ?? t("measuredTexts");
  return t("measured", { n: texts === null ? "" : `${texts.toLocaleString(state.language)} `, texts: name, precision: percent(precision), recall: percent(recall) });
}

/** The documents with their dates; the ones whose text the page holds open it. */
function aboutSources() {
  if (!data.documents.length) return null;
  const rows = data.documents.map((document, place) => make("li", {}, sourceName(document, place), " ", make("span.muted", {}, documentFacts(document))));
  return aboutPart(t("aboutSources"), make("ul.sources", {}, ...rows), make("p", {}, t("sourcesCaveat")));
}

function sourceName({ label, text }, place) {
  if (text === null) return bdi(label);
  return make("button.opener", { type: "button", on: { click: () => openText(place, null) } }, bdi(label));
}

/** What may be done with it: the documents' own words, the facts, and the vocabulary. */
function aboutUse() {
  const { licence, generator } = data.about;
  const words = [
    data.quotes.length > 0 && t("useQuotes"),
    t("useFacts"),
    licence && [t("useVocabulary"), " ", linked(licenceName(licence.text), licence.link), "."],
    generator && `${t("madeBy", { name: generator })}.`,
  ];
  return aboutPart(t("aboutUse"), ...words.filter(Boolean).map((each) => make("p", {}, ...[each].flat())));
}

/** "CC BY 4.0" for the address of that licence; any other as it is written. */
function licenceName(address) {
  const [, kind, version] = /^https?:\/\/creativecommons\.org\/licenses\/([a-z-]+)\/([\d.]+)\//.exec(address) ?? [];
  return kind ? `CC ${kind.toUpperCase()} ${version}` : address;
}

function aboutCiting() {
  return aboutPart(t("cite"), make("p", {}, t("citePage")), copier(() => citation(null, null)));
}

function aboutErrors() {
  const { contact } = data.about;
  const whom = contact && make("p", {}, t("errorsTo"), " ", linked(contact.text, contact.link));
  return aboutPart(t("aboutErrors"), make("p", {}, t("errorsHow")), whom);
}

document.getElementById("about-open").addEventListener("click", () => {
  const title = document.getElementById("about-title");
  title.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  title.focus({ preventScroll: true });
});
