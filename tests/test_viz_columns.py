"""Where bodies and actions stand in the view of actions between bodies."""

from itertools import pairwise

import viz_graph

from viz.columns import ASIDE, BODY, CONTEXT, columns
from viz.payload import payload


def lists(*contexts: tuple[int | None, str | None], parts: list[tuple[int | None, str]]) -> dict:
    return {
        "contexts": [{"report": report, "code": code} for report, code in contexts],
        "participations": [{"context": context, "role": role} for context, role in parts],
    }


ROLES = {"owns": {"group": "accountable"}, "helps": {"group": "contributing"}}


def bodies(*participations: list[int]) -> list[dict]:
    return [{"participations": parts} for parts in participations]


def test_reports_and_codes_give_the_order() -> None:
    given = lists((1, "1"), (0, "6.10"), (0, "6.4"), (None, None), (0, None), parts=[(n, "owns") for n in range(5)])
    spots = columns(bodies([0, 1, 2, 3, 4]), given, ROLES)["contexts"]
    assert [x for x, _ in spots] == [0.0] * 5
    assert sorted(range(5), key=lambda context: spots[context][1]) == [2, 1, 4, 0, 3]


def test_the_accountable_stand_on_the_left() -> None:
    data = payload(viz_graph.network())
    for body, spot in zip(data["bodies"], data["columns"]["bodies"], strict=True):
        roles = {data["participations"][part]["role"] for part in body["participations"]}
        if not roles:
            assert spot is None
        else:
            accountable = any(data["roles"][role]["group"] == "accountable" for role in roles)
            assert spot[0] == (-ASIDE if accountable else ASIDE)


def test_there_is_room_for_names() -> None:
    spots = payload(viz_graph.network())["columns"]
    for x, room in ((-ASIDE, BODY), (ASIDE, BODY), (0.0, CONTEXT)):
        heights = sorted(spot[1] for spot in [*spots["bodies"], *spots["contexts"]] if spot and spot[0] == x)
        assert len(heights) > 1
        assert all(lower - upper >= room - 0.11 for upper, lower in pairwise(heights))


def test_each_body_stands_beside_its_own_actions() -> None:
    parts = [(context, role) for context in range(9) for role in ("owns", "helps")]
    given = lists(*((0, str(code)) for code in range(9)), parts=parts)
    order = [4, 2, 8, 0, 6, 1, 3, 5, 7]
    spots = columns(bodies(*([2 * n] for n in order), *([2 * n + 1] for n in order)), given, ROLES)
    for side in (spots["bodies"][:9], spots["bodies"][9:]):
        assert [spot[1] for spot in side] == [spots["contexts"][context][1] for context in order]


def test_where_all_are_of_one_side_those_with_most_stand_on_the_left() -> None:
    given = lists((None, None), (None, None), parts=[(0, "helps"), (1, "helps"), (0, "helps"), (1, "helps")])
    spots = columns(bodies([2], [0, 1], [3]), given, ROLES)["bodies"]
    assert [spot[0] for spot in spots] == [ASIDE, -ASIDE, ASIDE]


def test_who_takes_part_in_nothing_has_no_place() -> None:
    given = lists((None, None), (None, None), parts=[(0, "owns"), (None, "owns")])
    assert columns(bodies([], [0], [1]), given, ROLES) == {
        "bodies": [None, [-ASIDE, 0.0], None],
        "contexts": [[0.0, 0.0], None],
    }
    assert columns([], lists(parts=[]), {}) == {"bodies": [], "contexts": []}
