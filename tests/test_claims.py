"""What sentences give: one small sentence a construction, in words of the project's own."""

import gc

import pytest

from kg.claims import extract
from kg.draft import Sentence
from kg.lexicon import load
from kg.model import Document, Extraction

LEXICON = load()


def read(text: str, **options: str) -> Extraction:
    return extract(Document("plan.txt", text, "0" * 64), LEXICON, **options)


def roles(sentence: str) -> set[tuple[str, str]]:
    """Role and name of every claim in a sentence under a plain heading, the town of Ekby given."""
    return {(c.role, c.mention.body.name) for c in read(f"Plan för Ekby kommun\n\nTrygga vägar\n{sentence}\n").claims}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trafiknämnden ansvarar för belysningen.", {("responsible", "Trafiknämnden")}),
        ("Trafiknämnden ska ansvara för belysningen.", {("responsible", "Trafiknämnden")}),
        ("Trafiknämnden kommer att ansvara för den.", {("responsible", "Trafiknämnden")}),
        ("Ansvarig är trafiknämnden.", {("responsible", "Trafiknämnden")}),
        ("Ansvaret ligger hos trafiknämnden.", {("responsible", "Trafiknämnden")}),
        ("Trafiknämnden har huvudansvaret.", {("mainResponsible", "Trafiknämnden")}),
        ("Det är trafiknämnden som leder arbetet.", {("leads", "Trafiknämnden")}),
        ("Arbetet leds av trafiknämnden.", {("leads", "Trafiknämnden")}),
        ("Arbetet ska samordnas av trafiknämnden.", {("coordinates", "Trafiknämnden")}),
        ("Enligt planen ska trafiknämnden bistå skolorna.", {("supports", "Trafiknämnden")}),
        (
            "Trafiknämnden ansvarar och ska samverka med kulturnämnden.",
            {("responsible", "Trafiknämnden"), ("cooperates", "Kulturnämnden")},
        ),
        (
            "Ansvarig är trafiknämnden som ska samverka med kulturnämnden och socialnämnden.",
            {("responsible", "Trafiknämnden"), ("cooperates", "Kulturnämnden"), ("cooperates", "Socialnämnden")},
        ),
        (
            "Kommunstyrelsen ger trafiknämnden i uppdrag att se över belysningen.",
            {("commissions", "Kommunstyrelsen"), ("assigned", "Trafiknämnden")},
        ),
        ("Åtgärden genomförs efter samråd med kulturnämnden.", {("consulted", "Kulturnämnden")}),
        ("Arbetet finansieras av kommunstyrelsen.", {("funds", "Kommunstyrelsen")}),
        ("Resultatet ska redovisas till kommunstyrelsen.", {("receivesReport", "Kommunstyrelsen")}),
        ("Samtliga nämnder bör involveras.", {("involved", "nämnder")}),
        (
            "Enligt planen är trafiknämnden huvudansvarig och kulturnämnden delansvarig.",
            {("mainResponsible", "Trafiknämnden"), ("coResponsible", "Kulturnämnden")},
        ),
        ("Belysningen är trafiknämndens ansvar.", {("responsible", "Trafiknämnden")}),
        ("Frågan om belysning är trafiknämndens ansvar.", {("responsible", "Trafiknämnden")}),
        ("Ansvaret åvilar trafiknämnden.", {("responsible", "Trafiknämnden")}),
        ("Trafiknämnden pekas ut som ansvarig.", {("responsible", "Trafiknämnden")}),
        ("Rädda Barnen står som arrangör.", {("operates", "Rädda Barnen")}),
        (
            "Trafiknämnden har lämnat över ansvaret till kulturnämnden.",
            {("transferor", "Trafiknämnden"), ("transferee", "Kulturnämnden")},
        ),
        (
            "På uppdrag av trafiknämnden har Rädda Barnen visat vägen.",
            {("commissions", "Trafiknämnden"), ("operates", "Rädda Barnen")},
        ),
        ("Skyltarna byts av trafiknämnden.", {("operates", "Trafiknämnden")}),
        ("Planen har stöd av Rädda Barnen.", {("supports", "Rädda Barnen")}),
        ("I gruppen ingår bland annat Rädda Barnen.", {("participates", "Rädda Barnen")}),
        (
            "Mätningen görs av trafiknämnden och resultatet lämnas till kommunstyrelsen.",
            {("operates", "Trafiknämnden"), ("receivesReport", "Kommunstyrelsen")},
        ),
        (
            "Vägen sköts av Rädda Barnen respektive Svenska kyrkan.",
            {("operates", "Rädda Barnen"), ("operates", "Svenska kyrkan")},
        ),
        (
            "Stigen sköts av Hofors, Ockelbo och Sandvikens kommun.",
            {("operates", f"{town} kommun") for town in ("Hofors", "Ockelbo", "Sandvikens")},
        ),
        (
            "Stigen sköts av kommunerna Hofors och Ockelbo samt regionerna Skåne och Halland.",
            {("operates", name) for name in ("Hofors kommun", "Ockelbo kommun", "Region Skåne", "Region Halland")},
        ),
        (
            "Länsstyrelserna i Skåne, Västra Götalands och Hallands län deltar.",
            {("participates", f"Länsstyrelsen i {county} län") for county in ("Skåne", "Västra Götalands", "Hallands")},
        ),
        ("Brunnen sköts av Ekby Vatten och Avfall AB.", {("operates", "Ekby Vatten och Avfall AB")}),
        ("Bostadsbolaget, Ekby Hem AB, ansvarar för gården.", {("responsible", "Ekby Hem AB")}),
        ("I arbetet deltar Fastighetsägarna Syd.", {("participates", "Fastighetsägarna Syd")}),
        ("Kultur- och fritidsnämnden ansvarar för lokalen.", {("responsible", "Kultur- och fritidsnämnden")}),
        (
            "Ansvariga är social-, kultur- och skolnämnden.",
            {("responsible", name) for name in ("Socialnämnden", "Kulturnämnden", "Skolnämnden")},
        ),
        (
            "Socialnämnden har gett kulturförvaltningen i uppdrag att utreda frågan.",
            {("commissions", "Socialnämnden"), ("assigned", "Kulturförvaltningen")},
        ),
        (
            "Kommunstyrelsen beslutar att uppdra åt trafiknämnden att mäta bullret.",
            {("decides", "Kommunstyrelsen"), ("commissions", "Kommunstyrelsen"), ("assigned", "Trafiknämnden")},
        ),
        (
            "Trafiknämnden har på kommunstyrelsens uppdrag utarbetat en karta.",
            {("operates", "Trafiknämnden"), ("commissions", "Kommunstyrelsen")},
        ),
        (
            "Tillsammans med Region Dalarna och polisen kommer socialförvaltningen att anordna träffar.",
            {
                ("cooperates", "Region Dalarna"),
                ("cooperates", "Polismyndigheten"),
                ("operates", "Socialförvaltningen"),
            },
        ),
        (
            "Arbetet leds och samordnas av trafiknämnden.",
            {("leads", "Trafiknämnden"), ("coordinates", "Trafiknämnden")},
        ),
        ("Medverkar gör också kulturnämnden.", {("participates", "Kulturnämnden")}),
        (
            "Kulturnämnden deltar, liksom socialnämnden.",
            {("participates", "Kulturnämnden"), ("participates", "Socialnämnden")},
        ),
        (
            "Representanter för kulturnämnden och socialnämnden deltar.",
            {("participates", "Kulturnämnden"), ("participates", "Socialnämnden")},
        ),
        (
            "Trafiknämnden ska samråda med ett brett urval av skolor och kulturnämnden.",
            {("consulted", "ett brett urval av skolor"), ("consulted", "Kulturnämnden")},
        ),
        (
            "Trafiknämnden ska i den mån som krävs samråda med kulturnämnden, socialnämnden och skolor.",
            {("consulted", name) for name in ("Kulturnämnden", "Socialnämnden", "skolor")},
        ),
        ("Trafiknämnden ska samråda med företrädare för kulturnämnden.", {("consulted", "Kulturnämnden")}),
        ("Trafiknämnden kan komma att finansiera skyltarna.", {("funds", "Trafiknämnden")}),
        ("Ansvaret vilar på kulturnämnden.", {("responsible", "Kulturnämnden")}),
        ("När huset står klart, ska kulturnämnden ansvara för det.", {("responsible", "Kulturnämnden")}),
        ("När huset står klart ska kulturnämnden ansvara för det.", {("responsible", "Kulturnämnden")}),
        (
            "Den 1 maj 2020 tog kulturnämnden över driften från socialnämnden.",
            {("transferee", "Kulturnämnden"), ("transferor", "Socialnämnden")},
        ),
    ],
)
def test_a_construction(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert roles(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Trafiknämnden ansvarar inte för lokalerna.",
        "Det är oklart hur trafiknämnden ansvarar för lokalerna.",
        "Syftet är att möjliggöra samverkan med näringslivet.",
        "Genom ökad samverkan kan trafiknämnden spara pengar.",
        "Arbetet leder till kortare köer.",
        "Trafiknämndens lokaler ska rustas.",
        "Trafiknämnden planerar att samordna resorna.",
        "Trafiknämnden vill samverka med kulturnämnden.",
        "Det är viktigt att trafiknämnden samverkar med kulturnämnden.",
        "Trafiknämndens ordförande leder mötet.",
        "Insatsen görs i samarbete med en kommun.",
        "Rutinen gäller för det fall trafiknämnden ansvarar för vägen.",
        "Planen följs i de delar trafiknämnden ansvarar för.",
        "Trafiknämnden har inte längre något ansvar för vägen.",
        "Nämnderna berättar om sina respektive uppdrag till trafiknämnden.",
        "Utredningen hjälper trafiknämnden med att räkna bilar.",
    ],
)
def test_what_gives_no_role(sentence: str) -> None:
    assert roles(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Kommunstyrelsen föreslår att trafiknämnden ansvarar för lokalerna.", "responsible"),
        (
            "Kommunstyrelsen föreslår att kommunfullmäktige beslutar att uppdra åt trafiknämnden att mäta bullret.",
            "assigned",
        ),
        ("Trafiknämnden föreslås få i uppdrag att mäta bullret.", "assigned"),
    ],
)
def test_what_a_body_proposes_is_a_proposal(sentence: str, role: str) -> None:
    found = read(f"Plan för Ekby kommun\n\nGång (1.1)\n{sentence}\n").claims
    assert {(c.role, c.modality, c.mention.body.name) for c in found} == {(role, "proposed", "Trafiknämnden")}


def test_a_code_is_not_taken_by_an_action_that_has_none() -> None:
    first = "1. Trygga vägar\nTrafiknämnden ansvarar.\n\nÖvrigt arbete\nKulturnämnden ansvarar för skylten.\n\n"
    found = read(f"Plan för Ekby kommun\n\n{first}2. Säkra broar\nTrafiknämnden ansvarar för bron.\n")
    assert [context.code for context in found.contexts if context.kind == "Action" and context.code] == ["1", "2"]
    assert [warning for warning in found.warnings if "twice" in warning.message] == []


@pytest.mark.parametrize("start", [":", "(a):", "/ x:"])
def test_a_line_may_begin_with_a_colon(start: str) -> None:
    assert roles(f"{start} Trafiknämnden ansvarar för belysningen.") <= {("responsible", "Trafiknämnden")}
    assert read(start).claims == ()


def test_an_office_acted_through() -> None:
    (claim,) = read("Plan\n\nGång och cykel (1.1)\nAnsvarig är kommunstyrelsen genom Kansliet för trygghet.\n").claims
    assert claim.via is not None
    assert claim.via.body.name == "Kansliet för trygghet"


def test_an_open_list_is_open_from_its_marker_on() -> None:
    text = "Plan\n\nGång (1.1)\nTrafiknämnden samverkar med kulturnämnden och bl.a. socialnämnden.\n"
    cooperating = {c.mention.body.name: c.open_list for c in read(text).claims if c.role == "cooperates"}
    assert cooperating["Socialnämnden"]


def test_namnden_is_not_guessed_across_a_heading() -> None:
    text = "Plan\n\nGång (1.1)\nTrafiknämnden ansvarar.\n\nCykel (1.2)\nNämnden ansvarar.\n"
    extraction = read(text)
    assert [c.mention.body.name for c in extraction.claims] == ["Trafiknämnden"]
    (notice,) = extraction.warnings
    assert notice.line == 7
    assert "--issuer" in notice.message


def test_namnden_is_the_issuer_where_that_is_said() -> None:
    (claim,) = read("Plan\n\nCykel (1.2)\nNämnden ansvarar.\n", issuer="Trafiknämnden").claims
    assert (claim.mention.body.name, claim.mention.implicit) == ("Trafiknämnden", True)


def test_board_and_administration_are_two() -> None:
    text = "Plan\n\nKultur (1.1)\nKulturnämnden ansvarar i samverkan med kulturförvaltningen.\n"
    kinds = {c.mention.body.name: c.mention.body.kind for c in read(text).claims}
    assert kinds == {"Kulturnämnden": "Committee", "Kulturförvaltningen": "Administration"}


def test_the_same_name_in_two_towns_is_two_bodies() -> None:
    def scope(town: str) -> str:
        (claim,) = read(f"Plan för {town}\n\nGång (1.1)\nKommunstyrelsen ansvarar.\n").claims
        return claim.mention.body.iri or claim.mention.body.scope

    assert scope("Ekby kommun") == "ekby"
    assert scope("Stockholms stad") == "https://w3id.org/samverkan/id/body/stockholm/kommunstyrelsen"


@pytest.mark.parametrize(("date", "count"), [("2016-05-01", 14), ("2021", 13), ("2024-01-01", 11)])
def test_a_group_is_listed_as_it_was_at_the_documents_time(date: str, count: int) -> None:
    text = "Plan för Stockholms stad\n\nGång (1.1)\nKommunstyrelsen ansvarar i samverkan med stadsdelsnämnderna.\n"
    group = next(c.mention.body for c in read(text, date=date).claims if c.role == "cooperates")
    assert group.iri is not None
    assert len(LEXICON.by_iri[group.iri].members) == count


def test_a_document_without_a_date_gets_none_from_its_text() -> None:
    sentence = "Kommunstyrelsen ansvarar sedan den 1 mars 2016 i samverkan med stadsdelsnämnderna."
    text = f"Plan för Stockholms stad\n\nGång (1.1)\n{sentence}\n"
    extraction = read(text)
    assert (extraction.date, extraction.as_of) == (None, "2016-03-01")


def test_a_group_without_a_date_lists_nobody() -> None:
    text = "Plan för Stockholms stad\n\nGång (1.1)\nKommunstyrelsen ansvarar i samverkan med stadsdelsnämnderna.\n"
    group = next(c.mention.body for c in read(text).claims if c.role == "cooperates")
    assert (group.iri, group.kind) == (None, "Group")


def test_two_actions_may_have_the_same_code_in_two_reports() -> None:
    one = "Rapporten ”Ett”\n\nGång (1.1)\nTrafiknämnden ansvarar."
    two = "Rapporten ”Två”\n\nCykel (1.1)\nKulturnämnden ansvarar."
    text = f"Plan\n\n{one}\n\n{two}\n"
    actions = [c for c in read(text).contexts if c.kind == "Action"]
    assert [(a.report.title, a.code) for a in actions if a.report] == [("Ett", "1.1"), ("Två", "1.1")]
    assert len({a.key for a in actions}) == 2


def claims(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for claim in read(text).claims:
        found.setdefault(claim.role, set()).add(claim.mention.body.name)
    return found


def test_labels_take_values_on_the_line_and_in_bullets() -> None:
    text = (
        "Plan för Ekby kommun\n\nÅtgärd 1.1 Utbildning\nAnsvarig nämnd: Socialnämnden, Vård- och omsorgsnämnden\n"
        "Medverkande:\n• Röda Korset\n• Kvinnojouren Vega (KV)\nMålgrupp: unga\n"
    )
    assert claims(text) == {
        "responsible": {"Socialnämnden", "Vård- och omsorgsnämnden"},
        "participates": {"Röda Korset", "Kvinnojouren Vega"},
    }


def test_rows_of_a_table_are_actions() -> None:
    text = (
        "Plan för Ekby kommun\n\nNr   Aktivitet   Ansvarig   Medverkande\n"
        "1   Belysning   Tekniska nämnden   Ekby Energi AB, polisen\n2   Vandring   Föreningen Väg   –\n"
    )
    extraction = read(text)
    assert [(c.code, c.title) for c in extraction.contexts if c.kind == "Action"] == [
        ("1", "Belysning"),
        ("2", "Vandring"),
    ]
    assert claims(text)["responsible"] == {"Tekniska nämnden", "Föreningen Väg"}
    assert claims(text)["participates"] == {"Ekby Energi AB", "Polismyndigheten"}


def test_short_names_are_those_that_the_text_defines() -> None:
    text = "Plan för Ekby kommun\n\nGång (1.1)\nNationellt centrum för fred (NCF) bistår. NCF ansvarar för kursen.\n"
    assert claims(text)["responsible"] == {"Nationellt centrum för fred"}


def test_a_short_name_is_of_the_name_before_it_whatever_stands_around() -> None:
    head = "Plan för Ekby kommun\n\nGång (1.1)\n"
    around = "Det finns m.m. att göra. Nationellt centrum för fred (NCF) bistår. Kommunen (se ovan) deltar. "
    text = f"{head}{around}Trafikkontoret är med.\n\nNCF ansvarar för kursen. TK leder gruppen. TK = Trafikkontoret.\n"
    found = claims(text)
    assert found["responsible"] == {"Nationellt centrum för fred"}
    assert found["leads"] == {"Trafikkontoret"}


def test_the_points_of_a_list_go_on_with_its_lead() -> None:
    text = "Plan för Ekby kommun\n\nGång (1.1)\nSocialnämnden ska:\n- vara glad\n- samverka med Trafikkontoret\n"
    found = claims(text)
    assert found["responsible"] == {"Socialnämnden"}
    assert found["cooperates"] >= {"Trafikkontoret"}


def test_nothing_of_the_reading_is_left_for_the_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        found = read("Plan för Ekby kommun\n\nGång (1.1)\nSocialnämnden leder gruppen. Trafiknämnden är här.\n")
        left = [one for one in gc.get_objects() if isinstance(one, Sentence)]
    finally:
        gc.enable()
    assert found.claims
    assert not left


def test_an_agreement_is_what_its_document_is_about() -> None:
    text = (
        "Avtal om driften av Solsalen\n\n"
        "Mellan Ekby kommun, nedan kallad kommunen, och Föreningen Väg, nedan kallad Föreningen, har följande avtal "
        "träffats.\n\n1. Drift\nFöreningen ansvarar för lokalen.\n\nEkby den 3 maj 2021\n"
    )
    extraction = read(text)
    (agreement,) = [c for c in extraction.contexts if c.kind == "Agreement"]
    assert (agreement.agreement_kind, agreement.date) == ("avtal", "2021-05-03")
    assert {c.context for c in extraction.claims} == {agreement.key}
    assert claims(text) == {"party": {"Ekby kommun", "Föreningen Väg"}, "responsible": {"Föreningen Väg"}}
    assert len(extraction.claims) == 3


def test_a_page_header_in_the_midst_of_a_word_is_passed_over() -> None:
    header = "Ekby kommun\nBilaga 1     Sida {} (2)\n"
    text = header.format(1) + "\nPlan\n\nGång (1.1)\nTrafik-\n\n" + header.format(2) + "\nnämnden ansvarar för vägen.\n"
    (claim,) = read(text).claims
    assert claim.mention.body.name == "Trafiknämnden"
    assert claim.mention.span.end - claim.mention.span.start > len("Trafiknämnden")


def test_a_label_may_stand_within_a_line() -> None:
    points = "• Belysning – ansvarig: trafiknämnden\n• Skyltar (ansvar: kulturnämnden, samverkan: X AB)\n"
    text = f"Plan\n\nTrygga vägar\n{points}"
    found = {(c.role, c.mention.body.name) for c in read(text).claims}
    assert found == {("responsible", "Trafiknämnden"), ("responsible", "Kulturnämnden"), ("cooperates", "X AB")}


def test_a_table_may_stand_one_cell_a_line() -> None:
    text = (
        "Plan\n\nNr\nÅtgärd\nAnsvarig\nSamverkar med\nKlart\n\n1\nNya lampor längs\nstigen\nTrafiknämnden\n"
        "Kultur-\nnämnden, X AB\n2030\n\n2\nSkyltar\nKulturnämnden\n–\nlöpande\n"
    )
    found = [(c.role, c.mention.body.name) for c in read(text).claims]
    assert found == [
        ("responsible", "Trafiknämnden"),
        ("cooperates", "Kulturnämnden"),
        ("cooperates", "X AB"),
        ("responsible", "Kulturnämnden"),
    ]


def test_a_row_of_sums_names_nobody() -> None:
    table = "Plan\n\nFinansiär    Slag    Belopp\nEkby kommun    tid    100\nSumma    –    100\n"
    assert {c.mention.body.name for c in read(table).claims} == {"Ekby kommun"}


def test_a_label_gives_its_body_a_short_name() -> None:
    text = "Avtal\n\nHyresvärd: X AB\nHyresgäst: Ekby IF\n\nSkötsel\nHyresgästen sköter planen.\n"
    assert ("operates", "Ekby IF") in {(c.role, c.mention.body.name) for c in read(text).claims}


@pytest.mark.parametrize("short", ["Klubben", "klubben"])
def test_a_short_name_may_follow_a_comma(short: str) -> None:
    head = f"Avtal mellan Ekby kommun, nedan kommunen, och Ekby IF, nedan {short}."
    text = f"{head}\n\nSkötsel\n{short.title()} sköter planen.\n"
    assert ("operates", "Ekby IF") in {(c.role, c.mention.body.name) for c in read(text).claims}


def test_the_only_one_named_in_running_text_is_meant_under_the_next_heading() -> None:
    one = "Plan\n\nNu\nTrafiknämnden antog planen.\n\nSedan\nNämnden sköter vägarna.\n"
    assert ("operates", "Trafiknämnden") in {(c.role, c.mention.body.name) for c in read(one).claims}
    several = one.replace("antog", "och kulturnämnden antog")
    assert "operates" not in {c.role for c in read(several).claims}


def test_whom_a_document_is_sent_to_is_meant_by_its_noun() -> None:
    head = "Kulturförvaltningen\n\nTill Kulturnämnden\n\nUtlåtande om vägar"
    text = f"{head}\n\nFrågan kom från trafiknämnden. Nämnden ansvarar.\n"
    assert ("responsible", "Kulturnämnden") in {(c.role, c.mention.body.name) for c in read(text).claims}


def test_the_place_in_the_title_tells_the_town() -> None:
    extraction = read("Trygga vägar i Katrineholm\n\nKommunen sköter vägarna i Katrineholm.\n")
    assert extraction.municipality is not None
    assert extraction.municipality.name == "Katrineholms kommun"
    assert read("Trygga vägar i Katrineholm och Gnesta\n\nKommunen sköter vägarna.\n").municipality is None
