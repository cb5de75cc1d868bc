/** What a body is linked to in other data: how, on what grounds, and what is known from there. */

function linksOf(body) {
  if (!body.links.length) return [];
  const title = make("h3", {}, t("linksTitle"), " ", make("span.number", {}, String(body.links.length)));
  return [title, ...body.links.map(linkEntry), make("p.small", {}, t("linksWhy"))];
}

function linkEntry(link) {
  return make(
    "section.linked",
    {},
    make("p", {}, make("strong", {}, howOf(link)), " ", webLink(link.label[state.language], link.address.link)),
    make("p.small", {}, ...groundsOf(link).filter(Boolean).flatMap((word, number) => (number ? [" · ", word] : [word]))),
    link.facts.length > 0 && make("dl", {}, ...link.facts.flatMap(factPair)),
  );
}

function howOf(link) {
  return t("linkHow")[link.how] ?? t("linkHow").other;
}

/** In which data the link ends, on what grounds it stands, in what words, and who said so. */
function groundsOf({ data: place, grounds, comment, by }) {
  const words = [place, t("linkGrounds")[grounds] ?? grounds, comment];
  return [...words.map((word) => word && bdi(word)), by && webLink(by.text, by.link)];
}

function factPair({ label, value, source, date }) {
  const from = [source, date].filter(Boolean).join(", ");
  return [make("dt", {}, bdi(label[state.language])), make("dd", {}, webLink(value[state.language], value.link), from && make("span.muted", {}, " ", bdi(from)))];
}

/** A link where the address may be one; its text keeps its direction of writing, and may break. */
function webLink(text, address) {
  return address ? make("a", { href: address, rel: "noopener noreferrer" }, bdi(text)) : bdi(text);
}

/** What a scheme of identifiers is called. */
function schemeOf(scheme) {
  return data.schemes[scheme]?.[state.language] ?? scheme;
}
