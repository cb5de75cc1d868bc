"use strict";

/* Goes through the index of names and shows what fits. Everything is written as text: no name can become markup. */
(() => {
  const form = document.querySelector("form.search");
  const input = form.querySelector("input");
  const list = form.querySelector("ol");
  const status = form.querySelector("[role=status]");
  const language = document.documentElement.lang;
  const most = 30;
  let index = null;

  /* Without accents and capitals, so that "Rakbro" finds "Råkbro". */
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

  const load = () => {
    index ??= fetch(form.dataset.index)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then((data) => ({
        kinds: data.kinds[language],
        things: data.things.map(([path, kind, place, ...names]) => ({
          path,
          kind,
          place: data.places[place] ?? "",
          name: names[0],
          words: names.map(folded),
        })),
      }));
    return index;
  };

  /* How well a thing fits: each word must begin one of its words; the whole at the beginning of a name is best. */
  const fit = (thing, whole, words) => {
    let best = 9;
    for (const name of thing.words) {
      const begins = name.split(/[^\p{L}\p{N}.]+/u);
      if (name === whole) best = Math.min(best, 0);
      else if (name.startsWith(whole)) best = Math.min(best, 1);
      else if (words.every((word) => begins.some((begin) => begin.startsWith(word)))) best = Math.min(best, 2);
      else if (words.every((word) => name.includes(word))) best = Math.min(best, 3);
    }
    return best;
  };

  const entry = (thing, kinds) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const kind = document.createElement("span");
    item.className = "entry";
    link.href = form.dataset.root + thing.path;
    link.lang = "sv";
    link.textContent = thing.name;
    kind.className = "muted";
    kind.textContent = [kinds[thing.kind], thing.place].filter(Boolean).join(", ");
    item.append(link, " ", kind);
    return item;
  };

  const show = async () => {
    const whole = folded(input.value.trim());
    if (!whole) {
      list.hidden = true;
      status.textContent = "";
      return;
    }
    try {
      const { kinds, things } = await load();
      if (whole !== folded(input.value.trim())) return;
      const words = whole.split(/\s+/);
      const found = things.map((thing) => [fit(thing, whole, words), thing]).filter(([rank]) => rank < 9);
      found.sort(([one, a], [other, b]) => one - other || a.name.length - b.name.length);
      list.replaceChildren(...found.slice(0, most).map(([, thing]) => entry(thing, kinds)));
      list.hidden = found.length === 0;
      status.textContent = found.length ? `${form.dataset.found} ${found.length}` : form.dataset.none;
    } catch {
      index = null;
      status.textContent = form.dataset.failed;
    }
  };

  input.addEventListener("focus", () => load().catch(() => (index = null)), { once: true });
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (!list.hidden && first) location.href = first.href;
    else show();
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    show();
  }
})();
