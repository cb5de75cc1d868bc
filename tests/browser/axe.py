"""axe-core in a page: what it finds against WCAG 2.1 AA and its own good practice."""

from collections.abc import Sequence
from typing import Any

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours: of all of them, what another theme can break."""

_RUN = """([context, only]) => axe.run(context, { runOnly: only, resultTypes: ["violations"], selectors: false })
  .then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`)))"""


def violations(page: Any, axe: str, *, colours_only: bool = False, but: Sequence[str] = ()) -> list[str]:
    """What axe-core, whose script is `axe`, finds in a page, a line each; in another theme its colours are enough.

    ``but`` are selectors of what has been judged before, or is made as what stands before it.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    context = {"include": [["html"]], "exclude": [[each] for each in but]}
    only = {"type": "rule", "values": COLOURS} if colours_only else {"type": "tag", "values": RULES}
    found: list[str] = page.evaluate(_RUN, [context, only])
    return found
