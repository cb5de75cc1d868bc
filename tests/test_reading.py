"""A reading puts broken text together and never loses where a character came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tokens import starts, tokens
from kg.model import Span
from kg.reading import Reading

TEXTS = st.text(alphabet="abåÖ -\n\t\u00ad\u00a0.,X1‐", max_size=80)
WORDS = st.lists(st.text(alphabet="abcdeåäö", min_size=2, max_size=9), min_size=1, max_size=12)


def read(text: str) -> Reading:
    return Reading.of(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Utbild-\n\nningsnämnden", "Utbildningsnämnden"),
        ("socio- \n\nekonomiskt", "socioekonomiskt"),
        ("bostadstyp-, \n\nstorlek", "bostadstyp-, storlek"),
        ("grund-\noch gymnasieskolor", "grund- och gymnasieskolor"),
        ("Rinkeby-\nKista stadsdelsnämnd", "Rinkeby-Kista stadsdelsnämnd"),
        ("LUP-\narbetet", "LUP-arbetet"),
        ("2015-\n2016", "2015-2016"),
        ("samver\u00adkan med\u00a0X", "samverkan med X"),
        ("samver\u00ad\nkan", "samverkan"),
        ("  två \t ord\r\n", "två ord"),
        ("utan fel - och streck", "utan fel - och streck"),
    ],
)
def test_what_a_person_would_read(written: str, clean: str) -> None:
    assert read(written).text == clean


@given(TEXTS)
def test_every_character_comes_from_where_it_says(text: str) -> None:
    reading = read(text)
    assert len(reading.origins) == len(reading.text)
    assert list(reading.origins) == sorted(set(reading.origins))
    for char, origin in zip(reading.text, reading.origins, strict=True):
        assert char == text[origin] or char == " "


@given(TEXTS.filter(lambda t: t.strip() != ""), st.data())
def test_a_span_of_the_clean_text_begins_and_ends_with_its_own_characters(text: str, data: st.DataObject) -> None:
    reading = read(text)
    if not reading.text:
        return
    start = data.draw(st.integers(0, len(reading.text) - 1))
    end = data.draw(st.integers(start + 1, len(reading.text)))
    span = reading.span(start, end)
    assert span.start == reading.origins[start]
    assert span.end == reading.origins[end - 1] + 1


@given(TEXTS)
def test_every_word_stands_where_the_widths_before_it_say(text: str) -> None:
    clean = read(text).text
    words = tokens(clean)
    for word, start in zip(words, starts(words), strict=False):
        assert clean[start : start + len(word.text)] == word.text


@given(WORDS, st.data())
def test_words_broken_at_line_ends_come_back_whole(words: list[str], data: st.DataObject) -> None:
    broken = []
    for word in words:
        cut = data.draw(st.integers(1, len(word) - 1))
        ending = data.draw(st.sampled_from(["-\n", "- \n\n", "-\n \n", "\u00ad\n"]))
        is_ellipsis = word[cut:] in {"och", "eller", "samt", "resp", "respektive"}
        broken.append(word if is_ellipsis else word[:cut] + ending + word[cut:])
    assert read(" ".join(broken)).text == " ".join(words)


def test_an_empty_stretch_has_no_span() -> None:
    with pytest.raises(ValueError, match="not inside"):
        read("ord").span(1, 1)
