"""What looks like the name of a private person: two words or more with capitals, and something that shows a person.

That is a common first name, a surname's ending, a title or a label before them ("ordförande Anna Ek", "Kontakt: …"), a
title or the mark of a party after them, a phone or mail address, or another name on the line above or below. A function
alone ("ordföranden") names nobody.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.folding import folded
from kg.lexicon import Lexicon
from kg.privacy.name_words import NameWords, name_words

Place = tuple[int, int]

_CAPITAL = r"[A-ZÅÄÖÉÜØÆÁÇČŠŽ]"
_WORD = re.compile(
    rf"""(?<![\w-])(?:{_CAPITAL}\.(?:-?{_CAPITAL}\.)?                  # A. or K.-G.
           | {_CAPITAL}[\w’']+(?:-{_CAPITAL}[\w’']+)*               # Ek, Anna-Karin
           | (?:von|af|de|van|der|al|el|bin|ben|da)(?!\w))""",
    re.VERBOSE,
)
_GAP = re.compile(r"[ \t\u00a0]{1,2}|[ \t]*\r?\n[ \t]*")
_BEFORE = re.compile(r"([\w-]+)(?:[ \t]*[:,–|][ \t]*|[ \t]+|[ \t]*:?[ \t]*\r?\n[ \t]*)$")
_LABEL = re.compile(r"([\w ]+?)[ \t]*(?::[ \t]*|\r?\n[ \t]*|\|[ \t]*|\t)$")
_TO_CONTACT = re.compile(
    r"(?:[\s,:;()|–-]|\b(?:tel|telefon|tfn|mobil|mob|e-?post|e-?mail|mejl|mail|på|eller|och|via|växel)\b\.?){0,12}",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:[ \t]*,[ \t\n]*|[ \t]*\n[ \t]*|[ \t]*\()([\w-]+(?:[ \t][\w-]+){0,2})")
_MARK = re.compile(r"[ \t\n]*\((\w{1,3})\)")
_CAPITALS = re.compile(rf"{_CAPITAL}[\w’'-]+")
_NEXT = re.compile(r"[ \t\u00a0]+([\w-]+)")
_COMPANY = frozenset({"AB", "HB", "KB", "Aktiebolag", "Kommanditbolag"})
_NEVER = frozenset(
    {"hembygd", "brf", "och", "samt", "eller", "för", "med", "till", "i", "sydväst", "sydost", "nordväst", "nordost"}
)
_MOST = 5  # words of one name
_BACK = 60  # code points before a name in which its title stands
_FAR = 40  # code points between a name and what it answers to by phone or mail
_REACH = 250  # code points around a mail address in which the name that it is made from may stand


def names(text: str, contacts: Sequence[Place], lexicon: Lexicon) -> Iterator[Place]:
    """Where names of private persons seem to stand; `contacts` are the places of phones and mail addresses."""
    reader = _Reader(text, contacts, name_words(lexicon))
    found = [place for run in _runs(text) for place in reader.in_run(run)]
    yield from found
    yield from reader.beside(found)


def _runs(text: str) -> Iterator[list[Place]]:
    """Words with capitals that follow each other, one or more."""
    run: list[Place] = []
    for found in _WORD.finditer(text):
        if run and not _GAP.fullmatch(text, run[-1][1], found.start()):
            yield run
            run = []
        run.append(found.span())
    if run:
        yield run


@dataclass(frozen=True)
class _Reader:
    text: str
    contacts: Sequence[Place]
    words: NameWords

    def in_run(self, run: list[Place]) -> Iterator[Place]:
        """The names in a run of words."""
        at = 0
        while at < len(run):
            length = self._length(run[at:])
            shown = next((n for n in range(length, 1, -1) if self._is_shown(run, at, at + n)), 0)
            if not shown and at + 1 == len(run) and self._is_alone(*run[at]):
                shown = 1
            if shown:
                yield run[at][0], run[at + shown - 1][1]
            at += max(shown, 1)

    def beside(self, found: list[Place]) -> Iterator[Place]:
        """In a list of names, line by line, those on the lines above and below one that is shown to be a name."""
        waiting = [place for place in found if self._line(place[0]) == place]
        seen = {start for start, _ in found}
        while waiting:
            start, end = waiting.pop()
            for at in (self.text.rfind("\n", 0, start), self.text.find("\n", end) + 1):
                near = self._line(at)
                if at > 0 and near[0] not in seen and self._can_be_names(self.text[slice(*near)].split()):
                    seen.add(near[0])
                    waiting.append(near)
                    yield near

    def _can_be_names(self, words: list[str]) -> bool:
        is_written = len(words) == 2 and all(map(_CAPITALS.fullmatch, words))
        return is_written and all(self.words.can_be_name(word, is_first=not n) for n, word in enumerate(words))

    def _line(self, at: int) -> Place:
        """The place of the line with that offset in it or at its end, without the blanks around it."""
        first, past = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
        line = self.text[first : past if past >= 0 else len(self.text)]
        start = first + len(line) - len(line.lstrip())
        return start, start + len(line.strip())

    def _length(self, run: list[Place]) -> int:
        """How many of the words can be one name: first names, initials and particles, and one surname or two."""
        surnames = 0
        leads = self.words.is_first_name(self.text[slice(*run[0])])
        opening = self.text[slice(*run[0])]
        is_acronym = len(opening) > 2 and opening.isupper()
        if len(run) > 1 and is_acronym and not self.text[slice(*run[1])].isupper():
            return 1  # "KFUM Örebro"
        for n, (start, end) in enumerate(run[:_MOST]):
            word = self.text[start:end]
            breaks = n > 0 and "\n" in self.text[run[n - 1][1] : start]
            if breaks and (surnames or not leads):
                return n
            if word.endswith(".") or word.islower():
                continue
            is_large = n > 0 and word.isupper() and self.text[slice(*run[0])].isupper() and word not in _COMPANY
            if word.lower() in _NEVER or not (is_large or self.words.can_be_name(word, is_first=n == 0)):
                return n  # "SKYDDA OCH STÖDJA", "Brf Silverväktaren"
            is_first = self.words.is_first_name(word)
            if n > 0 and (surnames or not is_first):
                if surnames == 2 or (surnames and is_first):
                    return n
                surnames += 1
        return min(len(run), _MOST)

    def _is_shown(self, run: list[Place], first: int, past: int) -> bool:
        """Whether words that can be a name are shown to be one."""
        start, end = run[first][0], run[past - 1][1]
        words = [self.text[slice(*place)] for place in run[first:past]]
        if words[0].islower() or words[-1].islower() or words[-1].endswith("."):
            return False
        if folded(" ".join(words)) in self.words.known or self._is_namesake(end) or self._follows_body(run, first):
            return False
        shown = self.words.has_surname_ending(words[-1]) or self._is_titled(start)
        if words[0].endswith("."):
            return shown
        return shown or self.words.is_sure_first_name(words[0]) or self._goes_on(start, end)

    def _goes_on(self, start: int, end: int) -> bool:
        return self._is_titled_after(end) or self._is_marked(end) or self._answers(start, end)

    def _is_alone(self, start: int, end: int) -> bool:
        """ "statsrådet Larsson", "Kontakt: Anna": one word after a title or a label."""
        word = self.text[start:end]
        is_person = self.words.has_surname_ending(word) or self.words.is_sure_first_name(word)
        can_be = not word.endswith(".") and self.words.can_be_name(word, is_first=True)
        return is_person and can_be and self._is_titled(start) and not self._is_namesake(end)

    def _is_titled(self, start: int) -> bool:
        """Whether a title or a label stands right before."""
        before = self.text[max(0, start - _BACK) : start]
        title, label = _BEFORE.search(before), _LABEL.search(before)
        return bool((title and self.words.is_title(title[1])) or (label and self.words.is_label(label[1])))

    def _is_titled_after(self, end: int) -> bool:
        """ "Anna Ek, kommunstyrelsens ordförande", also with the title on the next line."""
        found = _AFTER.match(self.text, end)
        return found is not None and any(map(self.words.is_title, found[1].split()))

    def _is_marked(self, end: int) -> bool:
        """ "Anna Ek (S)"."""
        found = _MARK.match(self.text, end)
        return found is not None and found[1] in self.words.lexicon.words["PartyMark"]

    def _is_namesake(self, end: int) -> bool:
        """ "Karin Boyes gata", "Anders Ljungstedts gymnasium", "Astrid Fagraeuslaboratoriet", "Larsson Bygg AB"."""
        if self.text[max(0, end - _FAR) : end].lower().endswith(self.words.long_endings):
            return True
        found = _NEXT.match(self.text, end)
        owns = found is not None and self.text[end - 1] == "s"
        return bool(
            found and (found[1] in _COMPANY or (owns and found[1].lower().endswith(self.words.namesake_endings)))
        )

    def _follows_body(self, run: list[Place], first: int) -> bool:
        """ "Stiftelsen Anna Lind": the word before, on the same line, makes it the name of a body."""
        if not first or "\n" in self.text[run[first - 1][1] : run[first][0]]:
            return False
        before = self.text[slice(*run[first - 1])]
        return not self.words.is_title(before) and self.words.lexicon.head_form(before) is not None

    def _answers(self, start: int, end: int) -> bool:
        """Whether a phone or mail address follows at once, or a mail address near by is made from the words."""
        words = {folded(word) for word in re.split(r"[\s-]+", self.text[start:end])}
        near = [place for place in self.contacts if start - _REACH < place[1] and place[0] <= end + _REACH]
        if any(end <= at <= end + _FAR and _TO_CONTACT.fullmatch(self.text, end, at) for at, _ in near):
            return True
        locals_ = (re.split(r"[@(\[]", self.text[slice(*place)])[0] for place in near)
        return any(len(set(re.split(r"[._-]", folded(local))) & words) > 1 for local in locals_)
