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
    told = matters("Ekby kommun\nProtokoll\n\n§ 6\nNy rutin\n\nÄrendet\nRutinen har tagits fram av Ljus AB.\n")
    assert told == {("operates", "Ljus AB", "Document Ekby kommun")}


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


def places(text: str) -> set[tuple[str, str]]:
    """Name and what it hangs on of every claim."""
    return {(name, at) for _, name, at in matters(text)}


def test_a_point_with_letters_and_a_number_is_an_action_and_what_begins_with_its_code_is_about_it() -> None:
    text = (
        "Budget för Ekby kommun\n\nRamar och uppdrag\n\nByggnadsnämnden\nBN1. Lys upp bron. Lamp AB betalar.\n"
        "BN2. Rusta torget i samråd med Ljus AB.\n\nKommentarer\nBN1. Arbetet leds av Vägsällskapet AB.\n"
    )
    found = places(text)
    assert found >= {("Ljus AB", "Action BN2"), ("Vägsällskapet AB", "Action BN1")}


def test_a_label_under_an_action_is_no_standing_collaboration() -> None:
    text = "Plan för Ekby kommun\n\n1.1 Lampor\nSamverkan: Ljus AB, Lamp AB\n"
    assert places(text) == {("Ljus AB", "Action 1.1"), ("Lamp AB", "Action 1.1")}


def test_those_who_have_long_cooperated_have_a_standing_collaboration() -> None:
    text = "Plan för Ekby kommun\n\nLampor\nLjus AB ansvarar. Ljus AB samarbetar sedan länge med Lamp AB.\n"
    assert {at.split()[0] for role, _, at in matters(text) if role == "cooperates"} == {"Collaboration"}


def test_a_point_may_have_its_title_before_a_dash() -> None:
    text = "Plan\n\nUnga\n• Kafé Lyktan – drivs av Ljus AB\n• Läxhjälp – Lamp AB deltar\n• Lamp AB – deltar\n"
    assert places(text) == {
        ("Ljus AB", "Action Kafé Lyktan"),
        ("Lamp AB", "Action Läxhjälp"),
        ("Lamp AB", "Action Unga"),
    }


def test_a_table_of_who_pays_how_much_is_of_the_heading_above() -> None:
    text = (
        "Plan\n\n2. Pengar\nFinansiär  Slag  Kronor\nLjus AB  lån  2\nLamp AB  gåva  3\n\n3. Bro\nLjus AB ansvarar.\n"
    )
    assert places(text) == {("Ljus AB", "Action 2"), ("Lamp AB", "Action 2"), ("Ljus AB", "Action 3")}


def test_a_line_about_its_adoption_is_of_the_document() -> None:
    text = "Plan för Ekby\n\nAntagen av kommunfullmäktige den 3 maj 2024\n\nAllmänt\nVarje nämnd ansvarar.\n"
    assert {at.split()[0] for _, at in places(text)} == {"Document"}


def test_parts_of_the_plan_that_a_response_is_about_are_matters_of_the_response() -> None:
    body = "Uppföljning\nLjus AB bör ansvara.\n"
    assert ("Ljus AB", "Action Uppföljning") in places(f"Yttrande över förslag till bostadsplan\n\n{body}")
    assert {at.split()[0] for _, at in places(f"Bostadsplan för Ekby\n\n{body}")} == {"Document"}


def test_whoever_answers_under_a_heading_of_an_assignment_has_a_matter_of_his_own() -> None:
    text = (
        "Uppdrag att lysa upp broar\n\nRegeringen uppdrar åt Trafikverket att lysa upp broarna.\n\nUppföljning\n"
        "Ansvaret för uppföljningen vilar på Boverket.\n\nPengar\nTrafikverket ska samordna uppdraget.\n"
    )
    found = matters(text)
    assert ("responsible", "Boverket", "Action Uppföljning") in found
    assert ("coordinates", "Trafikverket", "Action Uppdrag att lysa upp broar") in found


def test_what_is_done_according_to_an_agreement_hangs_on_it() -> None:
    text = (
        "Berättelse för Ekby\n\nParken\nEtt nytt skötselavtal skrevs under i mars av Ekby kommun och Ljus AB. "
        "Enligt avtalet ansvarar Ljus AB för lamporna.\n"
    )
    assert {at for role, _, at in matters(text) if role in {"responsible", "signatory"}} == {"Agreement Skötselavtal"}


def test_a_text_without_headings_tells_what_is_run() -> None:
    text = (
        "Tillsammans\n\nKaféet på torget drivs av Ljus AB. Bussarna finansieras av Lamp AB.\n\n"
        "Arbetet bekostas av Vägsällskapet AB.\n\nÄngsbolaget AB har i vår inventerat stränderna.\n"
    )
    assert places(text) == {
        ("Ljus AB", "Action Kaféet på torget"),
        ("Lamp AB", "Action Kaféet på torget"),
        ("Vägsällskapet AB", "Document Tillsammans"),
        ("Ängsbolaget AB", "Action Inventering"),
    }


def test_a_heading_that_comes_again_is_a_part_of_each_matter() -> None:
    part = "Så gör vi\nLjus AB ansvarar.\n"
    text = f"Plan för Ekby kommun\n\nMål 1: Ljusa broar\n\n{part}\nMål 2: Rena torg\n\n{part}"
    assert places(text) == {("Ljus AB", "Action 1"), ("Ljus AB", "Action 2")}


def test_work_packages_are_numbered_within_a_section() -> None:
    text = "Projektansökan\n\n2. Arbete\nAP1 (Broar) leds av Ljus AB.\nAP2 Torg. Lamp AB ansvarar.\nAllt tar tre år.\n"
    assert places(text) == {("Ljus AB", "Action AP1"), ("Lamp AB", "Action AP2")}


def test_a_comment_on_a_row_begins_with_the_rows_code_whatever_its_column_is_called() -> None:
    rows = "Beteckning | Insats | Ansvarig\nK-1 | Lampor | Ljus AB\nK-2 | Bänkar | Lamp AB\n"
    text = f"Plan för Ekby kommun\n\n{rows}\nKommentarer\nK-2: Vägsällskapet AB bidrar.\n"
    assert ("Vägsällskapet AB", "Action K-2") in places(text)


def test_a_group_may_have_tasks_that_somebody_answers_for() -> None:
    text = "Ljus i Ekby\n\nLjusrådet\nI rådet ingår Ljus AB och Lamp AB. Lamp AB ansvarar för mötena.\n"
    assert {at for _, at in places(text)} == {"Collaboration Ljusrådet"}


def test_under_a_heading_that_gathers_each_thing_that_is_run_is_a_matter() -> None:
    text = "Berättelse\n\nAktiviteter under året\nKören leds av Ljus AB. Kaféet drivs av Lamp AB.\n"
    assert places(text) == {("Ljus AB", "Action Kören"), ("Lamp AB", "Action Kaféet")}


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


def test_each_point_to_decide_on_is_a_matter() -> None:
    text = (
        "Ekby kommun\nTjänsteskrivelse\n\nBro\n\nFörslag till beslut\n1. Vägkontoret ges i uppdrag att rita en bro.\n"
        "2. Bron bekostas av Lamp AB.\n\nBeslutet skickas till\nLamp AB\n"
    )
    assert matters(text) == {
        ("assigned", "Vägkontoret", "Action Vägkontoret ges i uppdrag att rita en bro."),
        ("funds", "Lamp AB", "Action Bron bekostas av Lamp AB."),
    }


def test_a_numbered_part_of_an_agreement_is_a_matter_unless_it_holds_terms() -> None:
    text = (
        "Avtal om samverkan om vägarna i Ekby\n\n1. Parter\nAvtalet ingås av Ekby kommun och Lamp AB.\n\n"
        "2. Snöröjning\nLamp AB svarar för plogningen.\n\n3. Kostnader\nKommunen bekostar sanden.\n"
    )
    at = {name: place for role, name, place in matters(text) if role in {"responsible", "funds"}}
    assert at == {"Lamp AB": "Action 2", "Ekby kommun": "Agreement Avtal om samverkan om vägarna i Ekby"}


def test_the_parts_of_a_contract_on_one_thing_are_its_terms() -> None:
    text = (
        "Avtal om skötsel av vägarna i Ekby\n\n§ 1 Parter\nAvtalet ingås av Ekby kommun och Lamp AB.\n\n"
        "§ 2 Snöröjning\nLamp AB svarar för plogningen.\n"
    )
    assert {place for role, _, place in matters(text) if role == "responsible"} == {
        "Agreement Avtal om skötsel av vägarna i Ekby"
    }


def test_what_is_told_under_one_heading_is_one_matter() -> None:
    text = (
        "Ekby kommun\nTjänsteskrivelse\n\nNy bro\n\nNuvarande ordning\nBron sköts av Lamp AB. Den bekostas av Väg AB. "
        "Plogningen utförs av Snö AB.\n"
    )
    assert {place for _, _, place in matters(text)} == {"Action Nuvarande ordning"}


def test_each_point_under_who_answers_for_it_is_a_matter_of_that_body() -> None:
    text = "Plan för Ekby kommun\n\nTrygga vägar\nVägkontoret åtar sig att\n– ploga vägen,\n– tända lamporna.\n"
    assert matters(text) == {
        ("responsible", "Vägkontoret", "Action ploga vägen,"),
        ("responsible", "Vägkontoret", "Action tända lamporna."),
    }
    text = "Plan för Ekby kommun\n\nVägnämnden\nAnsvarar för:\n• plogning av vägen\n• ljus, med hjälp av Lamp AB\n"
    assert matters(text) == {
        ("responsible", "Vägnämnden", "Action plogning av vägen"),
        ("responsible", "Vägnämnden", "Action ljus, med hjälp av Lamp AB"),
        ("supports", "Lamp AB", "Action ljus, med hjälp av Lamp AB"),
    }


def test_a_heading_may_say_whose_the_points_under_it_are() -> None:
    text = "Avtal om vägarna i Ekby\n\nLamp AB:s ansvar\n– ljus längs vägen\n– lampor\n\nGiltighet\nAvtalet gäller.\n"
    assert {(role, name) for role, name, _ in matters(text)} == {("responsible", "Lamp AB")}
    assert len(matters(text)) == 2


def test_a_lettered_line_over_a_label_is_a_heading() -> None:
    text = "Plan för Ekby kommun\n\n3. Händelser\na) Avbrott\nAnsvarig: Lamp AB\nb) Skred\nAnsvarig: Väg AB\n"
    assert {at for _, _, at in matters(text)} == {"Action Avbrott", "Action Skred"}


def test_a_line_of_several_sentences_heads_nothing() -> None:
    text = "Plan mot mörker\n\nEkby kommun. Antagen av kommunfullmäktige. Dokumentansvarig: Vägnämnden\n\nLjus\nTänd.\n"
    assert {at for _, _, at in matters(text)} == {"Document Plan mot mörker"}


def test_a_label_says_what_an_action_is_called() -> None:
    text = (
        "Plan för Ekby kommun\n\nAktivitet: Ploga vägen\nAnsvarig: Lamp AB\n\n"
        "Aktivitet: Tända lamporna\nAnsvarig: Ljus AB\n"
    )
    assert matters(text) == {
        ("responsible", "Lamp AB", "Action Ploga vägen"),
        ("responsible", "Ljus AB", "Action Tända lamporna"),
    }


def test_the_only_label_under_a_heading_is_of_the_matter_with_that_heading() -> None:
    text = "Plan för Ekby kommun\n\nTrygga vägar\nÅtgärd: Ploga vägen\nAnsvarig: Lamp AB\n"
    assert matters(text) == {("responsible", "Lamp AB", "Action Trygga vägar")}


def test_a_paragraph_with_a_name_and_labels_is_a_matter() -> None:
    text = (
        "Plan för Ekby kommun\n\nPlogning. Ansvarig: Lamp AB. Samverkan: Boverket.\n"
        "Belysning. Ansvarig: Ljus AB. Samverkan: Skolverket.\n"
    )
    assert {(name, place) for _, name, place in matters(text)} == {
        ("Lamp AB", "Action Plogning"),
        ("Boverket", "Action Plogning"),
        ("Ljus AB", "Action Belysning"),
        ("Statens skolverk", "Action Belysning"),
    }


def test_labels_within_the_points_of_a_list_are_of_each_point() -> None:
    text = (
        "Plan\n\nTrygga vägar\nVi ska\n– ploga vägen (ansvarig: Lamp AB; medverkande: Boverket),\n"
        "– tända lamporna (ansvarig: Ljus AB).\n"
    )
    said = matters(text)
    assert {(role, name) for role, name, _ in said} >= {
        ("responsible", "Lamp AB"),
        ("participates", "Boverket"),
        ("responsible", "Ljus AB"),
    }


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Följande har deltagit i arbetet:", "participates"),
        ("I rådet ingår följande parter:", "participates"),
        ("Samråd har skett med nedanstående myndigheter:", "consulted"),
        ("Följande aktörer ska höras:", "consulted"),
    ],
)
def test_a_line_says_what_those_are_that_it_announces(line: str, role: str) -> None:
    text = f"Plan för Ekby kommun\n\nTrygga vägar\n{line}\n– Boverket\n– Lamp AB\n"
    assert {(said, name) for said, name, _ in matters(text)} == {(role, "Boverket"), (role, "Lamp AB")}


def test_a_question_can_be_a_label() -> None:
    text = "Plan för Ekby kommun\n\nTrygga vägar\nVem ansvarar? Lamp AB\nNär? 2025\n"
    assert matters(text) == {("responsible", "Lamp AB", "Action Trygga vägar")}


def test_what_the_document_names_nowhere_is_one_body_of_it_and_told() -> None:
    text = (
        "Trygga vägar\n\nPlogning\nFörvaltningen ansvarar för plogningen.\n\nBelysning\nFörvaltningen bekostar den.\n"
    )
    found = extract(Document("plan.txt", text, "0" * 64), load())
    assert {(claim.role, claim.mention.body.name) for claim in found.claims} == {
        ("responsible", "Förvaltningen"),
        ("funds", "Förvaltningen"),
    }
    assert all(claim.mention.body.unnamed and claim.mention.reason == "unresolved" for claim in found.claims)
    assert [notice.line for notice in found.warnings] == [4, 7]


def test_where_one_of_several_may_be_meant_nobody_is_claimed() -> None:
    text = (
        "Trygga vägar\n\nPlogning\nFöreningen Lamp och Föreningen Ljus deltar.\n\nBelysning\nFöreningen bekostar den.\n"
    )
    found = extract(Document("plan.txt", text, "0" * 64), load())
    assert "funds" not in {claim.role for claim in found.claims}
    assert [notice.line for notice in found.warnings] == [7]


def test_a_question_right_below_a_numbered_heading_is_of_that_matter() -> None:
    text = (
        "Plan för Ekby kommun\n\nTema 1: Ljus\n\n"
        "Vad vill vi uppnå?\nFler lampor.\n\nHur gör vi?\nLamp AB sköter dem.\n\n"
        "Tema 2: Vägar\n\nHur gör vi?\nLjus AB bygger dem.\n"
    )
    assert matters(text) == {("operates", "Lamp AB", "Action 1"), ("operates", "Ljus AB", "Action 2")}
