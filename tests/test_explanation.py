"""The explanation shows every claim with its words, and lets nothing of the document become markup or control."""

import base64
import hashlib
import html
import re
from functools import cache
from html.parser import HTMLParser

import pytest
from conftest import FIXTURES
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assets import sample_path
from kg.claims import extract
from kg.explanation import Account, account, page, text
from kg.explanation.account import _texts
from kg.explanation.marks import Mark, marks, pieces
from kg.lexicon import load
from kg.model import Document, Extraction, Span
from kg.readers import read


@cache
def extraction() -> Extraction:
    return extract(read(FIXTURES / "small.txt"), load())


@cache
def explained(language: str = "sv") -> Account:
    return account(extraction(), load(), language)


def of(words: str, name: str = "text.txt") -> Account:
    return account(extract(Document(name, words, hashlib.sha256(words.encode()).hexdigest()), load()), load())


class Reader(HTMLParser):
    """The elements of a page, and the text of its main part."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside = False
        self.main = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = self.inside or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        self.main += data if self.inside else ""


class TestAccount:
    def test_every_claim_is_explained_once(self) -> None:
        assert [claim.number for claim in explained().claims] == list(range(1, len(extraction().claims) + 1))
        assert sum(rule.count for rule in explained().rules) == len(extraction().claims)
        assert sum(len(claims) for _, claims in explained().by_sentence()) == len(extraction().claims)

    def test_words_are_those_of_the_text(self) -> None:
        for claim in explained().claims:
            assert claim.words == " ".join(extraction().document.quote(claim.mention).split())
            assert claim.cue_words == " ".join(extraction().document.quote(claim.cue).split())

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_every_reason_kind_and_modality_has_words(self, language: str) -> None:
        for claim in account(extract(read(sample_path()), load()), load(), language).claims:
            assert claim.why != claim.reason
            assert not re.search(r"Action|Agreement|Transfer|Collaboration|Document", claim.context.split()[0])
            assert claim.role_label

    def test_both_languages_say_the_same_things(self) -> None:
        assert set(_texts()["sv"]) == set(_texts()["en"])


class TestMarks:
    def marked(self, *spans: tuple[int, int, str]) -> list[Mark]:
        return [Mark(Span(start, end), kind, explained().claims[:1]) for start, end, kind in spans]

    def test_pieces_join_to_the_text(self) -> None:
        words = extraction().document.text
        made = pieces(words, Span(0, len(words)), marks(explained().claims))
        assert "".join(piece.text for piece in made) == words

    def test_a_mention_beats_a_cue_and_the_shorter_the_longer(self) -> None:
        made = pieces("abcdef", Span(0, 6), self.marked((0, 6, "cue"), (2, 4, "mention"), (3, 4, "mention")))
        assert [(p.text, p.mark.name if p.mark else "") for p in made] == [
            ("ab", "cue-0-6"), ("c", "mention-2-4"), ("d", "mention-3-4"), ("ef", "cue-0-6"),
        ]  # fmt: skip

    @settings(max_examples=60, derandomize=True, deadline=None, database=None)
    @given(st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20), st.sampled_from(["mention", "cue"])), max_size=8))
    def test_however_marks_overlap_nothing_is_lost(self, spans: list[tuple[int, int, str]]) -> None:
        given_marks = self.marked(*((a, b, kind) for a, b, kind in spans if a < b))
        made = pieces("abcdefghijklmnopqrst", Span(3, 17), given_marks)
        assert "".join(piece.text for piece in made) == "defghijklmnopq"
        at = 3
        for piece in made:
            assert piece.mark is None or piece.mark.span.covers(Span(at, at + len(piece.text)))
            at += len(piece.text)


class TestText:
    def test_a_sentence_with_its_line_its_marks_and_a_line_a_claim(self) -> None:
        shown = text(of("Plan\n\nKulturnämnden ansvarar för lokalen i samverkan med polisen.\n"))
        assert "3: [Kulturnämnden] {ansvarar} för lokalen {i samverkan med} [polisen]." in shown
        assert (
            "    ansvarig: Kulturnämnden; “Kulturnämnden” (namnet som det står); subject of verb, “ansvarar”" in shown
        )
        assert "\x1b" not in shown

    def test_colour_only_where_asked(self) -> None:
        assert "\x1b[" in text(explained(), colour=True)
        plain = re.sub(r"\x1b\[[\d;]*m", "", text(explained(), colour=True))
        assert plain == re.sub(r"[\[\]{}]", "", text(explained()))

    def test_a_document_cannot_steer_the_terminal(self) -> None:
        shown = text(of("Plan\x1b]0;x\x07\n\nKultur\x1b[31mnämnden ansvarar för \u202elokalen\x9b.\n", "a\x1bb.txt"))
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)

    def test_nothing_found_is_said(self) -> None:
        assert "Ingen mening i dokumentet" in text(of("Mjölk och bröd.\n"))


class TestPage:
    def test_it_has_the_text_letter_for_letter(self) -> None:
        assert Reader(page(explained())).main == extraction().document.text

    def test_every_mark_leads_to_its_claims_and_back(self) -> None:
        elements = Reader(page(explained())).elements
        ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
        links = [str(attributes["href"]) for tag, attributes in elements if tag == "a"]
        assert len(ids) == len(set(ids))
        assert {link.removeprefix("#") for link in links} <= set(ids)
        wanted = {mark.name for mark in marks(explained().claims)}
        assert {str(each).removeprefix("why-") for each in ids if str(each).startswith("why-")} == wanted

    def test_it_asks_the_network_for_nothing_and_runs_nothing(self) -> None:
        source = page(explained())
        elements = Reader(source).elements
        assert not {tag for tag, _ in elements} & {"script", "img", "iframe", "object", "form", "base"}
        assert not re.search(r"https?://|url\(|@import", source)
        (policy,) = (a["content"] for _, a in elements if a.get("http-equiv") == "Content-Security-Policy")
        assert policy is not None
        style = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)[0]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy.startswith("default-src 'none'; ")
        assert f"style-src 'sha256-{digest}'" in policy
        assert not [a for _, a in elements if "style" in a or any(name.startswith("on") for name in a)]

    def test_what_the_document_says_is_text(self) -> None:
        evil = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
        source = page(of(f"{evil}\n\n1.1 {evil}\nFöreningen \"{evil}' ansvarar för lokalen.\n", f"{evil}.txt"))
        assert not {tag for tag, _ in Reader(source).elements} & {"script", "img"}
        assert html.escape(evil) in source.replace("&#34;", "&quot;").replace("&#39;", "&#x27;")
        assert "49" not in source.split("</style>")[1]

    def test_halves_and_controls_cannot_break_the_file(self) -> None:
        source = page(of("Plan \x00 \x07\n\nKulturnämnden ansvarar för \ud800 lokalen.\n".replace("\ud800", "\ufffe")))
        assert source.encode("utf-8")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", source)

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_it_says_its_language_and_can_be_read_with_a_screen_reader(self, language: str) -> None:
        elements = Reader(page(explained(language))).elements
        assert elements[0] == ("html", {"lang": language})
        tags = [tag for tag, _ in elements]
        assert tags.count("h1") == tags.count("main") == 1
        assert all(attributes.get("scope") for tag, attributes in elements if tag == "th")
        assert all(a.get("aria-label") for tag, a in elements if tag in {"main", "aside"})

    def test_the_legend_counts_each_rule(self) -> None:
        source = page(explained())
        for rule in explained().rules:
            assert f'<th scope="row" lang="en">{html.escape(rule.name)}</th><td>{rule.count}</td>' in source

    def test_the_same_document_gives_the_same_page(self) -> None:
        assert page(explained()) == page(account(extraction(), load()))
