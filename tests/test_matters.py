"""Which matter a participation hangs on, where the text opens, leaves or names one."""

import pytest

from kg.claims import extract
from kg.lexicon import load
from kg.model import Document

LEXICON = load()


def matters(text: str) -> set[tuple[str, str, str]]:
    """Role, name and what it hangs on (kind, code and title) of every claim in a text."""
    found = extract(Document("text.txt", text, "0" * 64), LEXICON)
    contexts = {context.key: context for context in found.contexts}
    here = ((claim, contexts[claim.context]) for claim in found.claims)
    return {(c.role, c.mention.body.name, f"{at.kind} {at.code or at.title}") for c, at in here}


def roles(sentence: str) -> set[tuple[str, str]]:
    return {(role, name) for role, name, _ in matters(f"Plan för Ekby kommun\n\nTrygga vägar\n{sentence}\n")}


def test_a_study_made_before_is_an_action_of_its_own() -> None:
    text = "Plan för Ekby kommun\n\nDen bygger på en behovsanalys som genomfördes av Miljöinstitutet.\n"
    assert matters(text) == {("operates", "Miljöinstitutet", "Action Behovsanalys")}


def test_a_sentence_that_names_an_action_by_its_code_is_about_it() -> None:
    text = "Plan\n\n1.1 Lampor\nA-nämnden ansvarar.\n\n1.2 Vägar\nÅtgärd 1.1 finansieras av Ekby AB.\n"
    assert ("funds", "Ekby AB", "Action 1.1") in matters(text)


def test_in_minutes_a_part_is_of_the_open_paragraph_and_its_preparation_of_the_document() -> None:
    text = (
        "Ekby kommun\nProtokoll\n\n§ 5\nBron\n\nKommunstyrelsens förslag till kommunfullmäktige\nMotionen avslås.\n\n"
        "Ärendet\nBron sköts av Vägsällskapet AB.\n\nBeredning\nÄrendet har beretts av vägkontoret.\n"
    )
    found = matters(text)
    assert ("operates", "Vägsällskapet AB", "Action § 5") in found
    assert {at.split()[0] for role, name, at in found if name == "Vägkontoret"} == {"Document"}


def test_a_heading_that_names_an_agreement_or_a_group_opens_one() -> None:
    text = (
        "Trygghet i Ekby\n\nNätverket Ljus\nI nätverket samarbetar Ekby kommun och Vägsällskapet AB.\n\n"
        "Det nya avtalet\nVägsällskapet AB ansvarar för lamporna.\n"
    )
    assert matters(text) == {
        ("cooperates", "Ekby kommun", "Collaboration Nätverket Ljus"),
        ("cooperates", "Vägsällskapet AB", "Collaboration Nätverket Ljus"),
        ("responsible", "Vägsällskapet AB", "Agreement Det nya avtalet"),
    }


def test_a_projects_paper_is_about_one_matter() -> None:
    text = "Projektplan: Ljus\n\nOrganisation\nProjektet leds av Vägsällskapet AB.\n\nFinansiering\nLamp AB betalar.\n"
    assert {at for _, _, at in matters(text)} == {"Action Projektplan: Ljus"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Överföringen av biblioteket från kulturnämnden till skolnämnden sker i maj.",
            {("transferor", "Kulturnämnden"), ("transferee", "Skolnämnden")},
        ),
        (
            "Kulturnämndens övertagande av biblioteket från skolnämnden sker i maj.",
            {("transferor", "Skolnämnden"), ("transferee", "Kulturnämnden")},
        ),
        ("Överföringen av data från kulturnämnden till skolnämnden sker i maj.", set()),
        ("Lagen om överlämnande av uppgifter från kulturnämnden till skolnämnden gäller.", set()),
        (
            "Samarbetet mellan kulturnämnden och Ljus AB fortsätter.",
            {("cooperates", "Kulturnämnden"), ("cooperates", "Ljus AB")},
        ),
        ("Samarbetet mellan kulturnämnden och Ljus AB bör bli bättre.", set()),
        ("Ett närmare samarbete mellan kulturnämnden och Ljus AB behövs.", set()),
        ("Många kommuner samarbetar med företag.", set()),
        ("Kulturnämnden och Ljus AB borde samarbeta.", set()),
        ("Kulturnämnden ska löpande informera Ljus AB om arbetet.", {("receivesReport", "Ljus AB")}),
        ("I arbetet ingår att inhämta synpunkter från Ljus AB.", {("consulted", "Ljus AB")}),
        (
            "I gruppen ingår rektorerna, Ljus AB och Lamp AB.",
            {("participates", "Ljus AB"), ("participates", "Lamp AB")},
        ),
        ("Arbetet leds av kultur och fritidsnämnden.", {("leads", "Kultur- och fritidsnämnden")}),
        (
            "Arbetet leds av Kommunalförbundet Räddningstjänsten Mitt.",
            {("leads", "Kommunalförbundet Räddningstjänsten Mitt")},
        ),
        ("Beslutet fattades av länsrådet Karin Holm.", set()),
        ("Arbetet bekostas av fastighetsägaren.", set()),
    ],
)
def test_nouns_and_names(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert roles(sentence) == expected
