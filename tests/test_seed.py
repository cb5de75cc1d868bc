"""The user's own document, against the annotations of a careful reader; skipped where the document is not at hand."""

import json
from pathlib import Path

import pytest
from shared import SEED, needs_seed

from kg.assets import sample_path
from kg.claims import extract
from kg.evaluation import load_gold, score
from kg.lexicon import load
from kg.model import Claim, Context, Extraction, Span
from kg.readers import read

pytestmark = needs_seed


@pytest.fixture(scope="module")
def seed() -> Extraction:
    return extract(read(SEED / "text.txt"), load())


@pytest.fixture(scope="module")
def gold() -> dict[str, list[dict[str, object]]]:
    return json.loads((SEED / "gold.json").read_text(encoding="utf-8"))


def by_kind(extraction: Extraction, kind: str) -> list[Context]:
    return [context for context in extraction.contexts if context.kind == kind]


def test_three_reports_with_their_titles(seed: Extraction, gold: dict) -> None:
    assert [report.title for report in seed.reports] == [report["title"] for report in gold["reports"]]


def test_seventeen_actions_with_code_title_and_report(seed: Extraction, gold: dict) -> None:
    found = [(f"R{c.report.number}", c.code, c.title) for c in by_kind(seed, "Action")]
    assert found == [(c["report"], c["code"], c["title"]) for c in gold["contexts"] if c["kind"] == "action"]
    assert len(found) == 17


def test_every_action_has_a_purpose_in_words_of_the_text_and_a_modality(seed: Extraction) -> None:
    clean = " ".join(read(SEED / "text.txt").text.split())
    for action in by_kind(seed, "Action"):
        assert action.modality in {"shall", "should", "may", "planned", "proposed", "examine", "reported"}
        assert action.purpose
        assert action.purpose.split()[0] in clean


def test_modalities_follow_the_words(seed: Extraction) -> None:
    modality = {action.code: action.modality for action in by_kind(seed, "Action")}
    assert modality["6.4.2"] == "planned"
    assert modality["4.2.1"] == "should"
    assert modality["4.3.2"] == "examine"
    assert modality["6.3.1"] == "proposed"
    assert modality["6.4.4"] == "shall"


def expected(gold: dict) -> list[tuple[object, ...]]:
    return sorted(
        (
            p["start"],
            p["end"],
            p["role"],
            p["agent"],
            p["via"],
            p["group"],
            p["open_list"],
            p["modality"],
            p.get("unspecified", False),
        )
        for p in gold["participations"]
        if p["layer"] == "core"
    )


def agent_name(claim: Claim) -> str:
    """The name without the quantifier, as the annotations write it."""
    body = claim.mention.body
    if body.base is None:
        return body.name
    return body.name.removeprefix("berörd ") if body.quantifier == "one" else body.base.name


def test_every_participation_is_found_exactly_and_nothing_else(seed: Extraction, gold: dict) -> None:
    arguable = [(p["start"], p["role"]) for p in gold["participations"] if p["layer"] != "core"]
    found = sorted(
        (c.mention.span.start, c.mention.span.end, c.role, agent_name(c), c.via.body.name if c.via else None,
         c.mention.body.quantifier, c.open_list, c.modality, c.unspecified)
        for c in seed.claims
        if not c.blanket and (c.mention.span.start, c.role) not in arguable
    )  # fmt: skip
    assert found == expected(gold)


def test_precision_recall_and_context_accuracy_are_one(seed: Extraction) -> None:
    result = score(seed, load_gold(SEED))
    assert result.wrong == ()
    assert result.missed == ()
    assert (result.precision, result.recall, result.context_accuracy, result.expected) == (1.0, 1.0, 1.0, 50)


def test_quotes_are_the_very_words(seed: Extraction, gold: dict) -> None:
    text = (SEED / "text.txt").read_text(encoding="utf-8")
    surfaces = {(p["start"], p["end"]): p["surface"] for p in gold["participations"]}
    for claim in seed.claims:
        span = claim.mention.span
        assert claim.evidence.covers(span) or claim.rule == "label"
        assert text[span.start : span.end] == surfaces.get((span.start, span.end), text[span.start : span.end])


def test_the_letter_of_intent(seed: Extraction) -> None:
    (letter,) = by_kind(seed, "Agreement")
    signatories = {c.mention.body.name for c in seed.claims if c.context == letter.key and c.role == "signatory"}
    assert signatories == {"Folkets Hus och Parker", "Rinkeby-Kista stadsdelsförvaltning", "AB Svenska Bostäder"}
    assert (letter.agreement_kind, letter.place, letter.related) == ("avsiktsförklaring", "Husby Träff", "2-4.4.1")
    assert letter.purpose == "för att göra Husby Träff till en mötesplats för boende i området"


def test_the_hand_over(seed: Extraction) -> None:
    (transfer,) = by_kind(seed, "Transfer")
    actors = {c.role: c.mention.body for c in seed.claims if c.context == transfer.key}
    assert (transfer.date, transfer.place) == ("2016-03-01", "Husby Träff")
    assert actors["transferor"].name == "Rinkeby-Kista stadsdelsnämnd"
    assert actors["transferee"].unnamed
    assert actors["transferee"].iri is None


def test_namnden_is_read_as_the_committee_and_marked_implicit(seed: Extraction) -> None:
    (standing,) = by_kind(seed, "Collaboration")
    here = {c.mention.body.name: c.mention for c in seed.claims if c.context == standing.key}
    assert set(here) == {"Rinkeby-Kista stadsdelsnämnd", "Folkets Hus-föreningen i Rinkeby"}
    assert here["Rinkeby-Kista stadsdelsnämnd"].implicit
    assert not here["Folkets Hus-föreningen i Rinkeby"].implicit


def test_a_claim_on_all_actions_stays_on_the_document(seed: Extraction) -> None:
    blanket = [c for c in seed.claims if c.blanket]
    assert {c.context for c in blanket} == {"document"}
    assert Span(476, 485) in {c.mention.span for c in blanket}


def test_the_sample_says_the_same(seed: Extraction) -> None:
    assert participations(extract(read(sample_path()), load())) == participations(seed)


def participations(extraction: Extraction) -> set[tuple[object, ...]]:
    contexts = {context.key: context for context in extraction.contexts}
    return {
        (contexts[c.context].code or contexts[c.context].kind, c.role, c.mention.body.name, c.mention.body.quantifier,
         c.open_list, c.unspecified, c.via.body.name if c.via else None)
        for c in extraction.claims
    }  # fmt: skip


def test_the_sample_shares_no_sentence_with_the_document() -> None:
    """What the project ships is its own retelling: only names and titles may be the same."""
    assert not long_runs(sample_path()) & long_runs(SEED / "text.txt")


def long_runs(path: Path) -> set[str]:
    """Every run of twelve words in the descriptions (the titles of actions are names, and stay)."""
    lexicon_titles = {context.title for context in extract(read(path), load()).contexts}
    text = " ".join(read(path).text.replace("-\n\n", "").split())
    for title in lexicon_titles:
        text = text.replace(title, "|")
    words = text.split()
    return {" ".join(words[i : i + 12]) for i in range(len(words) - 11) if "|" not in words[i : i + 12]}
