/**
 * The text of a document with all its marks: each quote leads into it, and each mark in it to what it says.
 *
 * Places in it are units of its string; the documents' offsets, which count code points, are converted once.
 *
 * @typedef {{start: number, end: number, parts: number[], number: number}} Mark
 * @typedef {{start: number, end: number, breaks: number[], level: number, kept: boolean, element: HTMLElement | null}} Paragraph
 *   `breaks` are the line ends that the author meant, `level` is that of a heading, 0 for other paragraphs; `kept` where
 *   white space sets columns apart
 * @typedef {{at: number, end: number, point: number, label: string, code: string | null, level: number}} Heading
 * @typedef {{text: string, unit: (point: number) => number, marks: Mark[], paragraphs: Paragraph[],
 *   headings: Heading[]}} Manuscript
 */

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("reading"));
const readingText = document.getElementById("reading-text");
const readingDocument = /** @type {HTMLSelectElement} */ (document.getElementById("reading-document"));
const readingContents = /** @type {HTMLDetailsElement} */ (document.getElementById("reading-contents"));

/** How many paragraphs the browser lays out, or passes over, in one go. */
const STRETCH = 40;
/** Lines longer than this were not broken to fit a page. */
const LONGEST_LINE = 200;
/** How many ties a claim names before it leads to the action for the others. */
const MOST_TIES = 6;

/** @type {Map<number, Manuscript>} */
const manuscripts = new Map();
/**
 * Which document stands in the dialog, in which language, the code point that was asked for, and the sentence that is lit.
 * @type {{document: number | null, language: string, at: number | null, lit: [number, number] | null}}
 */
const shownText = { document: null, language: "", at: null, lit: null };

watch((what) => {
  if (what === "all" || what === "selection" || what === "language") showText(what);
});

/** Opens a document's text at a code point of it. */
function openText(place, at) {
  state.text = { document: place, at };
  remember(true);
  showText("text");
}

function closeText() {
  state.text = null;
  remember(true);
  showText("text");
}

function showText(what) {
  if (!state.text) return leaveText(what);
  const { document: place, at } = state.text;
  const manuscript = manuscriptOf(place);
  if (shownText.document !== place || shownText.language !== state.language) fillDialog(place, manuscript);
  if (!dialog.open) dialog.showModal();
  shownText.at = at;
  lightSentence(manuscript, at === null ? null : sentenceAt(place, manuscript, at));
  goTo(manuscript, shownText.lit?.[0] ?? (at === null ? 0 : manuscript.unit(at)));
}

/** Closes the dialog. The focus goes to what was chosen in it, or back to where the text was opened. */
function leaveText(what) {
  if (!dialog.open) return;
  dialog.close();
  const back = document.activeElement;
  if (what === "text" && back && back !== document.body) return;
  const button = what === "selection" || shownText.at === null ? null : panel.querySelector(`[data-at="${shownText.at}"]`);
  if (!button) document.getElementById("panel-title")?.focus({ preventScroll: true });
  else queueMicrotask(() => comeBackTo(/** @type {HTMLElement} */ (button)));
}

/** Once the page has settled on what is selected: to the quote that led into the text. */
function comeBackTo(button) {
  button.focus({ preventScroll: true });
  button.scrollIntoView({ block: "center" });
}

// --- the dialog

function fillDialog(place, manuscript) {
  Object.assign(shownText, { document: place, language: state.language, lit: null });
  readingDocument.replaceChildren(...readable().map((each) => new Option(data.documents[each].label, String(each), false, each === place)));
  readingDocument.parentElement.hidden = readable().length < 2;
  document.getElementById("reading-title").replaceChildren(bdi(data.documents[place].label));
  document.getElementById("reading-facts").textContent = documentFacts(data.documents[place]);
  readingContents.hidden = manuscript.headings.length < 4;
  readingContents.querySelector("ol").replaceChildren(...manuscript.headings.map(contentsRow));
  readingText.replaceChildren(...stretches(manuscript));
}

/** The documents whose text the page holds. */
function readable() {
  return data.documents.flatMap((document, place) => (document.text === null ? [] : [place]));
}

/** "Issuer · date": what is known of a document beside its name. */
function documentFacts({ issuer, date, file, label }) {
  return [issuer, date ?? t("undated"), file !== label && file].filter(Boolean).join(" · ");
}

function contentsRow({ point, label, code, level }) {
  const jump = () => {
    readingContents.open = false;
    openText(state.text.document, point);
  };
  const words = [code && make("span.code", {}, code), bdi(label)];
  return make(level > 1 ? "li.inner" : "li", {}, make("button.opener", { type: "button", on: { click: jump } }, ...words));
}

/** Brings a place into sight and moves the focus there: to the lit sentence, or to the paragraph. */
function goTo(manuscript, unit) {
  const { element } = paragraphAt(manuscript, unit) ?? {};
  if (!element) return;
  const sentence = shownText.lit?.[0] === unit ? element.querySelector(".lit") : null;
  const target = /** @type {HTMLElement} */ (sentence ?? element);
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: sentence ? "center" : "start" });
}

// --- its parts

/** @returns {Manuscript} */
function manuscriptOf(place) {
  if (!manuscripts.has(place)) manuscripts.set(place, manuscript(place));
  return manuscripts.get(place);
}

/** @returns {Manuscript} */
function manuscript(place) {
  const { text } = data.documents[place];
  const unit = unitsOf(text);
  const marks = marksIn(place, unit);
  const headings = headingsIn(place, unit);
  const whole = headings.filter(({ at, end }) => isOwnLine(text, at, end));
  return { text, unit, marks, headings, paragraphs: paragraphsOf(text, whole, marks) };
}

/** Where in the string a code point stands: characters beyond the basic plane take two units each. */
function unitsOf(text) {
  const wide = [];
  if (/[\ud800-\udbff]/.test(text)) {
    let point = 0;
    for (const char of text) {
      if (char.length > 1) wide.push(point);
      point++;
    }
  }
  return (point) => Math.min(text.length, point + countBelow(wide, point, (each) => each));
}

/** How many of the sorted items have a smaller number. */
function countBelow(items, limit, numberOf) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberOf(items[middle]) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const startOf = (item) => item.start;
const endOf = (item) => item.end;

/** The stretches of a text that name a body, in its order; where mentions overlap, the part that they share is one. */
function marksIn(place, unit) {
  const mentions = data.participations.flatMap(({ context, at }, part) => {
    if (!at || context === null || data.contexts[context].document !== place) return [];
    const [start, end] = at.map(unit);
    return start < end ? [{ start, end, part }] : [];
  });
  mentions.sort((one, other) => one.start - other.start || one.end - other.end);
  const edges = [...new Set(mentions.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
  /** @type {Mark[]} */
  const found = [];
  let [open, next] = [/** @type {typeof mentions} */ ([]), 0];
  edges.slice(0, -1).forEach((start, number) => {
    while (next < mentions.length && mentions[next].start <= start) open.push(mentions[next++]);
    open = open.filter(({ end }) => end > start);
    const parts = open.map(({ part }) => part);
    if (parts.length) found.push({ start, end: edges[number + 1], parts, number: found.length });
  });
  return found;
}

/** Reports and actions whose headings stand in the text, in its order. */
function headingsIn(place, unit) {
  const reports = data.reports.map((report) => ({ ...report, code: null, level: 1 }));
  const inner = reports.some(({ document, heading }) => document === place && heading) ? 2 : 1;
  const contexts = data.contexts.map((context) => ({ ...context, level: inner }));
  const found = [...reports, ...contexts].flatMap(({ document, heading, label, code, level }) => {
    if (document !== place || !heading) return [];
    const [at, end] = heading.map(unit);
    return at < end ? [{ at, end, point: heading[0], label, code, level }] : [];
  });
  return found.sort((one, other) => one.at - other.at || one.level - other.level);
}

/** Whether a stretch takes up its lines alone, as a heading does. */
function isOwnLine(text, start, end) {
  const [first, last] = [text.lastIndexOf("\n", start - 1) + 1, text.indexOf("\n", end)];
  return !text.slice(first, start).trim() && !text.slice(end, last < 0 ? text.length : last).trim();
}

/**
 * The paragraphs of a text: parted by empty lines and form feeds, and a heading is one of its own. A name that runs on
 * over an empty line, as at the turn of a page, is not parted.
 * @returns {Paragraph[]}
 */
function paragraphsOf(text, headings, marks) {
  const lines = linesOf(text);
  const width = usualWidth(lines);
  /** @type {Paragraph[]} */
  const found = [];
  let before = null;
  for (const line of lines) {
    const heading = headingAt(headings, line);
    const last = found.at(-1);
    const parted = !before || line.parted || heading !== before.heading;
    const runsOn = last && markAcross(marks, last.end, line.start);
    if (parted && !runsOn) found.push({ start: line.start, end: line.end, breaks: [], level: heading?.level ?? 0, kept: false, element: null });
    else {
      if (isMeant(before, line, width)) last.breaks.push(before.end);
      last.end = line.end;
    }
    before = { ...line, heading };
  }
  for (const paragraph of found) paragraph.kept = /\t|\S {3,}\S/.test(text.slice(paragraph.start, paragraph.end));
  return found;
}

/** The lines that are not empty; `parted` where an empty one or a form feed comes before. */
function linesOf(text) {
  const found = [];
  let parted = false;
  for (const { index, 0: line } of text.matchAll(/[^\n\f]+|\n[^\S\n]*(?=\n)|\f/g)) {
    const words = line.trim();
    if (!words) parted = true;
    else {
      found.push({ start: index, end: index + line.trimEnd().length, words, parted });
      parted = false;
    }
  }
  return found;
}

/** How long lines are that were broken to fit a page; 0 where lines are whole paragraphs. */
function usualWidth(lines) {
  const lengths = lines.map(({ words }) => words.length).sort((one, other) => one - other);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  return width > LONGEST_LINE ? 0 : width;
}

/** Whether a line end is the author's: the next word would have fitted on the line, or begins a point of a list. */
function isMeant(before, { words }, width) {
  if (/\p{L}-$/u.test(before.words) && /^\p{Ll}/u.test(words)) return false; // a word that goes on
  if (/^(?:[-–—•*·]|\d+[.)]|[a-zåäö]\))\s/u.test(words)) return true;
  return before.words.length + 1 + words.split(/\s/u, 1)[0].length <= width * 0.92 || !width;
}

function headingAt(headings, { start, end }) {
  const number = countBelow(headings, end, ({ at }) => at) - 1;
  return number >= 0 && headings[number].end > start ? headings[number] : null;
}

/** Whether a mark begins before one place and ends after another. */
function markAcross(marks, from, to) {
  const number = countBelow(marks, from, startOf) - 1;
  return number >= 0 && marks[number].end > to;
}

function paragraphAt({ paragraphs }, unit) {
  const number = countBelow(paragraphs, unit + 1, endOf);
  return paragraphs[Math.min(number, paragraphs.length - 1)];
}

// --- its elements

/** The paragraphs as elements, in stretches that the browser need not lay out until they are near. */
function stretches(manuscript) {
  const found = [];
  for (let first = 0; first < manuscript.paragraphs.length; first += STRETCH) {
    const inside = manuscript.paragraphs.slice(first, first + STRETCH);
    for (const paragraph of inside) {
      paragraph.element = make(paragraph.level ? `h${paragraph.level + 2}` : "p", { dir: "auto" });
      fillParagraph(manuscript, paragraph);
    }
    found.push(make("div.stretch", {}, ...inside.map(({ element }) => element)));
  }
  return found;
}

function fillParagraph(manuscript, paragraph) {
  paragraph.element.classList.toggle("kept", paragraph.kept);
  paragraph.element.replaceChildren(...paragraphPieces(manuscript, paragraph));
}

/** The text of a paragraph, cut where marks, the lit sentence and the author's lines begin and end. */
function paragraphPieces(manuscript, paragraph) {
  const { start, end } = paragraph;
  const marks = marksBetween(manuscript.marks, start, end);
  const lit = shownText.lit ?? [end, end];
  const cuts = [start, end, ...lit, ...marks.flatMap((mark) => [mark.start, mark.end])];
  const edges = [...new Set(cuts.filter((cut) => cut >= start && cut <= end))].sort((one, other) => one - other);
  const [before, inside, after] = [[], [], []];
  for (let number = 0; number + 1 < edges.length; number++) {
    const [from, to] = [edges[number], edges[number + 1]];
    const mark = marks.find((each) => each.start <= from && to <= each.end);
    const words = lined(manuscript.text, from, to, paragraph.kept ? [] : paragraph.breaks);
    (to <= lit[0] ? before : from >= lit[1] ? after : inside).push(...(mark ? [markButton(mark, words)] : words));
  }
  return [...before, ...(inside.length ? [make("span.lit", {}, ...inside)] : []), ...after];
}

function marksBetween(marks, start, end) {
  return marks.slice(countBelow(marks, start + 1, endOf), countBelow(marks, end, startOf));
}

/** A stretch of text in which the author's lines are kept; the line's end itself stays in the text. */
function lined(text, start, end, breaks) {
  const found = [];
  let from = start;
  for (const at of breaks) {
    if (at < from || at >= end) continue;
    found.push(...joined(text.slice(from, at)), make("br"));
    from = at;
  }
  return [...found, ...joined(text.slice(from, end))].flatMap(withGaps);
}

/** A word longer than any real one may break every 60 letters, as in `bdi`. */
function withGaps(words) {
  if (typeof words !== "string" || !/\S{120}/.test(words)) return [words];
  return gapped(words);
}

/** A mark that a key or the pointer opens. No real button: that would not break over lines as its words do. */
function markButton({ parts, number }, words) {
  const roles = [...new Set(parts.map((part) => roleOf(data.participations[part].role)))].join(", ");
  return make("mark.claim", { role: "button", tabindex: 0, "aria-expanded": "false", "data-mark": number, title: roles }, ...words);
}

/** Lights the sentence, and puts out the one that was lit. */
function lightSentence(manuscript, sentence) {
  const old = shownText.lit;
  if (old?.[0] === sentence?.[0] && old?.[1] === sentence?.[1]) return;
  shownText.lit = sentence;
  closeClaims();
  for (const paragraph of manuscript.paragraphs) {
    const touched = [old, sentence].some((each) => each && each[0] < paragraph.end && paragraph.start < each[1]);
    if (touched) fillParagraph(manuscript, paragraph);
  }
}

/** The quoted sentence that begins at a code point, else one that covers it. */
function sentenceAt(place, manuscript, at) {
  const quotes = data.quotes.filter(({ document, start, end }) => document === place && start <= at && at < end);
  const found = quotes.find(({ start }) => start === at) ?? quotes[0];
  return found ? /** @type {[number, number]} */ ([manuscript.unit(found.start), manuscript.unit(found.end)]) : null;
}

// --- what a mark says

/** @type {number[][]} which ties rest on each participation, made when first asked for */
let tiesBehind;

function tiesOn(part) {
  if (!tiesBehind) {
    tiesBehind = data.participations.map(() => []);
    data.ties.forEach((tie, place) => {
      for (const each of new Set(tie.evidence.flatMap((item) => item.participations))) tiesBehind[each].push(place);
    });
  }
  return tiesBehind[part];
}

/** Shows what a mark says under its paragraph, or takes it away again. */
function toggleClaims(button) {
  const open = button.getAttribute("aria-expanded") === "true";
  closeClaims();
  if (open) return;
  const { parts } = manuscriptOf(state.text.document).marks[Number(button.dataset.mark)];
  const claims = make("div.claims", { id: "reading-claims", role: "group", "aria-label": t("markSays") }, ...parts.map(claimBlock));
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", "reading-claims");
  button.closest("p, h3, h4").after(claims);
  claims.scrollIntoView({ block: "nearest" });
}

function closeClaims() {
  document.getElementById("reading-claims")?.remove();
  for (const button of readingText.querySelectorAll('[aria-expanded="true"]')) {
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-controls");
  }
}

function claimBlock(part) {
  const { context, role, through, label } = data.participations[part];
  const [place, ...more] = bodiesOf[part];
  const who = place !== undefined && !more.length ? bodyOpener(place) : bdi(label);
  const notes = [through && make("span", {}, t("through", { name: through })), noteLine(null, part)];
  const read = data.participations[part].confidence === null ? null : make("p.small", {}, ...ruleWords(part).slice(2));
  return make(
    "div.said",
    {},
    make("p", {}, who, " ", make("strong", {}, roleOf(role)), " ", ...notes.filter(Boolean)),
    context !== null && make("p", {}, contextOpener(context)),
    tieRows(part),
    read,
  );
}

function tieRows(part) {
  const name = (tie) => ends(tie).map(nameOf).join(" – ");
  const ties = tiesOn(part).filter((tie) => view.ties.has(tie)).sort((one, other) => compare(name(one), name(other)));
  if (!ties.length) return null;
  const row = (tie) => make("li", {}, opener("tie", tie, line(view.ties.get(tie).certain), bdi(name(tie))));
  const rest = ties.length - MOST_TIES;
  const rows = [...ties.slice(0, MOST_TIES).map(row), rest > 0 && make("li.small", {}, t("moreTies", { n: rest }))];
  return make("ul", { "aria-label": t("tiesBehind") }, ...rows.filter(Boolean));
}

// --- what the reader does

function markOf(event) {
  return /** @type {Element} */ (event.target).closest("[data-mark]");
}

readingText.addEventListener("click", (event) => {
  const button = markOf(event);
  if (button) toggleClaims(button);
});
readingText.addEventListener("keydown", (event) => {
  const button = markOf(event);
  if (!button || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  toggleClaims(button);
});
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  closeText();
});
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  closeText();
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) closeText();
});
document.getElementById("reading-close").addEventListener("click", closeText);
readingDocument.addEventListener("change", () => openText(Number(readingDocument.value), null));
