/**
 * A short mark for each role, one or two letters of its name: the commonest role that begins with a letter has it alone,
 * the others add the letter by which their names first differ from those that have marks already.
 */

/** @type {Map<string, Map<string | null, string>>} by language */
const roleMarks = new Map();

/** The roles that occur, the commonest first, as the data has them where they are as common. */
const ROLES = (() => {
  const times = new Map();
  for (const { role } of data.participations) times.set(role, (times.get(role) ?? 0) + 1);
  const known = Object.keys(data.roles);
  const place = (role) => (known.includes(role) ? known.indexOf(role) : known.length);
  return [...times.keys()].sort((one, other) => times.get(other) - times.get(one) || place(one) - place(other));
})();

/** The mark of a role in the language of the page; no two roles share one. */
function roleMark(role) {
  if (!roleMarks.has(state.language)) roleMarks.set(state.language, allMarks());
  return roleMarks.get(state.language).get(role);
}

function allMarks() {
  const marks = new Map();
  const names = new Map();
  for (const role of ROLES) {
    const name = lettersOf(roleOf(role));
    marks.set(role, firstFree(candidates(name, [...names.values()]), new Set(marks.values())));
    names.set(role, name);
  }
  return marks;
}

function firstFree(marks, taken) {
  for (const mark of marks) if (!taken.has(mark)) return mark;
  throw new Error("candidates never end");
}

function lettersOf(name) {
  return [...name.slice(0, 200).toLocaleLowerCase(state.language)].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
}

/** Marks to try in turn: the first letter; with the first letter that differs; with any other; with a number. */
function* candidates(letters, others) {
  const first = (letters[0] ?? "·").toLocaleUpperCase(state.language);
  yield first;
  for (const other of others.filter((name) => name[0] === letters[0])) {
    const differing = letters.findIndex((letter, place) => letter !== other[place]);
    if (differing > 0) yield first + letters[differing];
  }
  for (const letter of letters.slice(1)) yield first + letter;
  for (let number = 2; ; number++) yield first + number;
}

/** The mark in its shape: filled for those who answer, outlined for the others, dashed where it is no more than possible. */
function roleSign(role, possible) {
  const group = data.roles[role]?.group ?? "unspecified";
  const classes = `span.role-sign.${SIGNS[group] ?? "other"}${possible ? ".maybe" : ""}`;
  return make(classes, { "aria-hidden": "true" }, roleMark(role));
}

/** The shapes of the groups of roles. */
const SIGNS = { accountable: "answers", contributing: "helps", mandating: "orders", consultedGroup: "asked", agreementAndEvent: "party" };
