"""The many ways in which the same role is said, and what only looks like one; sentences of the project's own."""

import pytest

from kg.claims import extract
from kg.lexicon import load
from kg.model import Claim, Document

LEXICON = load()


def claims(sentence: str) -> tuple[Claim, ...]:
    """Every claim in a sentence under a plain heading, the town of Ekby given."""
    text = f"Plan för Ekby kommun\n\nTrygga vägar\n{sentence}\n"
    return extract(Document("plan.txt", text, "0" * 64), LEXICON).claims


def roles(sentence: str) -> set[tuple[str, str]]:
    """Role and name of each of them."""
    return {(claim.role, claim.mention.body.name) for claim in claims(sentence)}


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("responsible", "Vägsällskapet AB sörjer för att vägen plogas."),
        ("responsible", "Vägsällskapet AB förbinder sig att ploga vägen."),
        ("responsible", "Plogningen sorterar under Vägsällskapet AB."),
        ("responsible", "Vägsällskapet AB är åtgärdsägare."),
        ("responsible", "Tillsynen ligger kvar på Vägsällskapet AB."),
        ("responsible", "Plogningen har Vägsällskapet AB som huvudman."),
        ("responsible", "Ansvarig är inte kommunen utan Vägsällskapet AB."),
        ("leads", "Vägsällskapet AB håller i trådarna."),
        ("leads", "Vägsällskapet AB går i spetsen för arbetet."),
        ("leads", "Arbetet projektleds av Vägsällskapet AB."),
        ("leads", "Initiativet kommer från Vägsällskapet AB."),
        ("leads", "Ordförande i gruppen är Vägsällskapet AB."),
        ("coordinates", "Vägsällskapet AB kallar till möten i gruppen."),
        ("assigned", "Uppgiften har getts till Vägsällskapet AB."),
        ("commissions", "Mätningen gjordes åt Vägsällskapet AB."),
        ("cooperates", "Viktiga samverkansparter är Vägsällskapet AB."),
        ("cooperates", "Till samarbetspartnerna hör Vägsällskapet AB."),
        ("participates", "Vägsällskapet AB är medlem i gruppen."),
        ("participates", "Gruppen utgörs av Vägsällskapet AB."),
        ("involved", "Vägsällskapet AB bör knytas närmare."),
        ("supports", "Vägsällskapet AB delar med sig av sina kartor."),
        ("supports", "Med Vägsällskapets hjälp har vägen rustats."),
        ("supports", "Plogar ställs till förfogande av Vägsällskapet AB."),
        ("operates", "Plogningen ombesörjs av Vägsällskapet AB."),
        ("funds", "Vägsällskapet AB satsar 200 000 kronor på vägen."),
        ("funds", "Pengarna kommer från Vägsällskapet AB."),
        ("funds", "Bidrag utgår från Vägsällskapet AB."),
        ("funds", "Vägsällskapet AB har erbjudit sig att bekosta lamporna."),
        ("consulted", "Vägsällskapet AB ges möjlighet att yttra sig."),
        ("consulted", "Kommunen för en löpande dialog med Vägsällskapet AB."),
        ("consulted", "Intervjuer har gjorts med Vägsällskapet AB."),
        ("consulted", "Avstämningar görs med Vägsällskapet AB."),
        ("decides", "Frågan avgörs av Vägsällskapet AB."),
        ("receivesReport", "Uppföljningen översänds till Vägsällskapet AB."),
        ("transferee", "Kommunen överlät driften på Vägsällskapet AB."),
    ],
)
def test_a_role_is_said_in_many_ways(role: str, sentence: str) -> None:
    assert role in {said for said, name in roles(sentence) if name.startswith("Vägsällskapet")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Vägsällskapet AB har haft kulturnämndens uppdrag att rusta torget.",
            {("assigned", "Vägsällskapet AB"), ("commissions", "Kulturnämnden")},
        ),
        (
            "Kommunen har Vägsällskapet AB som samarbetspartner.",
            {("cooperates", "Vägsällskapet AB")},
        ),
        (
            "Driften övertogs av Vägsällskapet AB efter Lamp AB.",
            {("transferee", "Vägsällskapet AB"), ("transferor", "Lamp AB")},
        ),
        (
            "Skyltarna, framtagna av Vägsällskapet AB och bekostade av Lamp AB, står vid vägen.",
            {("operates", "Vägsällskapet AB"), ("funds", "Lamp AB")},
        ),
        (
            "Innan vägen stängs ska pensionärsrådet och föreningen Ljus ges tillfälle att lämna synpunkter.",
            {("consulted", "Pensionärsrådet"), ("consulted", "Föreningen Ljus")},
        ),
        ("Planen tas fram i dialog med markägare.", {("consulted", "markägare")}),
        ("Ansvarig är Ekby kommun, kulturkontoret.", {("responsible", "Ekby kommun")}),
        ("Verdalia bör konsulteras innan vägen byggs.", {("consulted", "Verdalia")}),
        (
            "Vägen ska byggas i samverkan med Boverket, styrelsen med ansvar för 2013 års avtal samt Lamp AB.",
            {("cooperates", "Boverket"), ("cooperates", "Styrelsen"), ("cooperates", "Lamp AB")},
        ),
        (
            "I rådet ingår högskolor, eldsjälar, lokala krafter och Boverket.",
            {("participates", "högskolor"), ("participates", "Boverket")},
        ),
        (
            "Ekby kommun och grossisten Lamp AB driver lagret.",
            {("operates", "Ekby kommun"), ("operates", "Lamp AB")},
        ),
        (
            "Boverket ska främja vägen genom att samverka med Lamp AB.",
            {("cooperates", "Boverket"), ("cooperates", "Lamp AB")},
        ),
        ("Den norra delen av vägen ansvarar Lamp AB för, inte kommunen.", {("responsible", "Lamp AB")}),
        ("Lamp AB kommer att få i uppgift att se över vägen.", {("assigned", "Lamp AB")}),
        (
            "Dagen har ordnats av Lamp AB, och den som ordnar den framöver är föreningen Ljus.",
            {("operates", "Lamp AB"), ("operates", "Föreningen Ljus")},
        ),
        (
            "Vägen ägs enligt avtalet från 2019 mellan Lamp AB och Ljus AB.",
            {("party", "Lamp AB"), ("party", "Ljus AB")},
        ),
        ("Arbetet leds av Föreningen för Sveriges vägar.", {("leads", "Föreningen för Sveriges vägar")}),
        ("Remissvar lämnades av E.ON Energi AB.", {("consulted", "E.ON Energi AB")}),
        ("Lamp AB står för sina projekteringskostnader.", {("funds", "Lamp AB")}),
        (
            "Rådet består av Lamp AB och minst sex kommuner.",
            {("participates", "Lamp AB"), ("participates", "kommuner")},
        ),
        (
            "I rådet ingår Lamp AB samt en rad åkeriföretag.",
            {("participates", "Lamp AB"), ("participates", "en rad åkeriföretag")},
        ),
        (
            "I rådet ingår Lamp AB, fastighetsägarna runt torget och Ljus AB.",
            {("participates", "Lamp AB"), ("participates", "fastighetsägare"), ("participates", "Ljus AB")},
        ),
        (
            "Vägen röjs i samverkan med privata markägare och, när det passar, Lamp AB.",
            {("cooperates", "privata markägare"), ("cooperates", "Lamp AB")},
        ),
        (
            "Boverket ska underlätta arbetet i syfte att nå målen genom att samverka med Lamp AB.",
            {("cooperates", "Boverket"), ("cooperates", "Lamp AB")},
        ),
        (
            "Boverket ska på regeringens uppdrag analysera vägens skick.",
            {("assigned", "Boverket"), ("commissions", "Regeringen")},
        ),
        (
            "Lamp AB har tillsammans med Ljus AB beretts tillfälle att yttra sig.",
            {("consulted", "Lamp AB"), ("consulted", "Ljus AB")},
        ),
        ("Ett råd bildas, i vilket övriga länsstyrelser ska delta.", {("participates", "övriga länsstyrelser")}),
        ("Vägföreningarna föreslås bli involverade.", {("involved", "vägföreningar")}),
        (
            "Lamp AB fick redan 2023 ta över driften av vägen från Ljus AB.",
            {("transferee", "Lamp AB"), ("transferor", "Ljus AB")},
        ),
        (
            "I maj undertecknades ett avtal om byns vägar av Lamp AB och Ljus AB.",
            {("signatory", "Lamp AB"), ("signatory", "Ljus AB")},
        ),
        ("En avsiktsförklaring om vägen skrevs under av Lamp AB.", {("signatory", "Lamp AB")}),
        ("Planen följs upp i tertialrapporter till Lamp AB.", {("receivesReport", "Lamp AB")}),
        ("Planen har skickats för synpunkter till Lamp AB.", {("consulted", "Lamp AB")}),
        ("Kungl. biblioteket leder arbetet.", {("leads", "Kungl. biblioteket")}),
        ("Vägen röjs av entreprenören Lamp AB.", {("operates", "Lamp AB")}),
        (
            "Vägen röjs i samråd med E-delegationen och Sveriges Kommuner och Regioner.",
            {("consulted", "E-delegationen"), ("consulted", "Sveriges Kommuner och Regioner")},
        ),
        (
            "Uppdraget ges till Läkemedelsverket, LV, och LV leder arbetet.",
            {("assigned", "Läkemedelsverket"), ("leads", "Läkemedelsverket")},
        ),
        ("Arbetet leds av Svensk sjöfart.", {("leads", "Svensk sjöfart")}),
        ("Arbetet leds av Sveriges Ingenjörer.", {("leads", "Sveriges Ingenjörer")}),
        ("Arbetet leds av byns PRO-avdelning.", {("leads", "Byns PRO-avdelning")}),
        ("Arbetet leds av kommunens anhörigcenter.", {("leads", "Kommunens anhörigcenter")}),
        (
            "Följande deltar i arbetet: Boverket, Lamp AB och Ljus AB.",
            {("participates", "Boverket"), ("participates", "Lamp AB"), ("participates", "Ljus AB")},
        ),
        ("Samråd har skett med nedanstående parter: Lamp AB.", {("consulted", "Lamp AB")}),
        (
            "Aktörer: Boverket (ansvarig), Lamp AB (medverkar), Ljus AB",
            {("responsible", "Boverket"), ("participates", "Lamp AB"), ("involved", "Ljus AB")},
        ),
        ("Boverket – ansvarig", {("responsible", "Boverket")}),
        (
            "Enligt avtalet ska Sala, Heby och Enköping stödja varandra.",
            {("supports", "Sala kommun"), ("supports", "Heby kommun"), ("supports", "Enköpings kommun")},
        ),
        ("Boverket bidrar med startpengar.", {("funds", "Boverket")}),
        ("Nämnden vill påpeka att vägen sköts av Lamp AB.", {("operates", "Lamp AB")}),
        ("Arbetet leds av Trafikverket Region Öst.", {("leads", "Trafikverket")}),
        ("Arbetet leds av Luleå tekniska universitet.", {("leads", "Luleå tekniska universitet")}),
        ("Arbetet leds av Södra Smålands avfall och miljö AB.", {("leads", "Södra Smålands avfall och miljö AB")}),
        ("Arbetet leds av Hällebro Åkeri ek. för.", {("leads", "Hällebro Åkeri ek. för.")}),
        (
            "Lamp AB ansvarar för bryggorna och Ljus AB för vägarna.",
            {("responsible", "Lamp AB"), ("responsible", "Ljus AB")},
        ),
        (
            "Lamp AB har huvudansvaret, Ljus AB och Boverket är delansvariga.",
            {("mainResponsible", "Lamp AB"), ("coResponsible", "Ljus AB"), ("coResponsible", "Boverket")},
        ),
        (
            "Lamp AB – i samverkan med Ljus AB – ansvarar för vägen.",
            {("responsible", "Lamp AB"), ("cooperates", "Ljus AB")},
        ),
        ("Lamp AB avser att delta i arbetet.", {("participates", "Lamp AB")}),
        ("Dels Lamp AB, dels Ljus AB deltar.", {("participates", "Lamp AB"), ("participates", "Ljus AB")}),
        ("Som samarbetspartner medverkar Lamp AB.", {("participates", "Lamp AB")}),
        ("Lamp AB:s representanter deltar i arbetet.", {("participates", "Lamp AB")}),
        ("Arbetet leds av 4H Bohuslän.", {("leads", "4H Bohuslän")}),
        ("Arbetet leds av Stiftelsen Ekby Kulturhus.", {("leads", "Stiftelsen Ekby Kulturhus")}),
        ("Friends genomför utbildningen.", {("operates", "Friends")}),
        (
            "Kultur och fritid ansvarar för hallen i samverkan med Vård och omsorg.",
            {("responsible", "Kultur och fritid"), ("cooperates", "Vård och omsorg")},
        ),
        (
            "Boverket ska lämna en redovisning av övriga delar av uppdraget till Regeringskansliet.",
            {("receivesReport", "Regeringskansliet")},
        ),
        (
            "Kommunen ska inhämta synpunkter i fråga om buller från Boverket.",
            {("consulted", "Boverket")},
        ),
        (
            "Arbetet sker i samarbete med Företagarna, Villaägarna och Lamp AB.",
            {("cooperates", "Företagarna"), ("cooperates", "Villaägarna"), ("cooperates", "Lamp AB")},
        ),
        (
            "Arbetet sker i samarbete med Forum för smarta elnät och andra aktörer.",
            {("cooperates", "Forum för smarta elnät"), ("cooperates", "andra aktörer")},
        ),
        (
            "Lamp AB och Boverket ska genomföra uppdraget i samverkan med varandra.",
            {("cooperates", "Lamp AB"), ("cooperates", "Boverket")},
        ),
        (
            "Lamp AB även föra dialog med Boverket.",
            {("consulted", "Boverket")},
        ),
        (
            "Vidare ska de nämnder som berörs av planen samråda med Boverket.",
            {("consulted", "Boverket")},
        ),
        (
            "I arbetet ska dessa nämnder bistå Boverket.",
            {("supports", "nämnder")},
        ),
        (
            "I arbetet ska lokala och regionala aktörer ges möjlighet att delta.",
            {("involved", "lokala och regionala aktörer")},
        ),
        (
            "En redovisning av uppdraget och hur medlen har använts ska lämnas till Regeringskansliet.",
            {("receivesReport", "Regeringskansliet")},
        ),
        (
            "Lamp AB ska lämna de uppgifter som anges nedan till Boverket, som ansvarar för vägen.",
            {("responsible", "Boverket")},
        ),
        (
            "Lamp AB och Ljus AB, vilka båda har tvekat, kommer att delta.",
            {("participates", "Lamp AB"), ("participates", "Ljus AB")},
        ),
        ("Lamp AB, vars bok förvaras i huset, bör rådfrågas.", {("consulted", "Lamp AB")}),
        ("Lamp AB, stadens bostadsbolag, stöttar arbetet.", {("supports", "Lamp AB")}),
        ("Ägaren till huset, Lamp AB, ansvarar för vägen.", {("responsible", "Lamp AB")}),
        (
            "Nämnden ska samråda med de företag som berörs av planen, däribland Lamp AB.",
            {("consulted", "företag"), ("consulted", "Lamp AB")},
        ),
        ("Lamp AB är remissinstans, och det är även Ljus AB.", {("consulted", "Lamp AB"), ("consulted", "Ljus AB")}),
        ("Samordningen av planens alla delar ligger på Lamp AB.", {("coordinates", "Lamp AB")}),
        ("För vägen ansvarar liksom hittills Lamp AB.", {("responsible", "Lamp AB")}),
        ("Arbetet leddes till en början av Lamp AB.", {("leads", "Lamp AB")}),
        ("Bussen går över gränsen till Finland.", set()),
        ("Lamp AB, som var med i starten, medverkar inte längre.", set()),
        ("Lamp AB kan, om bolagets ledning så beslutar, delta i arbetet.", {("participates", "Lamp AB")}),
        (
            "Huset är byggt av Lamp AB och Ljus AB, vilka sköter vägen.",
            {("operates", n) for n in ("Lamp AB", "Ljus AB")},
        ),
        ("Det är numera Lamp AB, och inte längre Ljus AB, som sköter vägen.", {("operates", "Lamp AB")}),
        ("Inte Lamp AB utan Ljus AB ansvarar för vägen.", {("responsible", "Ljus AB")}),
        (
            "Lamp AB – som ansvarar för vägen – samråder med Boverket.",
            {("responsible", "Lamp AB"), ("consulted", "Boverket")},
        ),
        (
            "Lamp AB (som ansvarar för vägen) samråder med Boverket.",
            {("responsible", "Lamp AB"), ("consulted", "Boverket")},
        ),
        (
            "Lamp AB har ansvaret för vägen och Ljus AB för bron.",
            {("responsible", "Lamp AB"), ("responsible", "Ljus AB")},
        ),
        ("Lamp AB deltar, i likhet med Ljus AB.", {("participates", "Lamp AB"), ("participates", "Ljus AB")}),
        ("Planen antas sedan Lamp AB hörts.", {("consulted", "Lamp AB")}),
        ("Uppföljningen anmäls till Boverket.", {("receivesReport", "Boverket")}),
        (
            "Lamp AB, Ljus AB och Boverket möts varje månad.",
            {("cooperates", n) for n in ("Lamp AB", "Ljus AB", "Boverket")},
        ),
        ("Lamp AB bistår, och det gör även Ljus AB.", {("supports", "Lamp AB"), ("supports", "Ljus AB")}),
        ("Lamp AB ansvarar inte för vägen; det gör Ljus AB.", {("responsible", "Ljus AB")}),
        ("Lamp AB driver vägen, men det gör inte Ljus AB.", {("operates", "Lamp AB")}),
        (
            "Lamp AB ska höras innan vägen byggs, och det ska också Ljus AB.",
            {("consulted", "Lamp AB"), ("consulted", "Ljus AB")},
        ),
        ("Bland dem som deltar finns Lamp AB.", {("participates", "Lamp AB")}),
        ("Det är inte Lamp AB som ansvarar för vägen, utan Ljus AB.", {("responsible", "Ljus AB")}),
        ("Lamp AB, vars väg är ny, samordnar arbetet.", {("coordinates", "Lamp AB")}),
        (
            "Lamp AB ska få en slutrapport, likaså Ljus AB.",
            {("receivesReport", "Lamp AB"), ("receivesReport", "Ljus AB")},
        ),
        ("I den deltar utöver de frivilliga även Lamp AB.", {("participates", "Lamp AB")}),
        (
            "Arbetet sker i samarbete med Röda Korset i Umeå och andra föreningar.",
            {("cooperates", "Röda Korset"), ("cooperates", "andra föreningar")},
        ),
        ("Röda Korset i Umeå, Sala och Luleå deltar.", {("participates", "Röda Korset")}),
        (
            "Lamp AB leder, och Ljus AB, dvs. Boverkets bolag på orten, deltar.",
            {("leads", "Lamp AB"), ("participates", "Ljus AB")},
        ),
        (
            "Ansvaret för vägen är gemensamt för Sala kommun och Ljus AB.",
            {("responsible", "Sala kommun"), ("responsible", "Ljus AB")},
        ),
        ("Lamp AB tar ansvar för vägen.", {("responsible", "Lamp AB")}),
        ("En rapport lämnas till Enheten för vägar senast den 1 mars.", {("receivesReport", "Enheten för vägar")}),
        ("Lamp AB medverkar så länge Ljus AB finansierar vägen.", {("participates", "Lamp AB"), ("funds", "Ljus AB")}),
        ("Spåren prepareras av Hede IK.", {("operates", "Hede IK")}),
        ("Bioveckan ordnas med hjälp av biograf Palladium.", {("supports", "Biograf Palladium")}),
        ("Avstämningen skickas till Länsstyrelsen i Örebro län.", {("receivesReport", "Länsstyrelsen i Örebro län")}),
        ("Lamp AB och Ljus AB bjöds in att delta, men Ljus AB avstod.", {("involved", "Lamp AB")}),
        ("Lamp AB tillfrågades men avstod från yttrande.", {("consulted", "Lamp AB")}),
        ("Lamp AB har getts tillfälle att yttra sig men har avstått.", {("consulted", "Lamp AB")}),
        ("Lamp AB bidrar med lokaler men avstår från hyran.", {("supports", "Lamp AB")}),
        ("Det är Ljus AB och inte Lamp AB som ansvarar för vägen.", {("responsible", "Ljus AB")}),
        (
            "Allt görs i samverkan med Boverket, Apotekens Service AB, Lamp AB och Ljus AB.",
            {("cooperates", name) for name in ("Boverket", "Apotekens Service AB", "Lamp AB", "Ljus AB")},
        ),
        ("Antingen Lamp AB eller Ljus AB leder arbetet.", {("leads", "Lamp AB"), ("leads", "Ljus AB")}),
        ("Det är inte bara så att Lamp AB leder arbetet.", {("leads", "Lamp AB")}),
        ("Planen nämner inte att Lamp AB leder arbetet.", {("leads", "Lamp AB")}),
        (
            "Allt görs i samverkan med Lamp AB, boende i området, unga, Ljus AB och Väg AB.",
            {("cooperates", "Lamp AB"), ("cooperates", "Ljus AB"), ("cooperates", "Väg AB")},
        ),
        (
            "Allt görs i samråd med boende i området, Ljus AB och Väg AB.",
            {("consulted", "Ljus AB"), ("consulted", "Väg AB")},
        ),
    ],
)
def test_who_has_which_part(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert roles(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Lamp AB deltar i arbetet.", None),
        ("Lamp AB ska delta i arbetet.", "shall"),
        ("Lamp AB ska kunna delta i arbetet.", "may"),
        ("Lamp AB kommer att kunna delta i arbetet.", "may"),
        ("Därmed ska Lamp AB kunna delta i arbetet.", "may"),
        ("Lamp AB deltar kanske i arbetet.", "may"),
        ("Möjligen deltar Lamp AB i arbetet.", "may"),
        ("Lamp AB ska eventuellt delta i arbetet.", "may"),
    ],
)
def test_how_firmly_it_is_said(sentence: str, modality: str | None) -> None:
    assert [(claim.role, claim.modality) for claim in claims(sentence)] == [("participates", modality)]


@pytest.mark.parametrize(
    "between",
    [
        "när vägen byggs",
        ", när vägen byggs,",
        ", i den mån det behövs,",
        "i den mån som krävs",
    ],
)
def test_a_clause_may_part_a_modal_verb_from_its_infinitive(between: str) -> None:
    sentence = f"Kulturnämnden ska {between} samråda med Vägsällskapet AB.".replace(" ,", ",")
    assert roles(sentence) == {("consulted", "Vägsällskapet AB")}


@pytest.mark.parametrize(
    "told",
    ["den del av arbetet som rör vägen", "hur medlen har använts", "senast den 1 maj sina respektive uppdrag"],
)
def test_to_whom_it_is_reported_may_stand_behind_what_is_told(told: str) -> None:
    assert ("receivesReport", "Regeringskansliet") in roles(f"Boverket ska redovisa {told} till Regeringskansliet.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Enligt lagen ska en myndighet samverka med andra myndigheter.",
        "Att kommunen och polisen sitter i samma rum är inte nog.",
        "Lamp AB får möjlighet att växa.",
        "Lamp AB ska uppträda som en god arbetsgivare.",
        "Nämnderna bestämmer själva i vilken takt de bygger.",
        "Lamp AB erbjuder sig att komma.",
        "Fjällens leder är slitna.",
        "Enligt bibliotekslagen (2013:801) ska kommuner och regioner anta planer.",
        "”Det står att vi ska samverka med Lamp AB”, säger en av dem.",
        "En styrgrupp som beslutar är en god förutsättning.",
        "Gruppen träffas varje månad.",
        "I det fall ett projekt som Lamp AB ansvarat för har avslutats ska detta redovisas.",
        "I det fall en väg eller en bro som Lamp AB ansvarat för har rivits ska detta redovisas.",
        "Det ska framgå hur vägen sköts, vilka mål som gäller, vilka möten Lamp AB deltar i och vad som sägs.",
        "I det fall ett projekt eller verksamhet som Lamp AB ansvarat för har avslutats ska detta redovisas.",
        "Av redovisningen ska framgå vilka avtal Lamp AB har ingått och projekt som Ljus AB deltar i.",
        "Av planen framgår att Lamp AB är ansvarigt för vägen. Så är det inte.",
        "Vi är nu 143 medlemmar.",
        "Undvik meningar som ”Samverkan ska ske med Lamp AB”.",
        "Detsamma gäller Boverket, som har sina egna uppdrag.",
        "Nämnderna i Göteborg, Umeå och Sala gör som de vill.",
        "Ansvarig utgivare: Amira Saleh",
        "Arbetet görs med hjälp av IT-lösningar.",
        "Samordnare för vägarna i norra Sverige har utsetts.",
        "Det vore rimligt att Lamp AB svarade för vägen.",
        "De önskar att Lamp AB ska finansiera vägen.",
        "Enligt förslaget skulle Lamp AB kunna finansiera vägen.",
        "Tidigare har Lamp AB ansvarat för vägen, men så är det inte längre.",
        "Lamp AB har tidigare finansierat vägen men gör det inte längre.",
        "Här tar vi ansvar för varandra.",
        "Lamp AB hade kunnat samordna arbetet.",
        "Kunde Lamp AB delta vore det bra.",
        "Skulle Lamp AB delta blir det dyrare.",
        "Ingendera nämnden ansvarar för vägen.",
        "Lamp AB slutade driva kaféet 2019.",
        "Det är inte bestämt att Lamp AB ska delta.",
        "Många anser att Lamp AB ska finansiera vägen.",
        "Vägen byggs utan medverkan av Lamp AB.",
        "Man hoppas få medel från Lamp AB.",
        "Alla utom Lamp AB deltar.",
        "Alla förväntar sig att Lamp AB finansierar vägen.",
        "Alla bör verka för att Lamp AB finansierar vägen.",
        "Vi ber Lamp AB finansiera vägen.",
        "Lamp AB försöker finansiera vägen.",
        "Ingenting tyder på att Lamp AB ansvarar för vägen.",
        "Kulturplanen säger inget om att Lamp AB ska delta.",
        "Vare sig Lamp AB eller Ljus AB har ansvar för vägen.",
        "Lamp AB kommer inte att kunna delta.",
        "Lamp AB ska inte kunna delta.",
        "Därmed kommer Lamp AB inte att kunna delta.",
        "Då skulle Lamp AB kunna delta.",
        "Lamp AB är en tänkbar samarbetspartner.",
        "Boverket ska utreda konsekvenserna av att Lamp AB finansierar vägen.",
        "Förslag lämnas på hur en flytt av vägen till Boverket kan göras.",
        "Förslag lämnas på hur vägen kan lämnas över till Boverket.",
        "Lamp AB tillfrågades om att leda arbetet men tackade nej.",
        "Lamp AB bjöds in att delta men har avböjt.",
        "Lamp AB har tillfrågats om att bidra men tackat nej.",
        "Vägen byggs såvida Lamp AB finansierar den.",
        "Vägen byggs ifall Lamp AB finansierar den.",
        "Vägen byggs, förutsatt att Lamp AB finansierar den.",
        "På villkor att Lamp AB finansierar vägen byggs den.",
        "Formuleringar om att alla tar ansvar, att allt samordnas eller att Lamp AB involveras låter bra.",
    ],
)
def test_what_gives_nobody_a_role(sentence: str) -> None:
    assert roles(sentence) == set()
