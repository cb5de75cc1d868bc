/** Sentences as the documents have them, with the words that name a body marked. */

/** Words after which a hyphen at a line's end belongs to the word: "för- och nackdelar". */
const LINE_BREAK = /(?<=\p{L})-[^\S\n]*\n\s*(?=\p{Ll})(?!(?:och|eller|samt|som|and|or)\b)/gu;

/**
 * A quote with the mentions of the given participations marked, and its document and place under it.
 * @param {number} place
 * @param {number[]} parts participations that rest on the quote
 */
function quoteBlock(place, parts) {
  const quote = data.quotes[place];
  const marks = parts.flatMap((part) => data.participations[part].marks);
  const words = make("p", { dir: "auto" }, ...pieces(quote.text, marks));
  return make("figure.quote", {}, make("blockquote", {}, words), make("figcaption", {}, source(quote)));
}

/** The quotes that participations rest on, each once. */
function quoteBlocks(parts) {
  const found = new Map();
  for (const part of parts) {
    const { quote } = data.participations[part];
    if (quote !== null) found.set(quote, [...(found.get(quote) ?? []), part]);
  }
  return [...found].map(([place, own]) => quoteBlock(place, own));
}

function source(quote) {
  const document = quote.document === null ? null : data.documents[quote.document];
  const number = (n) => n.toLocaleString(state.language);
  const known = quote.start !== null && quote.end !== null;
  const name = document && make("bdi", { title: [document.label, document.file].filter(Boolean).join(", ") }, document.label);
  return make("span.source", {}, name, known && make("span", {}, t("characters", { start: number(quote.start), end: number(quote.end) })));
}

/** The text cut where marks begin and end; offsets count code points, as the documents' do. */
function pieces(text, marks) {
  const points = Array.from(text);
  const marked = points.map(() => false);
  for (const [start, end] of marks) marked.fill(true, Math.max(0, start), Math.max(0, end));
  const found = [];
  for (let start = 0, end = 1; start < points.length; start = end++) {
    while (end < points.length && marked[end] === marked[start]) end++;
    const piece = joined(points.slice(start, end).join(""));
    found.push(...(marked[start] ? [make("mark", {}, ...piece)] : piece));
  }
  return found;
}

/** A word that the document breaks at a line's end is shown in one; the hyphen stays in the page, out of sight. */
function joined(text) {
  const found = [];
  let last = 0;
  for (const gap of text.matchAll(LINE_BREAK)) {
    found.push(text.slice(last, gap.index), make("span", { hidden: true }, gap[0]));
    last = gap.index + gap[0].length;
  }
  return [...found, text.slice(last)];
}
