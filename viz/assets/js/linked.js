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
    make("p.small", {}, ...[link.data, ...groundsOf(link)].filter(Boolean).flatMap((word, number) => (number ? [" · ", bdi(word)] : [bdi(word)]))),
    link.facts.length > 0 && make("dl", {}, ...link.facts.flatMap(factPair)),
  );
}

function howOf(link) {
  return t("linkHow")[link.how] ?? t("linkHow").other;
}

/** On what grounds the link stands, in what words, and who said so. */
function groundsOf({ grounds, comment, by }) {
  return [t("linkGrounds")[grounds] ?? grounds, comment, by?.text];
}

function factPair({ label, value, source, date }) {
  const from = [source, date].filter(Boolean).join(", ");
  return [make("dt", {}, bdi(label[state.language])), make("dd", {}, webLink(value.text, value.link), from && make("span.muted", {}, " ", bdi(from)))];
}

/** A link where the address may be one; its text keeps its direction of writing, and may break. */
function webLink(text, address) {
  return address ? make("a", { href: address, rel: "noopener noreferrer" }, bdi(text)) : bdi(text);
}

/** What a scheme of identifiers is called. */
function schemeOf(scheme) {
  return data.schemes[scheme]?.[state.language] ?? scheme;
}
