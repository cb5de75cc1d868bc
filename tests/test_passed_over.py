"""What is passed over to save time would have given nothing, and long texts are read as short ones are."""

from collections import defaultdict

import pytest
from conftest import GOLD
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assets import sample_path
from kg.claims import extract
from kg.extract import items, nouns, standing
from kg.extract.clauses import parse
from kg.extract.cues import Cues, cues_of
from kg.extract.roles import findings
from kg.extract.tokens import lowers, tokens
from kg.lexicon import load
from kg.model import Document, Extraction
from kg.patterns import Pattern
from kg.spelling import BySpelling

LEXICON = load()
TEXTS = [sample_path(), *sorted(GOLD.glob("*/text.txt"))]


def read_text(text: str) -> Extraction:
    return extract(Document("text.txt", text, "0" * 64), LEXICON)


@pytest.mark.parametrize("first", range(0, len(TEXTS), 12), ids=lambda first: TEXTS[first].parent.name)
def test_what_is_passed_over_would_have_given_nothing(
    first: int, gold_readings: dict[str, Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sentences without a cue give nobody a role; words told by their spelling alone would be passed over anyway."""
    dozen = {file.parent.name: gold_readings[file.parent.name] for file in TEXTS[first : first + 12]}
    cues_of(LEXICON)  # kept once it is made, so not to be made of what is put in the place of patterns here
    monkeypatch.setattr(Cues, "can_stand", lambda *_: True)
    monkeypatch.setattr(nouns, "CAN_GO_AFTER", defaultdict(lambda: True))
    monkeypatch.setattr(items, "_may_open", lambda *_: True)
    every = {lemma: (patterns, frozenset(), patterns) for lemma, patterns in LEXICON.verb_patterns.items()}
    monkeypatch.setattr(standing, "_by_need", lambda _: every)
    monkeypatch.setattr(nouns, "words_before", lambda *_: defaultdict(lambda: True))
    monkeypatch.setattr(nouns, "never_named", lambda *_: frozenset())
    monkeypatch.setattr(Pattern, "plain_words", property(lambda _: frozenset()), raising=False)
    assert [name for name, quick in dozen.items() if extract(quick.document, LEXICON) != quick] == []


def can_stand(sentence: str) -> bool:
    lowers = sentence.split()
    return cues_of(LEXICON).can_stand(lowers, frozenset(lowers))


def test_a_pattern_needs_all_its_words_and_a_passive_its_agent() -> None:
    assert can_stand("i samverkan med")
    assert not can_stand("samverkan med")
    assert can_stand("leder")
    assert can_stand("leds av")
    assert not can_stand("leds en har")


def test_an_infinitive_that_only_tells_an_aim_gives_no_role() -> None:
    assert can_stand("x ska samordna arbetet")
    assert not can_stand("syftet är att samordna arbetet och leda gruppen")
    assert can_stand("x beslutar att samordna arbetet")
    assert can_stand("x kommer att samordna arbetet")
    assert can_stand("målet är att bli större , x ska samordna arbetet")
    assert can_stand("x analyserar läget")
    assert not can_stand("x ska analysera läget")
    assert can_stand("x kommer att analysera läget")


WORDS = (
    *("Kulturnämnden", "Trafikverket", "länsstyrelserna", "planen", "arbetet", "uppdrag", "en slutrapport", "stöd"),
    *("ska", "kan", "kommer", "bör", "föreslår", "beslutar", "planerar", "är", "börjar", "låter", "fick", "att", "för"),
    *("analysera", "samordna", "leda", "bygga", "lämna", "ta", "fram", "göra", "delta", "redovisa", "samordnas"),
    *(",", "och", "men", "som", "om", "(", ")", "–", "nedan", "till", "med", "av", "i", "inte", "därefter"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=14))
def test_no_sentence_that_is_passed_over_gives_a_role(words: list[str]) -> None:
    spoken = tokens(f"{' '.join(words)} .")
    if not cues_of(LEXICON).can_stand(lowers(spoken), frozenset(lowers(spoken))):
        names = nouns.Finder.of(LEXICON, LEXICON.bodies).find(spoken)
        assert findings(spoken, parse(spoken, names, LEXICON), LEXICON) == []


def test_a_pattern_needs_the_end_of_a_compound() -> None:
    assert not can_stand("x lämnar till y")
    assert can_stand("x lämnar slutrapporten till y")


def test_a_word_looks_back_over_a_long_section() -> None:
    filler = "Planen gäller stadsdelsnämndens område. Vägarna är långa. " * 600
    found = read_text(f"Plan för Ekby kommun\n\nTrygga vägar\nTrafikbolaget leder arbetet. {filler}Bolaget ansvarar.\n")
    assert [(c.role, c.mention.body.name) for c in found.claims] == [
        ("leads", "Trafikbolaget"),
        ("responsible", "Trafikbolaget"),
    ]


def test_a_table_of_words_forgets_when_it_is_full() -> None:
    lengths = BySpelling(len, most=3)
    assert [lengths[word] for word in ("a", "bb", "ccc", "dddd", "a")] == [1, 2, 3, 4, 1]
    assert len(lengths) == 2
    assert lengths["x" * 1000] == 1000
    assert len(lengths) == 2
