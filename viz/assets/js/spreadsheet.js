/**
 * The ties as CSV for a spreadsheet: a row for each tie, context and pair of participations, with the sentences. Cells
 * are made harmless as the command does it (kg/results.py).
 */

/** Controls other than tab and line feed, which no cell needs. */
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;
/** What a spreadsheet may take for the start of a formula (OWASP, CSV Injection). */
const FORMULA = /^(?:[\t\r]|[\s\x00-\x1f\x85]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** @typedef {{tie: number, item: Evidence | null, one: number | null, other: number | null}} Row */

/** The columns in their order; their headings are the texts `csvColumns`. @type {Record<string, (row: Row) => string | number | null>} */
const CELLS = {
  body: ({ tie }) => nameOf(ends(tie)[0]),
  kind: ({ tie }) => kindOf(data.bodies[ends(tie)[0]]),
  role: ({ one }) => (one === null ? null : roleOf(data.participations[one].role)),
  through: ({ one }) => (one === null ? null : data.participations[one].through),
  otherBody: ({ tie }) => nameOf(ends(tie)[1]),
  otherKind: ({ tie }) => kindOf(data.bodies[ends(tie)[1]]),
  otherRole: ({ other }) => (other === null ? null : roleOf(data.participations[other].role)),
  otherThrough: ({ other }) => (other === null ? null : data.participations[other].through),
  certainty: ({ tie }) => (view.ties.get(tie).certain ? t("certain") : t("possible")),
  certaintyHere: ({ item }) => item && (item.certain ? t("certain") : t("possible")),
  context: ({ item }) => item && contextName(data.contexts[item.context]),
  code: ({ item }) => item && data.contexts[item.context].code,
  title: ({ item }) => item && data.contexts[item.context].label,
  report: ({ item }) => item && labelInList(data.reports, data.contexts[item.context].report),
  modality: (row) => modalityHere(row),
  quote: ({ one }) => quoteAt(one)?.text,
  document: (row) => documentHere(row),
  start: ({ one }) => quoteAt(one)?.start,
  end: ({ one }) => quoteAt(one)?.end,
  otherQuote: (row) => otherQuote(row)?.text,
  otherStart: (row) => otherQuote(row)?.start,
  otherEnd: (row) => otherQuote(row)?.end,
  address: ({ tie }) => tieAddress(data.ties[tie].key),
};

/** @returns {string} what passes the filters, in the language of the page; lines end as RFC 4180 has it */
function tiesCsv() {
  const names = t("csvColumns");
  const rows = csvRows().map((row) => Object.values(CELLS).map((cell) => cell(row)));
  const lines = [Object.keys(CELLS).map((name) => names[name]), ...rows].map((cells) => cells.map(csvCell).join(","));
  return lines.map((line) => `${line}\r\n`).join("");
}

/** @returns {Row[]} */
function csvRows() {
  const names = new Map([...view.ties.keys()].map((tie) => [tie, ends(tie).map(nameOf)]));
  const ties = [...names.keys()].sort((a, b) => {
    const [one, other] = [names.get(a), names.get(b)];
    return compare(one[0], other[0]) || compare(one[1], other[1]) || a - b;
  });
  return ties.flatMap((tie) => {
    const { evidence } = view.ties.get(tie);
    if (!evidence.length) return [{ tie, item: null, one: null, other: null }];
    return inOrder(evidence).flatMap((item) => pairsOf(tie, item).map(([one, other]) => ({ tie, item, one, other })));
  });
}

/** The participations of both ends in a context, each of one with each of the other. */
function pairsOf(tie, item) {
  const [ones, others] = ends(tie).map((body) => item.participations.filter((part) => data.bodies[body].participations.includes(part)));
  const pairs = ones.flatMap((one) => others.filter((other) => other !== one).map((other) => [one, other]));
  return pairs.length ? pairs : [[ones[0] ?? null, others[0] ?? null]];
}

function modalityHere({ item, one, other }) {
  const own = [one, other].map((part) => (part === null ? null : data.participations[part].modality)).find(Boolean);
  const modality = own ?? (item && data.contexts[item.context].modality);
  return modality && modalityOf(modality);
}

function documentHere({ item, one, other }) {
  const quote = quoteAt(one) ?? quoteAt(other);
  return labelInList(data.documents, quote ? quote.document : item && data.contexts[item.context].document);
}

function labelInList(list, place) {
  return place === null ? null : list[place].label;
}

/** @returns {Quote | undefined} */
function quoteAt(part) {
  return part === null ? undefined : data.quotes[data.participations[part].quote];
}

/** The sentence that the other one's part rests on, where it is another one. */
function otherQuote({ one, other }) {
  const quote = quoteAt(other);
  return quote === quoteAt(one) ? undefined : quote;
}

/** Where the tie is to be found: on the web the page's own address, else the file's name, for its folder is nobody's business. */
function tieAddress(key) {
  const [page] = location.href.split("#");
  return `${location.protocol === "file:" ? page.slice(page.lastIndexOf("/") + 1) : page}#tie=${key}`;
}

/** A cell that no spreadsheet takes for a formula, in quotation marks where it holds a comma, a quote or a line's end. */
function csvCell(value) {
  const text = String(value ?? "");
  const clean = (FORMULA.test(text) ? "'" : "") + text.replace(CONTROLS, "\ufffd");
  return /[",\r\n]/.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean;
}
