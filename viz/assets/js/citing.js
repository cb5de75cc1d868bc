/** Addresses to cite: of the page, and of each tie, body and action, copied with a citation that says what it is. */

/** The button of a panel that copies its address and a citation; a field with both where nothing can be copied. */
function citing(kind, place) {
  return make("section.citing", {}, make("h3", {}, t("cite")), make("p.small", {}, t("citeWhy")[kind]), copier(() => citation(kind, place)));
}

/** A button that copies what `words` gives, and the field that shows it where the browser does not let a page copy. */
function copier(words) {
  const field = make("textarea.citation", { readonly: true, rows: 5, dir: "auto", hidden: true, "aria-label": t("citation") });
  const said = make("span.small", {});
  const button = make("button.button", { type: "button", on: { click: () => copyWords(words(), field, said) } }, t("copyAddress"));
  return make("div.copier", {}, button, said, field);
}

async function copyWords(words, field, said) {
  field.value = words;
  try {
    await navigator.clipboard.writeText(words);
    sayIn(said, t("copied"));
  } catch {
    field.hidden = false;
    field.focus();
    field.select();
    sayIn(said, t("copyByHand"));
  }
}

function sayIn(element, words) {
  element.textContent = words;
  announce(words);
}

/** What to write when citing: page, title, what it is with its key, the documents behind it, and the address. */
function citation(kind, place) {
  const parts = [
    `${t("citedPage")}: ${data.title}`,
    kind && citedName(kind, place),
    kind && t("citedKey", { key: LISTS[kind][place].key }),
    citedDocuments(documentsOf(kind, place)),
    data.about.generator && t("madeBy", { name: data.about.generator }),
  ];
  return `${parts.filter(Boolean).join(". ")}.\n${addressOf(kind, place)}`;
}

function citedName(kind, place) {
  if (kind === "tie") return `${view.ties.get(place)?.certain ?? data.ties[place].certain ? t("certainTie") : t("possibleTie")} ${ends(place).map(nameOf).join(" – ")}`;
  if (kind === "body") return `${t("body")} ${nameOf(place)}`;
  const context = data.contexts[place];
  return [contextName(context), context.code, context.label].filter(Boolean).join(" ");
}

function citedDocuments(places) {
  const names = places.map((place) => data.documents[place]).map(({ label, date }) => `${label} (${date ?? t("undated")})`);
  return names.length ? `${t("citedDocuments")[names.length === 1 ? 0 : 1]}: ${names.join("; ")}` : null;
}

/** The documents that a tie, a body or an action rests on; without either, those of the page. */
function documentsOf(kind, place) {
  if (!kind) return data.documents.map((_, document) => document);
  const contexts = {
    tie: () => data.ties[place].evidence.map((item) => item.context),
    body: () => data.bodies[place].participations.map((part) => data.participations[part].context),
    action: () => [place],
  }[kind]();
  const found = contexts.filter((context) => context !== null).map((context) => data.contexts[context].document);
  return [...new Set(found)].filter((document) => document !== null).sort((one, other) => one - other);
}

/** The address of this page, or of one thing in it: its key stays the same for as long as the thing's address does. */
function addressOf(kind, place) {
  return location.href.split("#")[0] + (kind ? `#${kind}=${LISTS[kind][place].key}` : "");
}
