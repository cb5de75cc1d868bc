/** What is known of the selected body, tie or action; where nothing is selected, how to read the page. */

const panel = document.getElementById("panel");
const PANELS = { body: bodyPanel, tie: tiePanel, action: actionPanel };

watch((what) => {
  if (what !== "theme") showPanel();
});

function showPanel() {
  const { selection } = state;
  panel.replaceChildren(...(selection ? PANELS[selection.kind](selection.place) : introPanel()));
  panel.classList.toggle("chosen", selection !== null);
  panel.scrollTop = 0;
}

function heading(...children) {
  return make("h2", { id: "panel-title", tabindex: "-1" }, ...children);
}

/** The line over a heading: what it is, and a way out. */
function overline(...children) {
  const close = make("button.close", { type: "button", "aria-label": t("close"), on: { click: () => select(null) } }, "×");
  return make("div.overline", {}, make("span", {}, ...children), close);
}

// --- nothing selected

/** A question, and the ways to an answer: the search, the kinds, the ties, the best connected. */
function introPanel() {
  const ranked = firstOf(data.bodies.keys(), 5, (one, other) => tiesOf[other].length - tiesOf[one].length || nameRank(one) - nameRank(other));
  const tied = ranked.filter((place) => tiesOf[place].length);
  const alone = data.bodies.map((_, place) => place).filter((place) => !tiesOf[place].length);
  return [
    heading(t("introTitle")),
    make("p", {}, t("introAsk")),
    make("button.button.ask", { type: "button", on: { click: () => input.focus() } }, t("introSearch")),
    ...groupList(),
    ...(data.ties.length ? certaintyRows() : []),
    ...(data.bodies.length ? kindRows() : []),
    ...(tied.length ? [make("h3", {}, t("mostPartners")), ranking(tied)] : []),
    ...(alone.length ? without(alone) : []),
    make("p.caveat", {}, t("introCaveat")),
  ];
}

/** The groups of a large network: the way into the picture for the keyboard. */
function groupList() {
  if (scope.kind !== "groups") return [];
  const order = communities.map((_, place) => place).sort((one, other) => communities[other].bodies.length - communities[one].bodies.length);
  const row = (place) => make("li", {}, groupOpener(place), make("span.number", {}, communities[place].bodies.length.toLocaleString(state.language)));
  return [make("h3", {}, t("groups"), " ", make("span.number", {}, String(order.length))), ...longList(order, row, 6)];
}

function groupOpener(place) {
  const click = () => {
    openGroup(place);
    document.getElementById("panel-title").focus({ preventScroll: true });
  };
  return make("button.opener", { type: "button", on: { click } }, bdi(communities[place].label[state.language]));
}

/** Rows of which the first ones stand open, and the others behind a word; these are made when they are asked for. */
function longList(items, row, most) {
  const open = make("ul.rows", {}, ...items.slice(0, most).map(row));
  const rest = items.slice(most);
  if (!rest.length) return [open];
  const hidden = make("ul.rows");
  const toggle = () => hidden.childElementCount || hidden.append(...rest.map(row));
  return [open, make("details", { on: { toggle } }, make("summary", {}, t("more", { n: rest.length })), hidden)];
}

/** How many ties the documents are sure of; a click shows these alone. */
function certaintyRows() {
  const certain = data.ties.filter((tie) => tie.certain).length;
  const row = (name, number) => filterRow({ certainty: name }, [line(name === "certain"), make("bdi", {}, t(`${name}Tie`))], number);
  return [make("h3", {}, t("tiesTab")), make("ul.rows", {}, row("certain", certain), row("possible", data.ties.length - certain))];
}

/** How many bodies there are of each kind. */
function kindRows() {
  const counts = new Map(Object.keys(data.looks).map((kind) => [kind, 0]));
  for (const body of data.bodies) counts.set(body.kind, counts.get(body.kind) + 1);
  const row = ([kind, number]) => filterRow({ kind }, [mark(kind), bdi(data.looks[kind].label[state.language])], number);
  return [make("h3", {}, t("bodiesTab")), ...longList([...counts], row, 6)];
}

/** A line with a number: it narrows the page to what it counts, and widens it again. */
function filterRow(changes, words, number) {
  const set = Object.entries(changes).every(([name, value]) => state.filters[name] === value);
  const click = (event) => {
    const place = [...panel.querySelectorAll("button")].indexOf(event.currentTarget);
    filter(set ? Object.fromEntries(Object.keys(changes).map((name) => [name, ""])) : changes);
    panel.querySelectorAll("button")[place]?.focus({ preventScroll: true });
  };
  const pressed = { type: "button", "aria-pressed": String(set), on: { click } };
  return make("li", {}, make("button.opener", pressed, ...words), make("span.number", {}, number.toLocaleString(state.language)));
}

function ranking(places) {
  const row = (place) => make("li", {}, bodyOpener(place), make("span.number", {}, String(tiesOf[place].length)));
  return make("ul.rows", {}, ...places.map(row));
}

/** Bodies without a tie, behind a word: they are many, and each is found by the search too. */
function without(places) {
  const rows = places.slice(0, 30).map((place) => make("li", {}, bodyOpener(place)));
  const title = make("summary", {}, make("h3", {}, t("without"), " ", make("span.number", {}, places.length.toLocaleString(state.language))));
  return [make("details.alone", {}, title, make("p.small", {}, t("withoutWhy")), make("ul.rows", {}, ...rows))];
}

/** Bodies that the picture shows as one, since they have the same parts; nothing is selected by that. */
function showCrowd(node) {
  const rows = node.bodies.map((place) => make("li", {}, bodyOpener(place)));
  panel.replaceChildren(overline(t("sameParts")), heading(bdi(node.name)), make("ul.rows", {}, ...rows));
  panel.scrollTop = 0;
  announce(node.name);
  document.getElementById("panel-title").focus({ preventScroll: true });
  if (stacked()) panel.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
}

// --- a tie

function tiePanel(place) {
  const tie = data.ties[place];
  const [one, other] = ends(place);
  const shown = view.ties.get(place) ?? { certain: tie.certain, evidence: tie.evidence };
  const contexts = shown.evidence.map((item) => item.context);
  return [
    overline(line(shown.certain), shown.certain ? t("certainTie") : t("possibleTie")),
    heading(bodyOpener(one), make("span.unseen", {}, " – "), bodyOpener(other)),
    make("p.summary", {}, contextCounts(contexts) || t("noEvidence")),
    contexts.length > 0 && make("p.small", {}, shown.certain ? t("certainWhy") : t("possibleWhy")),
    ...inOrder(shown.evidence).map((item) => matter([one, other], item, shown.certain)),
    citing("tie", place),
  ].filter(Boolean);
}

/** Certain evidence first, then as the reports and their numbers go. */
function inOrder(evidence) {
  return [...evidence].sort((one, other) => Number(other.certain) - Number(one.certain) || contextRank(one.context) - contextRank(other.context));
}

function matter(both, item, certain) {
  return make(
    "article.matter",
    {},
    make("h3", {}, contextOpener(item.context)),
    facts(item.context, certain !== item.certain && certaintyTag(item.certain)),
    make("ul.sides", {}, ...both.map((place) => side(place, item.participations))),
    ...quoteBlocks(item.participations),
  );
}

function contextOpener(place) {
  const { code, label } = data.contexts[place];
  return opener("action", place, code && make("span.code", {}, code), bdi(label));
}

/** Kind of context (where it is no action), report, modality. */
function facts(place, ...more) {
  const context = data.contexts[place];
  const words = [
    context.kind !== "Action" && make("span.chip", {}, contextName(context)),
    context.modality && make("span.chip", {}, modalityOf(context.modality)),
    ...more,
    context.report !== null && bdi(data.reports[context.report].label),
  ];
  return make("p.facts", {}, ...words.filter(Boolean));
}

/** One body's part: as what, through whom, as one of which group. */
function side(place, parts) {
  const own = parts.filter((part) => data.bodies[place].participations.includes(part));
  const name = make("span.who", {}, mark(data.bodies[place].kind), bdi(nameOf(place)));
  return make("li", {}, name, ...own.map((part) => partWords(place, part)));
}

function partWords(place, part) {
  const { role, through } = data.participations[part];
  const chips = [make("strong", {}, roleOf(role)), through && make("span", {}, t("through", { name: through }))];
  return make("span.part", {}, ...chips, noteLine(place, part));
}

function noteLine(place, part) {
  const found = notes(place, part);
  return found.length > 0 && make("span.notes", {}, ...found);
}

function notes(place, part) {
  const { implicit, open, unspecified, group } = data.participations[part];
  const via = place === null ? undefined : data.bodies[place].via[part];
  const possible = place !== null && isPossible(place, part);
  return [
    via !== undefined && make("span.note", {}, t(possible ? "maybeOneOf" : "oneOf", { group: via })),
    via === undefined && group && t("group")[group] && make("span.note", {}, t("group")[group]),
    unspecified && make("span.note", {}, t("unspecified")),
    implicit && make("span.note", { title: t("implicitWhy") }, t("implicit")),
    open && make("span.note", { title: t("openListWhy") }, t("openList")),
  ].filter(Boolean);
}

// --- a body

function bodyPanel(place) {
  const body = data.bodies[place];
  const parts = partsShown(body);
  const ties = passingTies(place);
  const contexts = contextsOf(place);
  const summary = [contextCounts(contexts), ties.length ? count(t("ties"), ties.length) : ""].filter(Boolean).join(" · ");
  return [
    overline(mark(body.kind), kindOf(body)),
    heading(bdi(nameOf(place))),
    make("p.summary", {}, summary || t("noParts")),
    body.page && make("p.small", {}, make("a", { href: body.page }, t("ownPage"))),
    body.unnamed && make("p.small", {}, t("unnamed")),
    make("p.around", {}, make("span", {}, t("showSurroundings")), " ", stepButtons(place)),
    sheetButton(),
    ...partnerList(place, ties),
    ...partList(place, parts),
    ...identity(body),
    ...linksOf(body),
    citing("body", place),
  ].filter(Boolean);
}

function partnerList(place, ties) {
  if (!ties.length) return [make("p.small", {}, t("noPartners"))];
  const shown = (tie) => view.ties.get(tie);
  const rank = (tie) => nameRank(partner(data.ties[tie], place));
  const sorted = [...ties].sort(
    (one, other) =>
      Number(shown(other).certain) - Number(shown(one).certain) ||
      shown(other).weight - shown(one).weight ||
      rank(one) - rank(other),
  );
  const rows = sorted.map((tie) => partnerRow(place, tie));
  return [make("h3", {}, t("partners"), " ", make("span.number", {}, String(ties.length))), make("ul.rows", {}, ...rows)];
}

function partnerRow(place, tie) {
  const other = partner(data.ties[tie], place);
  const { certain, evidence } = view.ties.get(tie);
  const words = contextCounts(evidence.map((item) => item.context)) || t("readTie");
  const spoken = make("span.unseen", {}, ` ${certain ? t("certain") : t("possible")}, ${nameOf(other)}`);
  return make("li", {}, bodyOpener(other), opener("tie", tie, line(certain), words, spoken));
}

/** The body's participations, a heading for each role, each with its sentence behind it. */
function partList(place, parts) {
  const roles = grouped(parts, (part) => data.participations[part].role);
  if (!roles.size) return [];
  const sections = [...roles].map(([role, own]) => roleSection(place, role, own, parts.length <= 2));
  return [make("h3", {}, t("partsTitle")), ...sections];
}

function roleSection(place, role, parts, open) {
  const title = make("h4", {}, roleOf(role), " ", make("span.number", {}, String(parts.length)));
  return make("section.role", {}, title, ...parts.map((part) => partDetails(place, part, open)));
}

function partDetails(place, part, open) {
  const { context, label, through } = data.participations[part];
  const known = context === null ? null : data.contexts[context];
  const words = [known?.code && make("span.code", {}, known.code), bdi(known?.label ?? label)];
  const more = [through && make("span", {}, t("through", { name: through })), noteLine(place, part)].filter(Boolean);
  return make(
    "details",
    { open },
    make("summary", {}, ...words),
    context !== null && facts(context),
    more.length > 0 && make("p.part", {}, ...more),
    ...quoteBlocks([part]),
  );
}

function identity(body) {
  const rows = [
    body.aliases.length && [t("otherNames"), body.aliases.map((name) => make("div", {}, bdi(name)))],
    body.identifiers.length && [t("identifiers"), body.identifiers.map(identifier)],
    [t("address"), [make("span.address", {}, bdi(body.iri))]],
  ];
  const pair = ([term, values]) => [make("dt", {}, term), make("dd", {}, ...values)];
  return [make("dl", {}, ...rows.filter(Boolean).flatMap(pair))];
}

function identifier({ scheme, value, link }) {
  return make("div", {}, make("span.muted", {}, bdi(schemeOf(scheme)), " "), linked(value, link));
}

// --- an action

function actionPanel(place) {
  const context = data.contexts[place];
  const parts = partsOf[place];
  return [
    overline(contextName(context), context.code && make("span.code", {}, context.code)),
    heading(bdi(context.label)),
    facts(place),
    context.purpose && make("p.purpose", {}, make("span.muted", {}, `${t("purpose")}: `), bdi(context.purpose)),
    make("h3", {}, t("participants")),
    make("ul.sides", {}, ...parts.map(participant)),
    make("h3", {}, t("sentences")),
    ...quoteBlocks(parts),
    citing("action", place),
  ].filter(Boolean);
}

function participant(part) {
  const places = bodiesOf[part];
  const { label, role, through } = data.participations[part];
  const words = [make("strong", {}, roleOf(role)), through && make("span", {}, t("through", { name: through })), noteLine(null, part)];
  if (places.length === 1) return make("li", {}, bodyOpener(places[0]), make("span.part", {}, ...words));
  return make("li", {}, make("span.who", {}, bdi(label)), make("span.part", {}, ...words), places.length > 1 && crowdOf("bodies", places));
}
