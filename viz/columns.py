"""Actions between bodies in three columns: on the left the accountable, then the actions, on the right the others.

The actions stand in the order of reports and codes. Each body stands as near as there is room to the middle of its
actions, which is the order with few crossings (the barycentre method of Sugiyama, Tagawa and Toda, 1981, with the
middle column given).
"""

import re
from collections.abc import Mapping, Sequence

from viz.plain import Plain

Spots = list[list[float] | None]

BODY, CONTEXT = 84.0, 46.0
"""The height that a body and its wrapped name take, and that of a context."""
ASIDE = 480.0
"""How far the outer columns stand from the middle one."""
ACCOUNTABLE = "accountable"
DIGITS = re.compile(r"(\d{1,9})")


def columns(bodies: Sequence[Plain], lists: Mapping[str, Sequence[Plain]], roles: Mapping[str, Plain]) -> Plain:
    """``{"bodies": [[x, y] | None …], "contexts": [[x, y] | None …]}``, both in their order; None for who has no part.

    Takes the lists of the payload: ``bodies`` with their participations, ``lists`` with ``contexts`` and
    ``participations``, ``roles`` with their groups. y is 0 at the first context and grows downwards.
    """
    parts = lists["participations"]
    taking = [sorted({parts[part]["context"] for part in body["participations"]} - {None}) for body in bodies]
    present = {context for contexts in taking for context in contexts}
    order = sorted(present, key=lambda context: _rank(lists["contexts"][context], context))
    left, right = _sides(taking, [_is_accountable(body, parts, roles) for body in bodies])
    step = max(CONTEXT, BODY * max(len(left), len(right)) / max(len(order), 1))
    height = {context: place * step for place, context in enumerate(order)}
    spots: Spots = [None] * len(bodies)
    for x, side in ((-ASIDE, left), (ASIDE, right)):
        for body, y in _column(side, taking, height).items():
            spots[body] = [x, y]
    return {
        "bodies": spots,
        "contexts": [[0.0, round(height[c], 1)] if c in height else None for c in range(len(lists["contexts"]))],
    }


def _rank(context: Plain, place: int) -> tuple[bool, int, bool, list[tuple[int, str]], int]:
    """Reports in their order, in each its codes by number (6.4 before 6.10); what has neither comes last."""
    report, code = context["report"], context["code"]
    pieces = [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in DIGITS.split(code or "") if piece]
    return report is None, report or 0, code is None, pieces, place


def _is_accountable(body: Plain, parts: Sequence[Plain], roles: Mapping[str, Plain]) -> bool:
    return any(roles.get(parts[part]["role"] or "", {}).get("group") == ACCOUNTABLE for part in body["participations"])


def _sides(taking: Sequence[Sequence[int]], accountable: Sequence[bool]) -> tuple[list[int], list[int]]:
    """The bodies of the left and of the right column.

    Where all would stand on one side, those with most contexts stand on the left, until they hold half of the parts.
    """
    taking_part = [body for body, contexts in enumerate(taking) if contexts]
    left = [body for body in taking_part if accountable[body]]
    right = [body for body in taking_part if not accountable[body]]
    if (left and right) or len(taking_part) < 2:
        return left, right
    ranked = sorted(taking_part, key=lambda body: (-len(taking[body]), body))
    half, held, count = sum(len(taking[body]) for body in ranked) / 2, 0, 0
    while held < half and count < len(ranked) - 1:
        held += len(taking[ranked[count]])
        count += 1
    return ranked[:count], ranked[count:]


def _column(side: Sequence[int], taking: Sequence[Sequence[int]], height: Mapping[int, float]) -> dict[int, float]:
    """The heights of the bodies of one column: in the order of their wishes, as near to them as there is room."""
    wish = {body: sum(height[context] for context in taking[body]) / len(taking[body]) for body in side}
    order = sorted(side, key=lambda body: (round(wish[body], 6), body))
    top = min(height.values(), default=0.0)
    bottom = max([*height.values(), top + BODY * (len(order) - 1)], default=0.0)
    free = _risen([wish[body] - place * BODY for place, body in enumerate(order)])
    latest = bottom - BODY * (len(order) - 1)
    return {
        body: round(min(max(y, top), latest) + place * BODY, 1)
        for place, (body, y) in enumerate(zip(order, free, strict=True))
    }


def _risen(wishes: Sequence[float]) -> list[float]:
    """The numbers that never fall and are nearest to the wishes (least squares).

    Source: pool adjacent violators, Ayer, Brunk, Ewing, Reid and Silverman (1955).
    """
    blocks: list[tuple[float, int]] = []
    for wish in wishes:
        total, count = wish, 1
        while blocks and blocks[-1][0] * count > total * blocks[-1][1]:
            before, size = blocks.pop()
            total, count = total + before, count + size
        blocks.append((total, count))
    return [total / count for total, count in blocks for _ in range(count)]
