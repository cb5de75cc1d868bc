"""The measure itself, on cases made by hand; then what it says of the annotated texts."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from command import ROOT

from kg.assets import ontology_dir
from kg.claims import extract
from kg.errors import GoldError
from kg.evaluation import Evaluation, Gold, Score, Verdict, evaluated, load_gold, load_golds, score
from kg.evaluation.agreement import normal
from kg.evaluation.calibration import bins, confidence, counts, turtle
from kg.evaluation.gold import GoldContext, Item
from kg.evaluation.report import as_json
from kg.lexicon import load
from kg.model import Body, Claim, Context, Document, Extraction, Mention, Span

GOLD = ROOT / "tests" / "gold"
TEXT = "Kulturnämnden ansvarar. Nämnden samverkar med polisen. Kulturnämnden ansvarar inte för bussen."
DOCUMENT = Document("text.txt", TEXT, "0" * 64)


def at(words: str, *, nth: int = 0) -> Span:
    """Where some words stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def claim(  # noqa: PLR0917
    words: str, role: str, name: str = "", context: str = "a", rule: str = "subject of verb", reason: str = "name",
    nth: int = 0,
) -> Claim:  # fmt: skip
    mention = Mention(at(words, nth=nth), Body(name or words, "Committee", "x"), reason)
    return Claim(context, role, mention, Span(0, 23), at("ansvarar"), rule)


def item(  # noqa: PLR0917
    words: str, role: str, agent: str = "", context: str = "A", layer: str = "core", sure: bool = True,
    negated: bool = False, nth: int = 0,
) -> Item:  # fmt: skip
    return Item(context, agent or words, words, at(words, nth=nth), role, layer, sure, negated)


def gold(*items: Item, tier: str = "A", contexts: tuple[GoldContext, ...] = (), **more: object) -> Gold:
    named = contexts or (GoldContext("A", "action", None, "Bussen", None),)
    return Gold("t", tier, DOCUMENT, items, {each.id: each for each in named}, **more)  # type: ignore[arg-type]


def extraction(*claims: Claim, contexts: tuple[Context, ...] = ()) -> Extraction:
    given = contexts or (Context("a", "Action", "Bussen", Span(0, 5)),)
    return Extraction(DOCUMENT, "t", None, None, None, None, (), given, claims)


RESPONSIBLE = item("Kulturnämnden", "responsible")


class TestAgents:
    def test_the_same_words_in_the_same_role(self) -> None:
        found = score(extraction(claim("Kulturnämnden", "responsible")), gold(RESPONSIBLE))
        assert (found.precision, found.recall, found.f1, found.context_accuracy) == (1.0, 1.0, 1.0, 1.0)

    def test_mentions_that_overlap_are_enough(self) -> None:
        found = score(extraction(claim("nämnden", "responsible", "Nämnden")), gold(RESPONSIBLE))
        assert len(found.matched) == 1

    def test_the_same_name_elsewhere_is_enough(self) -> None:
        found = score(extraction(claim("Nämnden", "responsible", "kulturnämnden")), gold(RESPONSIBLE))
        assert len(found.matched) == 1

    def test_another_name_elsewhere_is_not(self) -> None:
        found = score(extraction(claim("polisen", "responsible", "Polisen")), gold(RESPONSIBLE))
        assert (len(found.wrong), len(found.missed)) == (1, 1)

    @pytest.mark.parametrize("reason", ["antecedent", "issuer", "alias", "authority"])
    def test_words_read_as_a_different_body_are_wrong(self, reason: str) -> None:
        wanted = item("Nämnden", "cooperates", "Kulturnämnden")
        found = score(extraction(claim("Nämnden", "cooperates", "Socialnämnden", reason=reason)), gold(wanted))
        assert (len(found.wrong), len(found.missed)) == (1, 1)

    def test_words_read_as_another_annotated_body_are_wrong(self) -> None:
        wanted = gold(item("Nämnden", "cooperates", "Kulturnämnden"), item("polisen", "cooperates", "Polisen"))
        found = score(extraction(claim("Nämnden", "cooperates", "Polisen")), wanted)
        assert found.wrong == ()  # by its name it is the other annotation
        assert [each.words for each in found.missed] == ["Nämnden"]

    def test_a_short_form_is_no_different_body(self) -> None:
        wanted = item("Nämnden", "cooperates", "Farsta kulturnämnd")
        found = score(extraction(claim("Nämnden", "cooperates", "Kulturnämnden", reason="antecedent")), gold(wanted))
        assert len(found.matched) == 1

    def test_a_group_goes_by_the_name_that_it_is_drawn_from(self) -> None:
        group = Body("berörda nämnder", "OpenGroup", "x", quantifier="some", base=Body("nämnder", "Group", "x"))
        found = Claim("a", "consulted", Mention(at("bussen"), group, "group"), Span(0, 5), Span(0, 5), "r")
        assert len(score(extraction(found), gold(item("Nämnden", "consulted", "nämnder"))).matched) == 1

    def test_the_normal_form(self) -> None:
        assert normal("Berörda  Stadsdels\u00adnämnder") == normal("stadsdelsnämnder")
        assert normal("AB Svenska Bostäder") == normal("Svenska bostäder AB")
        assert normal("Kulturnämnden") != normal("Socialnämnden")


class TestRoles:
    def test_another_role_of_the_group_counts_leniently_only(self) -> None:
        given = extraction(claim("Kulturnämnden", "leads"))
        strict, lenient = score(given, gold(RESPONSIBLE)), score(given, gold(RESPONSIBLE), lenient=True)
        assert (len(strict.wrong), len(strict.missed)) == (1, 1)
        assert (lenient.f1, lenient.matched[0].role) == (1.0, "responsible")

    def test_a_role_of_another_group_never_counts(self) -> None:
        found = score(extraction(claim("Kulturnämnden", "funds")), gold(RESPONSIBLE), lenient=True)
        assert len(found.wrong) == 1

    def test_the_very_role_is_taken_first(self) -> None:
        wanted = gold(item("Kulturnämnden", "leads"), RESPONSIBLE)
        given = extraction(claim("Kulturnämnden", "responsible"), claim("Kulturnämnden", "leads"))
        assert {(v.role, v.rule) for v in score(given, wanted, lenient=True).matched} == {
            ("leads", "subject of verb"),
            ("responsible", "subject of verb"),
        }

    def test_what_is_claimed_twice_is_wrong_once(self) -> None:
        twice = extraction(claim("Kulturnämnden", "responsible"), claim("Kulturnämnden", "responsible", rule="label"))
        found = score(twice, gold(RESPONSIBLE))
        assert [(v.rule, v.note) for v in found.wrong] == [("label", "twice")]


class TestWhatCounts:
    DENIED = item("Kulturnämnden", "responsible", negated=True, nth=1)

    @pytest.mark.parametrize("tier", ["A", "B", "N"])
    def test_what_the_text_denies_must_not_be_claimed(self, tier: str) -> None:
        found = score(extraction(claim("Kulturnämnden", "responsible", nth=1)), gold(self.DENIED, tier=tier))
        assert [v.note for v in found.wrong] == ["negated"]
        assert found.expected == 0

    def test_what_the_text_denies_need_not_be_found(self) -> None:
        assert score(extraction(), gold(self.DENIED)).f1 == 1.0

    @pytest.mark.parametrize("excuse", [{"layer": "secondary"}, {"layer": "context"}, {"sure": False}])
    def test_the_arguable_may_be_found_or_missed(self, excuse: dict[str, object]) -> None:
        wanted = gold(item("Kulturnämnden", "responsible", **excuse))  # type: ignore[arg-type]
        for given in (extraction(), extraction(claim("Kulturnämnden", "responsible"))):
            found = score(given, wanted)
            assert (found.found, found.expected, found.wrong, found.missed) == (0, 0, (), ())

    def test_a_claim_about_the_whole_document_is_excused_in_its_place_and_role(self) -> None:
        wanted = gold(excused=((Span(0, 23), "responsible"),))
        assert score(extraction(claim("Kulturnämnden", "responsible")), wanted).found == 0
        assert len(score(extraction(claim("Kulturnämnden", "funds")), wanted).wrong) == 1
        assert len(score(extraction(claim("polisen", "responsible")), wanted).wrong) == 1

    def test_precision_on_a_and_n_recall_on_a_and_b(self) -> None:
        given = extraction(claim("polisen", "funds"))
        figures = {tier: score(given, gold(RESPONSIBLE, tier=tier)) for tier in "ABN"}
        assert {tier: (found.found, found.expected) for tier, found in figures.items()} == {
            "A": (1, 1), "B": (0, 1), "N": (1, 0),
        }  # fmt: skip

    def test_scores_add_up_over_texts(self) -> None:
        one = score(extraction(claim("Kulturnämnden", "responsible")), gold(RESPONSIBLE))
        both = one + score(extraction(), gold(RESPONSIBLE))
        assert (both.precision, both.recall, round(both.f1, 3)) == (1.0, 0.5, 0.667)
        assert Score().f1 == 1.0


class TestContexts:
    ACTIONS = tuple(
        GoldContext(i, "action", code, title, None) for i, code, title in (("A", "1", "x"), ("B", "2", "y"))
    )

    def accuracy(self, *contexts: Context, wanted: tuple[GoldContext, ...]) -> float:
        claims = [claim("Kulturnämnden", "responsible", context=c.key, nth=n) for n, c in enumerate(contexts)]
        items = [item("Kulturnämnden", "responsible", context=c.id, nth=n) for n, c in enumerate(wanted)]
        return score(extraction(*claims, contexts=contexts), gold(*items, contexts=wanted)).context_accuracy

    def test_codes_decide(self) -> None:
        right = (Context("1", "Action", "?", Span(0, 1), code="1"), Context("2", "Action", "?", Span(0, 1), code="2"))
        assert self.accuracy(*right, wanted=self.ACTIONS) == 1.0
        assert self.accuracy(*right[::-1], wanted=self.ACTIONS) == 0.0

    def test_titles_decide_where_there_is_no_code(self) -> None:
        wanted = tuple(GoldContext(i, "action", None, title, None) for i, title in (("A", "Bussar"), ("B", "Tåg")))
        right = (Context("1", "Action", "Bussar.", Span(0, 1)), Context("2", "Action", "Tåg", Span(0, 1)))
        assert self.accuracy(*right, wanted=wanted) == 1.0
        assert self.accuracy(*right[::-1], wanted=wanted) == 0.0

    def test_without_either_what_hangs_together_decides_and_each_context_is_tied_once(self) -> None:
        wanted = tuple(GoldContext(i, "action", None, i, None) for i in "AB")
        apart = (Context("1", "Action", "q", Span(0, 1)), Context("2", "Action", "r", Span(0, 1)))
        assert self.accuracy(*apart, wanted=wanted) == 1.0
        assert self.accuracy(apart[0], apart[0], wanted=wanted) == 0.5

    def test_another_kind_is_another_context(self) -> None:
        wanted = (GoldContext("A", "agreement", None, "Bussen", None),)
        assert self.accuracy(Context("1", "Action", "Bussen", Span(0, 1)), wanted=wanted) == 0.0


class TestFiles:
    """What is wrong in a file is said with its place."""

    @pytest.fixture
    def case(self, tmp_path: Path) -> Path:
        folder = tmp_path / "case"
        folder.mkdir()
        (folder / "text.txt").write_text(TEXT, encoding="utf-8")
        self.write(folder, lambda _: None)
        return folder

    @staticmethod
    def write(folder: Path, change: Callable[[dict], object]) -> None:
        entry = {"context": "A", "agent": "Polisen", "surface": "polisen", "start": 46, "end": 53, "role": "cooperates"}
        whole = {
            "tier": "A",
            "contexts": [{"id": "A", "kind": "action", "code": None, "title": "x", "report": None}],
            "participations": [entry],
        }
        change(whole)
        (folder / "gold.json").write_text(json.dumps(whole), encoding="utf-8")

    def test_a_good_one(self, case: Path) -> None:
        (found,) = load_golds(case.parent)
        assert (found.name, found.items[0].surface, found.items[0].counts) == ("case", "polisen", True)
        assert load_golds(case) == [found]

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda g: g["participations"][0].update(end=200), "46..200 lies outside the text, which has 94"),
            (lambda g: g["participations"][0].update(start=45), 'at 45..53 stands " polisen", not "polisen"'),
            (lambda g: g["participations"][0].update(start="1"), "not whole numbers"),
            (lambda g: g["participations"][0].update(start=True), "not whole numbers"),
            (lambda g: g["participations"][0].update(role="helps"), 'unknown role "helps" (known are assigned,'),
            (lambda g: g["participations"][0].update(role=["x"]), 'unknown role ["x"]'),
            (lambda g: g["participations"][0].update(context="Z"), 'the context "Z" is not among'),
            (lambda g: g["participations"][0].pop("agent"), '"agent" is missing'),
            (lambda g: g["participations"].insert(0, 3), "participations[0]: is not an object"),
            (lambda g: g.update(participations={}), '"participations" is missing or is not a list'),
            (lambda g: g.update(tier="C"), 'unknown tier "C"'),
            (lambda g: g["contexts"][0].update(code=7), '"code" is missing or is not a text'),
            (lambda g: g.update(document_claims=[{"evidence": [{"start": 0, "end": 999}]}]), "evidence[0]"),
        ],
    )
    def test_a_mistake_is_named_with_its_place(self, case: Path, change: Callable[[dict], object], words: str) -> None:
        self.write(case, change)
        with pytest.raises(GoldError) as caught:
            load_gold(case)
        assert words in str(caught.value)
        assert str(case / "gold.json") in str(caught.value)

    @pytest.mark.parametrize(
        ("content", "words"),
        [(b'{"a":\n [1,}', ":2:5: is not JSON"), (b"[]", "not a JSON object"), (b"\xff", "not UTF-8"), (b"", ":1:1:")],
    )
    def test_a_file_that_is_no_json(self, case: Path, content: bytes, words: str) -> None:
        (case / "gold.json").write_bytes(content)
        with pytest.raises(GoldError, match=r"gold\.json") as caught:
            load_gold(case)
        assert words in str(caught.value)

    def test_what_is_missing(self, case: Path, tmp_path: Path) -> None:
        with pytest.raises(GoldError, match="no such folder"):
            load_golds(tmp_path / "nowhere")
        (tmp_path / "empty").mkdir()
        with pytest.raises(GoldError, match=r"no gold\.json"):
            load_golds(tmp_path / "empty")
        (case / "text.txt").unlink()
        with pytest.raises(GoldError, match=r"text\.txt does not exist"):
            load_golds(tmp_path / "case")


@pytest.mark.usefixtures("readings")
class TestCalibration:
    @staticmethod
    def verdicts(text: str, rule: str, right: int, wrong: int) -> tuple[Verdict, ...]:
        kinds = ["right"] * right + ["wrong"] * wrong
        return tuple(Verdict(kind, text, "responsible", rule, 1, "x", "x", "A") for kind in kinds)

    @staticmethod
    def evaluation(found: Score) -> Evaluation:
        return Evaluation(tuple(sorted({verdict.text for verdict in found.verdicts})), found, found)

    def test_few_cases_give_less(self) -> None:
        given = [(0, 0), (3, 3), (100, 100), (9, 10)]
        assert [str(confidence(*each)) for each in given] == ["0.50", "0.80", "0.99", "0.83"]

    def test_the_table_is_turtle_in_the_order_of_names(self) -> None:
        found = Score(self.verdicts("t", "label", 1, 0) + self.verdicts("t", 'a "b"', 1, 1))
        assert counts(found.verdicts) == {'a "b"': (1, 2), "label": (1, 1)}
        written = turtle(self.evaluation(found))
        assert written == turtle(self.evaluation(Score(found.verdicts[::-1])))
        assert 'samv:ruleName "a \\"b\\"" ;\n    samv:timesFound 2 ; samv:timesRight 1' in written

    def test_the_whole_is_measured_or_each_half(self) -> None:
        tuned, apart = Score(self.verdicts("t", "label", 2, 1)), Score(self.verdicts("u", "label", 1, 1))
        whole = self.evaluation(tuned + apart)
        assert "m:all a samv:Measurement" in turtle(whole)
        assert "samv:textCount 2 ; samv:claimCount 5 ; samv:annotationCount 3 ;\n    samv:precision 0.600" in turtle(
            whole
        )
        written = turtle(whole, (whole.of(["t"]), whole.of(["u"])))
        assert "m:all" not in written
        assert "samv:textCount 1 ; samv:claimCount 2 ; samv:annotationCount 1 ;\n    samv:precision 0.500" in written
        assert "samv:precision 0.667 ; samv:recall 1.000" in written

    def test_a_text_is_predicted_from_the_others(self) -> None:
        found = Score(self.verdicts("t", "label", 0, 4) + self.verdicts("u", "label", 98, 0))
        judged = {(b.low, b.claims, b.right) for b in bins(found)}
        assert judged == {(0.95, 4, 0), (0.0, 98, 98)}  # t by u's 98 of 98, u by t's 0 of 4

    def test_every_claim_carries_the_measured_confidence(self) -> None:
        lexicon = load()
        assert lexicon.confidence("nobody ever saw it") == "0.50"
        assert float(lexicon.confidence("predicate")) > 0.8

    def test_the_table_is_that_of_the_annotated_texts(self) -> None:
        """Mended by `samverkan evaluate tests/gold --held-out tests/gold/HELD_OUT.txt --calibrate FILE`."""
        apart = held_out()
        halves = (whole().of(set(whole().texts) - set(apart)), whole().of(apart))
        assert (ontology_dir() / "constructions.ttl").read_text(encoding="utf-8") == turtle(whole(), halves)


READINGS: dict[str, Extraction] = {}


@pytest.fixture(scope="module")
def readings(gold_readings: dict[str, Extraction]) -> None:
    READINGS.update(gold_readings)


@cache
def whole() -> Evaluation:
    return evaluated((READINGS[each.name], each) for each in golds())


@cache
def golds() -> list[Gold]:
    return load_golds(GOLD)


def held_out() -> list[str]:
    lines = (GOLD / "HELD_OUT.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.usefixtures("readings")
class TestAnnotatedTexts:
    """What holds of tests/gold today: raise a floor when the figure has risen; only harder texts may lower one."""

    def test_a_third_is_held_out(self) -> None:
        apart = set(held_out()) & set(whole().texts)
        assert len(apart) == len(held_out())
        assert len(whole().texts) > 100
        assert 0.2 < len(apart) / len(whole().texts) < 0.4

    def test_precision(self) -> None:
        wrong = [f"{v.text}:{v.line} {v.role} {v.words}" for v in whole().strict.wrong]
        assert whole().strict.precision >= 0.975, wrong

    def test_recall_and_context(self) -> None:
        first = whole().of([name for name in whole().texts if re.match(r"[a-s]\d", name)]).strict  # before the hardest
        assert first.recall >= 0.94
        assert first.context_accuracy >= 0.93
        assert whole().strict.recall >= 0.935
        assert whole().strict.context_accuracy >= 0.89
        assert whole().lenient.f1 >= whole().strict.f1

    def test_the_traps_give_no_wrong_claim(self) -> None:
        """But for a few in four that came last, which are known and not mended."""
        traps = [each.name for each in golds() if each.tier == "N"]
        assert len(traps) == 42
        known = {"ad12": 2, "an12": 1, "as12": 1, "ap12": 2, "u12-handbok-fragor": 1, "y12-debattartikel": 1}
        for name in traps:
            assert len(whole().strict.of([name]).wrong) <= known.get(name, 0), name

    def test_nothing_denied_is_claimed(self) -> None:
        assert [v for v in whole().strict.wrong if v.note == "negated"] == []

    def test_the_held_out_texts(self) -> None:
        apart = whole().of(held_out()).strict
        assert apart.precision >= 0.97
        assert apart.recall >= 0.925
        assert apart.context_accuracy >= 0.88

    def test_the_figures_of_the_parts_add_up(self) -> None:
        strict = whole().strict
        for key in (lambda v: v.text, lambda v: v.role):
            parts = strict.by(key).values()
            assert sum(part.found for part in parts) == strict.found
            assert sum(part.expected for part in parts) == strict.expected
        assert sum(found for _, found in counts(strict.verdicts).values()) == strict.found

    def test_as_json_it_is_whole_and_the_same_each_time(self) -> None:
        some = golds()[::3]
        first = whole().of([each.name for each in some])
        again = evaluated((extract(each.document, load()), each) for each in some)
        assert json.dumps(as_json(again, again)) == json.dumps(as_json(first, first))
