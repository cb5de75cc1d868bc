/** Words: the interface's own in the chosen language, names as the graph has them. */

/** @returns {any} the text (or table of texts) of that name, with `{…}` filled in */
function t(name, values) {
  const text = data.texts[state.language][name];
  return values ? fill(text, values) : text;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** "1 tie", "2 ties": the form that fits the number. */
function count(forms, n) {
  return fill(forms[n === 1 ? 0 : 1], { n: n.toLocaleString(state.language) });
}

function percent(share) {
  return share.toLocaleString(state.language, { style: "percent", maximumFractionDigits: 1 });
}

/** Words that are said or shown in little room: longer ones are cut, for the whole of them stands elsewhere. */
function shortened(words, most = 120) {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

function nameOf(place) {
  return data.bodies[place].label[state.language];
}

function tieName(tie) {
  return `${nameOf(tie.a)} – ${nameOf(tie.b)}`;
}

function kindOf(body) {
  return data.looks[body.kind].label[state.language];
}

function roleOf(role) {
  return role === null ? t("noRole") : (data.roles[role]?.[state.language] ?? role);
}

function modalityOf(modality) {
  return data.modalities[modality]?.[state.language] ?? modality;
}

/** "3 actions, 1 agreement": how many contexts of each kind. */
function contextCounts(contexts) {
  const counts = new Map();
  for (const context of contexts) {
    const kind = data.contexts[context].kind in t("context") ? data.contexts[context].kind : "other";
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, n]) => count(t("context")[kind], n)).join(", ");
}

function contextName(context) {
  return t("contextName")[context.kind] ?? context.kind;
}

/** The text as it is compared in a search: lower case, without accents, so that "alvsjo" finds "Älvsjö". */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words of a text as they are looked for. */
function wordsOf(text) {
  return fold(text).split(/\s+/).filter(Boolean);
}

function wordsFound(words, text) {
  return words.every((word) => text.includes(word));
}

/** What has the same key together, in the order in which it comes. @template T, K @param {Iterable<T>} all @param {(one: T) => K} keyOf @returns {Map<K, T[]>} */
function grouped(all, keyOf) {
  const found = new Map();
  for (const one of all) {
    const key = keyOf(one);
    if (found.has(key)) found.get(key).push(one);
    else found.set(key, [one]);
  }
  return found;
}

const order = { sv: new Intl.Collator("sv", { numeric: true }), en: new Intl.Collator("en", { numeric: true }) };

/** The order of names in the language of the page: å, ä and ö come last in Swedish. */
function compare(one, other) {
  return order[state.language].compare(one, other);
}

/** Says something to those who listen rather than look. */
function announce(text) {
  document.getElementById("live").textContent = text;
}
