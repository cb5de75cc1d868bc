"""What stands where: tables, lists under names, tasks before a colon, clauses without a verb, phrases in brackets."""

import pytest

from kg.claims import extract
from kg.lexicon import load
from kg.model import Document, Extraction

LEXICON = load()


def read(text: str) -> Extraction:
    return extract(Document("plan.txt", text, "0" * 64), LEXICON)


def told(text: str) -> set[tuple[str, str, str]]:
    """Role, body and title of the context of every claim in a plan of Ekby."""
    whole = read(f"Åtgärdsplan för Ekby kommun\n\n{text}")
    titles = {context.key: context.title for context in whole.contexts}
    return {(c.role, c.mention.body.name, titles[c.context]) for c in whole.claims}


def roles(sentence: str) -> set[tuple[str, str]]:
    return {(role, name) for role, name, _ in told(f"Trygga vägar\n{sentence}\n")}


@pytest.mark.parametrize(
    "table",
    [
        "Åtgärd\tAnsvarig\tSamverkan\nMål 1. Ljus\n1.1 Lampor\tTrafiknämnden\tByalaget\n"
        "Mål 2. Grönt\n2.1 Park\tParknämnden\t–",
        "Nr\tÅtgärd\tAnsvarig\tSamverkan\n1.1\tLampor\tTrafiknämnden\tByalaget\n2.1\tPark\tParknämnden",
        "| Nr | Åtgärd | Ansvarig | Samverkan |\n|----|---|---|---|\n| 1.1 | Lampor | Trafiknämnden | Byalaget |\n"
        "| 2.1 | Park | Parknämnden | |",
        "Nr;Åtgärd;Ansvarig;Samverkan\n1.1;Lampor;Trafiknämnden;Byalaget\n2.1;Park;Parknämnden;",
        "Åtgärd,Ansvarig,Samverkan\nLampor,Trafiknämnden,Byalaget\nPark,Parknämnden,",
        "Nr | Åtgärd | Ansvarig | Samverkan\n\nLJUS\n1.1 | Lampor | Trafiknämnden | Byalaget\n"
        "GRÖNT\n2.1 | Park | Park-\nnämnden | –",
    ],
    ids=["titles of groups", "a row cut off", "Markdown", "semicolons", "commas", "broken rows under capitals"],
)
def test_rows_in_tables_of_all_makes(table: str) -> None:
    assert told(f"{table}\n\nSlutord.\n") == {
        ("responsible", "Trafiknämnden", "Lampor"),
        ("cooperates", "Byalaget", "Lampor"),
        ("responsible", "Parknämnden", "Park"),
    }


def test_an_empty_cell_keeps_its_place() -> None:
    table = "Nr\tÅtgärd\tAnsvarig\tSamverkan\tTid\n1\tLampor\t\tByalaget\t2027\n2\tPark\tParknämnden\t\t2028\n"
    assert told(table) == {("cooperates", "Byalaget", "Lampor"), ("responsible", "Parknämnden", "Park")}


def test_the_text_in_a_cell_is_read() -> None:
    table = "Nr\tÅtgärd\tAnsvarig\n1\tKafé. Drivs av Röda Korset\tSocialnämnden\n"
    assert {(role, name) for role, name, _ in told(table)} == {
        ("operates", "Röda Korset"),
        ("responsible", "Socialnämnden"),
    }


def test_a_table_of_pairs() -> None:
    table = "Fråga\tVem ansvarar\nBygglov\tByggnadsnämnden\nTorgplats\tTekniska nämnden\n"
    assert told(table) == {
        ("responsible", "Byggnadsnämnden", "Bygglov"),
        ("responsible", "Tekniska nämnden", "Torgplats"),
    }


def test_a_list_goes_on_with_the_name_above_it() -> None:
    text = "Polisen\n– driver mötesplatsen\n– är ansvarig för patrullerna\n– besöka alla skolor\n"
    assert told(text) == {
        ("operates", "Polismyndigheten", "driver mötesplatsen"),
        ("responsible", "Polismyndigheten", "är ansvarig för patrullerna"),
        ("responsible", "Polismyndigheten", "besöka alla skolor"),
    }


def test_what_is_listed_under_names_is_theirs_if_the_plan_does_so_throughout() -> None:
    one = "Socialnämnden\n• Språkkafé i två stadsdelar (med Röda Korset)\n\n"
    both = f"{one}Kulturnämnden\n• Sagostunder på fem språk\n"
    assert ("responsible", "Kulturnämnden", "Sagostunder på fem språk") in told(both)
    assert ("responsible", "Socialnämnden", "Språkkafé i två stadsdelar (med Röda Korset)") in told(both)
    assert not {name for role, name, _ in told(one) if role == "responsible"}


def test_work_shared_out_line_by_line() -> None:
    text = (
        "Ansvarsfördelning\nSocialnämnden: boende och stöd\n"
        "Inkvartering: Kulturförvaltningen\nKontakt: Parkförvaltningen\n"
    )
    assert {(role, name) for role, name, _ in told(text)} == {
        ("responsible", "Socialnämnden"),
        ("responsible", "Kulturförvaltningen"),
    }


def test_a_point_that_begins_with_what_is_done_is_an_action() -> None:
    text = (
        "Aktiviteter\n• Öppna en gård i Norr. Kulturnämnden leder planeringen.\n"
        "• Måla bänkar i samarbete med Byalaget.\n"
    )
    assert {(role, name) for role, name, title in told(text) if title != "Aktiviteter"} == {
        ("leads", "Kulturnämnden"),
        ("cooperates", "Byalaget"),
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trafiknämnden svarar för lamporna och Kulturnämnden för konsten.", {"Trafiknämnden", "Kulturnämnden"}),
        ("För lamporna svarar Trafiknämnden, för konsten Kulturnämnden.", {"Trafiknämnden", "Kulturnämnden"}),
        (
            "Trafiknämnden ansvarar för de delar som rör ljus, Parknämnden för de delar som rör träd.",
            {"Trafiknämnden", "Parknämnden"},
        ),
        ("Trafiknämnden svarar för kontakten med skolan och hemmet för alla barn.", {"Trafiknämnden"}),
        ("Det är Trafiknämnden, inte Parknämnden, som ansvarar för lamporna.", {"Trafiknämnden"}),
    ],
)
def test_a_verb_left_out(sentence: str, expected: set[str]) -> None:
    assert roles(sentence) == {("responsible", name) for name in expected}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bygget sköts till vardags av Ekby Bygg AB.", {("operates", "Ekby Bygg AB")}),
        ("Kaféet övertas av Bagarboden i Norr AB.", {("transferee", "Bagarboden i Norr AB")}),
        ("Det görs i samverkan med Apotekens Service AB.", {("cooperates", "Apotekens Service AB")}),
        (
            "I gruppen ingår Miljösamverkan östra Norr och polisen.",
            {("participates", "Miljösamverkan östra Norr"), ("participates", "Polismyndigheten")},
        ),
        ("Läxhjälp ges varje kväll (i samarbete med Röda Korset).", {("cooperates", "Röda Korset")}),
        ("Rapporten lämnas var tredje månad till Kulturnämnden.", {("receivesReport", "Kulturnämnden")}),
        ("Röda Korset och andra goda krafter deltar.", {("participates", "Röda Korset")}),
        (
            "Kommunfullmäktige gav i budget 2027 Kulturnämnden i uppdrag att öppna kaféet.",
            {("commissions", "Kommunfullmäktige"), ("assigned", "Kulturnämnden")},
        ),
        (
            "Det är Röda Korset som bekostar två tredjedelar och Lions Ekby resten.",
            {("funds", "Röda Korset"), ("funds", "Lions Ekby")},
        ),
        ("Innan Kulturnämnden fattar beslut ska frågan utredas.", set()),
        ("Medlen betalas ut under förutsättning att Kulturnämnden beviljar dem.", set()),
        ("Det kräver att Kulturnämnden och Parknämnden samverkar.", set()),
        ("Kommunen ska sprida en översatt skrift av Röda Korset.", set()),
        ("Röda Korset är hyresvärd men inte part.", set()),
    ],
)
def test_what_stands_between_and_what_is_no_fact(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert roles(sentence) == expected


def test_the_title_tells_in_the_genitive_whose_document_it_is() -> None:
    whole = read("Socialnämndens årsrapport 2026\nEkby kommun\n\nHändelser\nNämnden ansvarar för boendet.\n")
    assert [(c.mention.body.name, c.mention.reason) for c in whole.claims] == [("Socialnämnden", "issuer")]


def test_the_signatures_of_a_partnership() -> None:
    text = (
        "IDÉBURET OFFENTLIGT PARTNERSKAP\n\nMellan Ekby kommun (genom Socialnämnden) och Röda Korset har följande "
        "överenskommelse träffats.\n\nEkby den 3 maj 2027\n\nEkby kommun\n"
        "Socialnämndens ordförande\n\nRöda Korset\nOrdförande\n"
    )
    signed = {c.mention.body.name for c in read(text).claims if c.role == "signatory"}
    assert signed == {"Ekby kommun", "Röda Korset"}


def test_a_label_that_is_not_known_ends_the_value_before_it() -> None:
    text = "Ansvar: Trafiknämnden, delat med Byalaget. Medaktör: Ljus AB. Handläggare: Lamp AB."
    assert told(f"1.1 Lampor\n{text}\n") == {
        ("responsible", "Trafiknämnden", "Lampor"),
        ("coResponsible", "Byalaget", "Lampor"),
        ("cooperates", "Ljus AB", "Lampor"),
    }


@pytest.mark.parametrize("rest", ["Lampan sköts av Lamp AB.", "Klart: 2027", "samverkan: Ljus AB"])
def test_what_is_quoted_of_a_field_ends_with_its_value(rest: str) -> None:
    text = f"Åtgärdsplan för Ekby kommun\n\n1.1 Lampor\nAnsvar: Trafiknämnden. {rest}\n"
    found = read(text)
    (field,) = [claim.evidence for claim in found.claims if claim.role == "responsible"]
    assert text[field.start : field.end].rstrip(".") == "Ansvar: Trafiknämnden"


def test_labels_in_a_column_of_their_own_need_no_colon() -> None:
    text = (
        "Program                Landsbygd 2027\n"
        "Projektägare           Ekby kommun\n"
        "Finansiärer            Jordbruksverket (60 %), Föreningen\n"
        "                       Ljus, Lamp AB\n"
    )
    found = {(role, name) for role, name, _ in told(text)}
    assert found == {
        ("responsible", "Ekby kommun"),
        ("funds", "Statens jordbruksverk"),
        ("funds", "Föreningen Ljus"),
        ("funds", "Lamp AB"),
    }


@pytest.mark.parametrize("lead", ["Boverket ska löpande inom ramen för uppdraget:", "Boverket ska under 2027"])
def test_points_hold_the_infinitive_of_the_line_above_them(lead: str) -> None:
    found = {(role, name) for role, name, _ in told(f"{lead}\n\n– bistå Lamp AB med råd,\n\n– samordna arbetet.\n")}
    assert found == {("responsible", "Boverket"), ("supports", "Boverket"), ("coordinates", "Boverket")}


def test_a_title_can_name_the_report_whose_actions_follow() -> None:
    whole = read("Åtgärder ur rapporten ”Ljusa vägar”\n\n3.1 Lampor\nAnsvarig är trafiknämnden.\n")
    (claim,) = whole.claims
    (action,) = [context for context in whole.contexts if context.key == claim.context]
    assert whole.title == "Åtgärder ur rapporten ”Ljusa vägar”"
    assert action.report is not None
    assert (action.code, action.report.title) == ("3.1", "Ljusa vägar")


def test_who_answered_is_consulted_in_an_account_of_answers() -> None:
    text = "Samrådsredogörelse\nVägen i Ekby\n\n1. Trafikverket\nVerket är positivt.\n\n2. Boende\nDe är oroliga.\n"
    assert {(claim.role, claim.mention.body.name) for claim in read(text).claims} == {("consulted", "Trafikverket")}


def test_who_took_a_document_without_a_head_speaks_in_it() -> None:
    text = (
        "Program\nLjusa vägar\n\nOm programmet\nProgrammet antogs av Östra stadsdelsnämnden i maj.\n\n"
        "Lampor\nNämnden ansvarar för lamporna.\n"
    )
    found = {(claim.role, claim.mention.body.name) for claim in read(text).claims}
    assert found == {("decides", "Östra stadsdelsnämnden"), ("responsible", "Östra stadsdelsnämnden")}


def test_a_numbered_paragraph_first_names_what_is_done() -> None:
    text = "Detta ska vi göra\n\n1. Lampor. Lamp AB sköter dem.\n\n2. Vägar i skogen. Ljus AB leder arbetet.\n"
    assert told(text) == {("operates", "Lamp AB", "Lampor"), ("leads", "Ljus AB", "Vägar i skogen")}


def test_the_parties_of_an_agreement_may_be_numbered_under_mellan() -> None:
    text = (
        "Samverkansavtal\n\nMellan\n\n1. Lamp AB (”bolaget”),\n2. Ekby IF (”föreningen”) och\n"
        "3. Ekby kommun genom kulturnämnden (”kommunen”)\n\nhar följande avtal träffats.\n\n"
        "Drift\nBolaget sköter huset.\n"
    )
    found = {(claim.role, claim.mention.body.name) for claim in read(text).claims}
    assert {("party", "Lamp AB"), ("party", "Ekby IF"), ("party", "Ekby kommun"), ("operates", "Lamp AB")} <= found


def test_several_short_names_stand_for_as_many_bodies() -> None:
    text = (
        "Avtal\n\nParter\nEkby kommun genom kulturnämnden, Ekby Stadsmission och Lamp Sverige AB, "
        "nedan kallade kommunen, Missionen och Lampan.\n\nDrift\nMissionen sköter huset och Lampan ljuset.\n"
    )
    assert ("operates", "Ekby Stadsmission") in {(c.role, c.mention.body.name) for c in read(text).claims}


def test_rules_for_a_board_are_of_that_board_under_each_paragraph() -> None:
    text = (
        "Författningssamling\n\nReglemente för kulturnämnden\n\n1 § Uppgift\nFör vägarna svarar vägnämnden.\n\n"
        "2 § Bidrag\nBeslut om bidrag fattas av nämnden.\n"
    )
    assert ("decides", "Kulturnämnden") in {(c.role, c.mention.body.name) for c in read(text).claims}


def test_whom_a_letter_is_to_heads_nothing() -> None:
    text = (
        "EKBY FÖRENINGSRÅD\n\nTill kulturnämnden i Ekby kommun\n\nRemissvar: Plan för gården\n\nLamp AB sköter den.\n"
    )
    assert {context.kind for context in read(text).contexts} == {"Document"}


@pytest.mark.parametrize(
    "text",
    [
        "Vad: Lampor\nVem: Lamp AB\nMed vem: Byalaget\n\nVad: Vägar\nVem: Vägnämnden\n",
        "Mål 1 Ljus\nInsats 1.1 Lampor – Lamp AB ansvarar i samverkan med Byalaget.\n"
        "Insats 1.2 Vägar – Vägnämnden ansvarar.\n",
    ],
    ids=["questions as labels", "coded lines with a dash"],
)
def test_each_matter_has_its_own(text: str) -> None:
    assert {(role, name, title.partition(" –")[0]) for role, name, title in told(text)} == {
        ("responsible", "Lamp AB", "Lampor"),
        ("cooperates", "Byalaget", "Lampor"),
        ("responsible", "Vägnämnden", "Vägar"),
    }


def test_the_town_behind_a_board_says_whose_board_it_is() -> None:
    assert told("Beställare: Kulturnämnden, Ekby kommun\nAnsvarig: Lamp AB, Sala kommun\n") == {
        ("commissions", "Kulturnämnden", "Åtgärdsplan för Ekby kommun"),
        ("responsible", "Lamp AB", "Åtgärdsplan för Ekby kommun"),
        ("responsible", "Sala kommun", "Åtgärdsplan för Ekby kommun"),
    }


def test_points_under_a_coded_matter_tell_more_of_it() -> None:
    text = "A1 Lampor\n– Stolpar sätts upp längs vägen. Lamp AB sköter dem.\n– Efter ett år hörs Ljus AB.\n"
    assert told(text) == {("operates", "Lamp AB", "Lampor"), ("consulted", "Ljus AB", "Lampor")}


def test_the_path_over_a_page_of_the_web_is_no_title() -> None:
    assert read("Hem > Stöd och omsorg > Äldre\n\nStöd till dig som är äldre\n\nLamp AB hjälper till.\n").title == (
        "Stöd till dig som är äldre"
    )


def test_a_line_before_its_short_name_is_a_name() -> None:
    text = (
        "Avtal\n\nMellan följande parter har avtal slutits:\n\nEkby kommun (i det följande Kommunen)\n"
        "Studieförbunden i Samverkan (i det följande SIS)\n\nDrift\nHuset sköts av SIS.\n"
    )
    assert ("operates", "Studieförbunden i Samverkan") in {(c.role, c.mention.body.name) for c in read(text).claims}


def test_whom_somebody_comes_from_is_not_what_that_person_is_called() -> None:
    text = "Närvarande: Bo Ask (polisen), Cia Alm (Ekbyhem AB)\n\nEkbyhem AB sköter vägen. Polisen deltar.\n"
    assert {(role, name) for role, name, _ in told(text)} == {
        ("operates", "Ekbyhem AB"),
        ("participates", "Polismyndigheten"),
    }
