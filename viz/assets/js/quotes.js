/** Sentences as the documents have them, with the words that name a body marked. */

/** Words after which a hyphen at a line's end belongs to the word: "för- och nackdelar". */
const LINE_BREAK = /(?<=\p{L})-[^\S\n]*\n\s*(?=\p{Ll})(?!(?:och|eller|samt|som|and|or)\b)/gu;

/** The participations that rest on each quote. */
const partsOfQuote = data.quotes.map(() => /** @type {number[]} */ ([]));
data.participations.forEach(({ quote }, part) => {
  if (quote !== null) partsOfQuote[quote].push(part);
});

/**
 * A quote with the mentions of the given participations marked, those of others in it marked more lightly; under it
 * its place, the way to it in the document, and by which rules it was read.
 * @param {number} place
 * @param {number[]} parts participations that rest on the quote
 */
function quoteBlock(place, parts) {
  const quote = data.quotes[place];
  const others = partsOfQuote[place].filter((part) => !parts.includes(part));
  const words = make("p", { dir: "auto" }, ...pieces(quote.text, marksOf(parts), marksOf(others)));
  const under = make("figcaption", {}, source(quote), toText(quote), readingDetails(parts));
  return make("figure.quote", {}, make("blockquote", {}, words), under);
}

function marksOf(parts) {
  return parts.flatMap((part) => data.participations[part].marks);
}

/** The quotes that participations rest on, each with these. @returns {Map<number, number[]>} */
function partsByQuote(parts) {
  const quoteOf = (part) => data.participations[part].quote;
  return grouped(parts.filter((part) => quoteOf(part) !== null), quoteOf);
}

function quoteBlocks(parts) {
  return [...partsByQuote(parts)].map(([place, own]) => quoteBlock(place, own));
}

function source(quote) {
  const document = quote.document === null ? null : data.documents[quote.document];
  const name = document && make("bdi", { title: [document.label, document.file].filter(Boolean).join(", ") }, document.label);
  return make("span.source", {}, name, make("span", {}, placeWords(quote)));
}

/** "page 3, line 120, characters 5,100–5,180": as much as is known. */
function placeWords({ page, line, start, end }) {
  const number = (n) => n.toLocaleString(state.language);
  return [
    page !== null && t("page", { n: number(page) }),
    line !== null && t("line", { n: number(line) }),
    start !== null && end !== null && t("characters", { start: number(start), end: number(end) }),
  ].filter(Boolean).join(", ");
}

/** The button that opens the document at the quote; none where the page does not hold the document's text. */
function toText({ document, start, line }) {
  if (document === null || start === null || data.documents[document].text === null) return null;
  const where = line === null ? null : make("span.unseen", {}, `, ${t("line", { n: line })}`);
  const attributes = { type: "button", "data-at": start, on: { click: () => openText(document, start) } };
  return make("button.to-text", attributes, t("showInText"), where);
}

// --- by which rule it was read

/** How sure the reading of a quote is: in short that of its least sure part, on request that of each. */
function readingDetails(parts) {
  const judged = parts.filter((part) => data.participations[part].confidence !== null);
  if (!judged.length) return null;
  const least = Math.min(...judged.map((part) => data.participations[part].confidence));
  const rows = judged.map((part) => make("li", {}, ...ruleWords(part)));
  return make("details.reading", {}, make("summary", {}, t("readingRight", { n: hundredths(least) })), make("ul", {}, ...rows));
}

function hundredths(share) {
  return Math.round(share * 100).toLocaleString(state.language);
}

/** "Kommunstyrelsen, ansvarig: read from “svarar för” by the rule …; 756 of 772 were right." */
function ruleWords(part) {
  const { label, role, cue, rule, confidence } = data.participations[part];
  const known = rule === null ? null : (data.rules[rule] ?? { sv: rule, en: rule, found: null, right: null });
  const number = (n) => n.toLocaleString(state.language);
  const counted = known && known.found !== null && known.right !== null;
  const words = [
    cue && make("span", {}, t("readFrom")[0], bdi(cue.replace(/\s+/gu, " ")), t("readFrom")[1], " "),
    known && make("span", {}, t("byRule"), " ", bdi(known[state.language]), ". "),
    counted
      ? t("rightOf", { right: number(known.right), found: number(known.found) })
      : t("rightAbout", { n: hundredths(confidence) }),
  ];
  return [make("strong", {}, bdi(label), ", ", bdi(roleOf(role))), ": ", ...words.filter(Boolean)];
}

// --- the text of a quote

/** The text cut where marks begin and end; offsets count code points, as the documents' do. */
function pieces(text, marks, others = []) {
  const points = Array.from(text);
  const marked = points.map(() => "");
  for (const [start, end] of others) marked.fill("mark.other", Math.max(0, start), Math.max(0, end));
  for (const [start, end] of marks) marked.fill("mark", Math.max(0, start), Math.max(0, end));
  const found = [];
  for (let start = 0, end = 1; start < points.length; start = end++) {
    while (end < points.length && marked[end] === marked[start]) end++;
    const piece = joined(points.slice(start, end).join(""));
    found.push(...(marked[start] ? [make(marked[start], {}, ...piece)] : piece));
  }
  return found;
}

/** A word that the document breaks at a line's end is shown in one; the hyphen stays in the page, out of sight. */
function joined(text) {
  if (!text.includes("\n")) return [text];
  const found = [];
  let last = 0;
  for (const gap of text.matchAll(LINE_BREAK)) {
    found.push(text.slice(last, gap.index), make("span", { hidden: true }, gap[0]));
    last = gap.index + gap[0].length;
  }
  return [...found, text.slice(last)];
}
