/**
 * The figures of the network in words: who takes part in most, who ties others together, who belongs together, and what
 * is missing. They are computed beforehand, of everything; the filters say which rows are listed.
 */

const figures = data.analysis;
/** How many names of a list are shown before the reader asks for more. */
const FIRST = 12;

const bridgeColumn = {
  name: "bridge", value: (body) => figures.bridge[body], cell: (body) => percent(figures.bridge[body]), down: true,
};
const groupColumn = {
  name: "groupHead", value: (body) => figures.group[body] ?? Infinity, cell: (body) => (figures.group[body] === null ? "–" : String(figures.group[body] + 1)),
};

/** @type {Table} */
const ANALYSIS = {
  title: "analysisTab", caption: "analysisCaption", nothing: "noBodyRows", kind: "body", places: () => sight.bodies, uncounted: true,
  sort: figures.bridge ? 3 : 2, down: true, before: howToRead, after: gapLists,
  columns: [
    { name: "body", value: nameRank, cell: (body) => rowOpener("body", body, body) },
    {
      name: "actionsCount", value: (body) => figures.actions[body] + figures.possibleActions[body] / 1e6,
      cell: (body) => surely(figures.actions[body], figures.possibleActions[body]), down: true,
    },
    {
      name: "partnersHead", value: (body) => figures.partners[body] + figures.possiblePartners[body] / 1e6,
      cell: (body) => surely(figures.partners[body], figures.possiblePartners[body]), down: true,
    },
    ...(figures.bridge ? [bridgeColumn] : []),
    ...(figures.group ? [groupColumn] : []),
    { name: "joins", value: (body) => figures.reports[body].length, cell: joins, css: "wide", down: true },
  ],
};

/** Which reports and kinds of body meet in a body, where there are several. */
function joins(body) {
  const reports = figures.reports[body].map((report) => data.reports[report].label);
  const looks = Object.values(data.looks);
  const kinds = figures.kinds[body].map((kind) => looks[kind].label[state.language]);
  const lines = [reports, kinds].filter((names) => names.length > 1).map((names) => names.join(" · "));
  return lines.length ? make("ul.names", {}, ...lines.map((line) => make("li", {}, bdi(line)))) : "–";
}

// --- above the table: what the figures mean

function howToRead() {
  const left = figures.bridge === null && make("p.small", {}, t("tooLarge"));
  const measures = ["actions", "partners", ...(figures.bridge ? ["bridge"] : []), ...(figures.group ? ["group"] : []), "joins"];
  return [
    make("p", {}, t("analysisLead")),
    left,
    make("details.measures", {}, make("summary", {}, t("measuresTitle")), make("dl", {}, ...measures.flatMap(measureWords))),
  ].filter(Boolean);
}

function measureWords(name) {
  const { term, means, caveat } = t("measures")[name];
  const sampled = name === "bridge" && figures.sampled !== null && ` ${t("sampled", { n: figures.sampled })}`;
  return [
    make("dt", {}, term),
    make("dd", {}, means, sampled || null),
    make("dd.small", {}, make("strong", {}, t("caveatWord")), " ", caveat),
  ];
}

// --- under the table: groups and gaps

function gapLists() {
  return [
    ...groupSection(),
    ...gapSection("single", figures.single.filter((body) => sight.bodies.has(body)), bodyOpener),
    ...gapSection("withoutOwner", figures.withoutOwner.filter((place) => sight.contexts.has(place)), contextOpener),
    ...gapSection("withoutPartner", figures.withoutPartner.filter((place) => sight.contexts.has(place)), contextOpener),
  ];
}

function gapSection(name, places, open) {
  const { title, means } = t("gaps")[name];
  const list = make("ul.rows", {});
  const add = (first, last) => list.append(...places.slice(first, last).map((place) => make("li", {}, open(place))));
  add(0, FIRST);
  return [
    make("h3", {}, title, " ", make("span.number", {}, String(places.length))),
    make("p.small", {}, means),
    places.length ? list : make("p.none", {}, t("noneHere")),
    places.length > FIRST && moreOfList(places.length - FIRST, list, () => add(FIRST, places.length)),
  ].filter(Boolean);
}

function moreOfList(left, list, add) {
  const click = (event) => {
    add();
    event.currentTarget.remove();
    /** @type {HTMLElement} */ (list.children[FIRST].querySelector("button")).focus();
  };
  return make("button.button", { type: "button", on: { click } }, t("more", { n: left }));
}

/** Each group by its best connected body, with its members. */
function groupSection() {
  if (!figures.group) return [];
  const inGroup = [...sight.bodies].filter((body) => figures.group[body] !== null);
  const members = grouped(inGroup.sort((one, other) => nameRank(one) - nameRank(other)), (body) => figures.group[body]);
  const numbers = [...members.keys()].sort((one, other) => one - other);
  const rows = numbers.map((number) => groupDetails(number, members.get(number)));
  const title = make("h3", {}, t("groupsTitle"), " ", make("span.number", {}, String(numbers.length)));
  return [title, make("p.small", {}, t("groupsMean")), ...(rows.length ? rows : [make("p.none", {}, t("noneHere"))])];
}

function groupDetails(number, bodies) {
  const middle = bodies.reduce((best, body) => (figures.partners[body] > figures.partners[best] ? body : best));
  const details = make("details", {}, make("summary", {}, t("groupName", { n: number + 1, name: nameOf(middle) }), " ", make("span.number", {}, String(bodies.length))));
  // The names are put in when the group is opened: there may be thousands.
  const open = () => details.append(make("ul.rows", {}, ...bodies.map((body) => make("li", {}, bodyOpener(body)))));
  details.addEventListener("toggle", open, { once: true });
  return details;
}
