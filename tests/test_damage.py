"""Files are damaged in known ways; what is read from them must stay nearly the same, and every quote exact."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import damage
import pytest
from command import ROOT
from damage import Damaged, damaged_gold
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims import extract
from kg.evaluation import Evaluation, Gold, evaluated, load_golds
from kg.lexicon import load
from kg.model import Document, Extraction, Span
from kg.rdf import document_quads
from kg.readers import read

FALL = 0.03
"""How much of F1 a damage may cost."""

FEW = settings(max_examples=2, derandomize=True, deadline=None, database=None)

DAMAGES: dict[str, Callable[..., Damaged]] = {
    "hyphens at line ends": damage.line_end_hyphens,
    "blank line after every line": damage.blank_lines,
    "page headers between": damage.page_headers,
    "headings without space": damage.headings_without_space,
    "headings glued behind a sentence": damage.headings_glued_behind,
    "headings glued before a sentence": damage.headings_glued_before,
    "lost hyphens": damage.lost_hyphens,
    "soft hyphens": damage.soft_hyphens,
    "non-breaking spaces": damage.hard_spaces,
    "CRLF": damage.crlf,
    "tabs in tables": damage.tabs,
}

SETTINGS: dict[str, dict[str, st.SearchStrategy[int | str]]] = {
    "hyphens at line ends": {"width": st.integers(56, 96)},
    "blank line after every line": {"width": st.integers(64, 100), "space": st.sampled_from(["", " "])},
    "page headers between": {"lines": st.integers(8, 30), "feed": st.sampled_from(["", "\f"])},
    "headings glued behind a sentence": {"joint": st.sampled_from([" ", ""])},
    "soft hyphens": {"every": st.integers(3, 6)},
    "non-breaking spaces": {"every": st.integers(1, 3)},
}


@cache
def golds() -> tuple[Gold, ...]:
    """The first texts, and every twelfth of the later ones: each is read some thirty times."""
    whole = list(load_golds(ROOT / "tests" / "gold"))
    return tuple(gold for i, gold in enumerate(whole) if re.match(r"[abn]\d", gold.name) or i % 12 == 0)


@cache
def read_from(document: Document) -> Extraction:
    """What is read of a text, once: not every damage harms every text."""
    return extract(document, load())


@cache
def sound() -> Evaluation:
    return evaluated((read_from(gold.document), gold) for gold in golds())


def is_exact(extraction: Extraction, done: Damaged) -> bool:
    """Whether every quote begins and ends with characters of the sound text, and none is empty."""
    spans = [
        s for c in extraction.claims for s in (c.mention.span, c.cue, c.evidence, *([c.via.span] if c.via else []))
    ]
    return all(span.start < span.end and is_edge(done, span.start) and is_edge(done, span.end - 1) for span in spans)


def is_edge(done: Damaged, at: int) -> bool:
    return not done.text[at].isspace() and done.text[at] != "\u00ad"


def fall(name: str, values: dict[str, int | str]) -> float:
    """What a damage costs of F1; the quotes are checked on the way."""
    pairs = [damaged_gold(gold, lambda g: DAMAGES[name](g, **values)) for gold in golds()]
    read_ones = [(read_from(gold.document), gold) for gold, _ in pairs]
    for (extraction, gold), (_, done) in zip(read_ones, pairs, strict=True):
        assert is_exact(extraction, done), gold.name
    found = evaluated(read_ones)
    lost = sound().strict.f1 - found.strict.f1
    settled = ", ".join(f"{key}={value!r}" for key, value in values.items())
    places = f"context {sound().strict.context_accuracy:.3f} to {found.strict.context_accuracy:.3f}"
    print(f"{name} ({settled}): F1 {sound().strict.f1:.3f} to {found.strict.f1:.3f}, fall {lost:+.3f}; {places}")
    return lost


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_costs_little(name: str) -> None:
    """Run with -s to see what each damage costs."""

    @FEW
    @given(values=st.fixed_dictionaries(SETTINGS.get(name, {})))
    def check(values: dict[str, int | str]) -> None:
        assert fall(name, values) <= FALL

    check()


def test_all_at_once_crashes_nothing() -> None:
    """Bad luck comes together: what can be done after each other is done after each other."""
    for gold in golds():
        worst = gold
        for name in ("soft hyphens", "lost hyphens", "page headers between", "non-breaking spaces", "CRLF"):
            worst, _ = damaged_gold(worst, DAMAGES[name])
        for claim in read_from(worst.document).claims:
            assert worst.document.quote(claim.mention.span).strip()


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_quoted_stands_in_the_file(name: str, tmp_path: Path) -> None:
    """From bytes on the disk to the statements: text[start:end] is the quote, letter for letter."""
    gold = next(gold for gold in golds() if gold.name == "a02-namndbilaga")
    worst, done = damaged_gold(gold, DAMAGES[name])
    file = tmp_path / "damaged.txt"
    file.write_bytes(done.text.encode())
    document = read(file)
    assert document.text == worst.document.text
    said: dict[str, dict[str, str]] = {}
    for quad in document_quads(extract(document, load()), load()):
        node, part = quad.subject.value, quad.predicate.value.rpartition("#")[2]
        if part in {"start", "end", "exact"}:
            passage = node.removesuffix("-position").removesuffix("-quote")
            said.setdefault(passage, {})[part] = quad.object.value
    assert len(said) > 20
    for passage in said.values():
        assert document.text[int(passage["start"]) : int(passage["end"])] == passage["exact"]


class TestDamaging:
    """The damages do what they say, and annotations are found again."""

    @pytest.mark.parametrize("name", DAMAGES)
    def test_it_keeps_the_sound_text_inside(self, name: str) -> None:
        for gold in golds():
            done = DAMAGES[name](gold)
            assert len(done.text) == len(done.origins)
            kept = [(char, at) for char, at in zip(done.text, done.origins, strict=True) if at is not None]
            assert [at for _, at in kept] == sorted(at for _, at in kept)
            assert all(char == gold.document.text[at] or char in "\n\t\u00a0" for char, at in kept)

    @pytest.mark.parametrize("name", DAMAGES)
    def test_it_damages_some_text(self, name: str) -> None:
        assert any(DAMAGES[name](gold).text != gold.document.text for gold in golds())

    def test_a_span_is_found_again(self) -> None:
        done = Damaged.of([("ab", 0), ("-\n", None), ("cd", 2)])
        assert (done.text, done.span(Span(1, 3))) == ("ab-\ncd", Span(1, 5))

    def test_words_are_broken_with_a_hyphen(self) -> None:
        text = "Ansvarig för åtgärden är utbildningsnämnden och kulturnämnden"
        done = damage.wrapped(text, 40, hyphens=True)
        assert done.text.replace("-\n", "").replace("\n", " ") == text
        assert "-\n" in done.text
