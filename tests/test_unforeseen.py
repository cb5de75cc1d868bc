"""Names, sentences and layouts that other writers use; every text is the project's own."""

import pytest

from kg.claims import extract
from kg.lexicon import load
from kg.model import Document

LEXICON = load()


def told(text: str) -> set[tuple[str, str]]:
    """Role and name of every claim in a text."""
    found = extract(Document("plan.txt", text, "0" * 64), LEXICON)
    return {(claim.role, claim.mention.body.name) for claim in found.claims}


def roles(sentence: str) -> set[tuple[str, str]]:
    """The same in a sentence under a plain heading, the town of Ekby given."""
    return told(f"Plan för Ekby kommun\n\nTrygga vägar\n{sentence}\n")


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("responsible", "Vägsällskapet AB är ytterst ansvarigt för bron."),
        ("responsible", "Vägsällskapet AB är programägare."),
        ("responsible", "Huvudman för plogningen är Vägsällskapet AB."),
        ("responsible", "Det faller på Vägsällskapet AB att ploga vägen."),
        ("leads", "Vägsällskapet AB håller i ordförandeskapet i två år."),
        ("coordinates", "Vägsällskapet AB är spindeln i nätet."),
        ("assigned", "Uppdraget att ploga ligger kvar hos Vägsällskapet AB."),
        ("commissions", "Bron sköts av Lamp AB, med uppdrag från Vägsällskapet AB."),
        ("cooperates", "Samarbetet med Vägsällskapet AB fortsätter."),
        ("participates", "Vägsällskapet AB går med på vandringarna."),
        ("participates", "De som deltar är Vägsällskapet AB och Lamp AB."),
        ("supports", "Skolorna får handledning av Vägsällskapet AB."),
        ("operates", "Skyltarna ses över av Vägsällskapet AB."),
        ("operates", "Planen har processats fram av Vägsällskapet AB."),
        ("funds", "Medfinansiering sker genom Vägsällskapet AB."),
        ("funds", "Föreningen får sitt verksamhetsbidrag från Vägsällskapet AB."),
        ("funds", "Lamp AB bär 60 procent och Vägsällskapet AB 40 procent."),
        ("consulted", "Vägsällskapet AB bör ges möjlighet att kommentera planen."),
        ("decides", "Ändringar underställs Vägsällskapet AB för beslut."),
        ("receivesReport", "Kommunen ansvarar för en årlig redovisning till Vägsällskapet AB."),
        ("receivesReport", "Resultatet lämnas över till Vägsällskapet AB."),
    ],
)
def test_a_role_is_said_in_further_ways(role: str, sentence: str) -> None:
    assert role in {said for said, name in roles(sentence) if name.startswith("Vägsällskapet")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Varje år i mars sammanställer sektor skola en rapport.", {("operates", "Sektor skola")}),
        ("Sektor barn och utbildning ansvarar för vägen.", {("responsible", "Sektor barn och utbildning")}),
        ("Den offentliga sektorn bidrar till tillväxten.", set()),
        ("Arbetet leds av en styrgrupp med en chef från varje skola.", {("leads", "en styrgrupp")}),
        ("Arbetet samordnas av kommunens larmfunktion.", {("coordinates", "Kommunens larmfunktion")}),
        ("Larmfunktionen bidrar till tryggheten.", set()),
        ("Demokratiberedningen samordnar dialogen.", {("coordinates", "Demokratiberedningen")}),
        ("Planen ska antas av respektive kommunfullmäktige.", {("decides", "kommunfullmäktige")}),
        ("Samtliga övade aktörer ska bidra med bilar.", {("supports", "övade aktörer")}),
        ("Kulturnämnden informeras i maj.", {("receivesReport", "Kulturnämnden")}),
        ("Hyresgästerna informeras i maj.", set()),
        ("Nu går Vägsällskapet AB vidare med tre broar.", set()),
        (
            "Vägen sköts av kulturkontoret, och representanter för polisen och Svenska kyrkan sitter med.",
            {
                ("operates", "Kulturkontoret"),
                ("participates", "Polismyndigheten"),
                ("participates", "Svenska kyrkan"),
            },
        ),
        (
            "Kulturkontoret har på uppdrag av Vägsällskapet AB hand om vägen.",
            {("operates", "Kulturkontoret"), ("commissions", "Vägsällskapet AB")},
        ),
        (
            "Kulturkontoret ska tillsammans med Lamp AB ta ansvar för att vägen plogas.",
            {("responsible", "Kulturkontoret"), ("cooperates", "Lamp AB")},
        ),
        ("Alla måste ta ansvar för miljön.", set()),
    ],
)
def test_who_is_named_and_who_is_not(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert roles(sentence) == expected


def test_cells_under_their_headings_go_on_in_the_next_line() -> None:
    table = (
        "Handlingsplan för Ekby kommun\n\n"
        "Nr   Åtgärd                  Ansvarig           Medverkande          Klart\n"
        "1    Plogning av vägar och   Tekniska nämnden   Lamp AB,             2027\n"
        "     gångbanor                                  Vägsällskapet AB\n"
        "2    Belysning               Kulturnämnden                           2028\n"
    )
    assert told(table) == {
        ("responsible", "Tekniska nämnden"),
        ("participates", "Lamp AB"),
        ("participates", "Vägsällskapet AB"),
        ("responsible", "Kulturnämnden"),
    }


def test_parties_that_are_called_together_and_sign_side_by_side() -> None:
    agreement = (
        "ÖVERENSKOMMELSE\nom vägar i norr\n\n§ 1 Parter\n"
        "Region Dalarna, org.nr 232100-0180, nedan kallad Regionen, samt Mora kommun och Orsa kommun, "
        "nedan gemensamt kallade Kommunerna.\n\n§ 2 Giltighet\nÖverenskommelsen gäller till 2028.\n\n"
        "Mora den 3 maj 2026\n\nMora kommun          Orsa kommun\nEva Ek               Per Al\n"
    )
    everybody = {"Region Dalarna", "Mora kommun", "Orsa kommun"}
    assert {name for role, name in told(agreement) if role == "party"} == everybody
    assert {name for role, name in told(agreement) if role == "signatory"} == everybody - {"Region Dalarna"}


def test_a_line_announces_who_follows() -> None:
    listed = "Följande aktörer övas i sin helhet:\n- Ekby kommun\n- Lamp AB\n"
    assert told(f"Övningsplan för Ekby kommun\n\nDeltagande\n{listed}") == {
        ("participates", "Ekby kommun"),
        ("participates", "Lamp AB"),
    }


def placed(text: str) -> set[tuple[str, str]]:
    """The name of every body with a role, and the title of the matter that it has it in."""
    found = extract(Document("plan.txt", text, "0" * 64), LEXICON)
    titles = {context.key: context.title for context in found.contexts}
    return {(claim.mention.body.name, titles[claim.context]) for claim in found.claims}


def test_a_part_with_a_letter_is_a_matter_of_its_own() -> None:
    parts = "Prioriterat område A: Vägar\nLamp AB plogar.\nPlogningen sköts av Lamp AB.\n\n"
    others = "Prioriterat område B: Broar\nBroarna sköts av Vägsällskapet AB.\n"
    assert placed(f"Plan för Ekby kommun\n\n{parts}{others}") == {
        ("Lamp AB", "Prioriterat område A: Vägar"),
        ("Vägsällskapet AB", "Prioriterat område B: Broar"),
    }


def test_each_recommendation_is_a_matter_of_its_own() -> None:
    points = "- Kulturnämnden samordnar läsningen,\n- Lamp AB medverkar vid mätningen.\n"
    told_of = placed(f"Vägarna i Ekby kommun\n\nSlutsatser om vägar\nVi rekommenderar att\n{points}")
    assert {name for name, _ in told_of} == {"Kulturnämnden", "Lamp AB"}
    assert len({title for _, title in told_of}) == 2


def test_a_title_goes_on_in_the_next_line() -> None:
    table = (
        "Handlingsplan för Ekby kommun\n\n"
        "Nr   Åtgärd                   Ansvarig           Klart\n"
        "1    Belysning i gång-        Tekniska nämnden   2027\n"
        "     tunnlarna\n"
    )
    assert placed(table) == {("Tekniska nämnden", "Belysning i gångtunnlarna")}


def test_what_is_said_of_the_edition_is_of_the_document() -> None:
    said = "Den här versionen har tagits fram av Lamp AB. Under remisstiden yttrade sig Vägsällskapet AB."
    assert placed(f"Plan för Ekby kommun\n\nTrygga vägar\n{said}\n") == {
        ("Lamp AB", "Plan för Ekby kommun"),
        ("Vägsällskapet AB", "Plan för Ekby kommun"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Tänk er en kommun där Vägsällskapet AB ansvarar för bron.",
        "Säg att Vägsällskapet AB leder arbetet.",
        "Formuleringar om att Vägsällskapet AB deltar i arbetet förpliktar ingen.",
    ],
)
def test_what_is_only_imagined_or_worded_is_said_of_nobody(sentence: str) -> None:
    assert roles(sentence) == set()


def test_the_first_word_of_a_quotation_is_no_name_by_its_capital() -> None:
    names = {name for _, name in roles("”Men kulturnämnden ansvarar för bron.”")}
    assert names == {"Kulturnämnden"}


def test_what_only_describes_those_behind_it_has_not_been_done_to_them() -> None:
    assert told("Plan för Ekby kommun\n\n3. Involverade aktörer\n\nOm annat.\n") == set()
