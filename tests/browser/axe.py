"""axe-core in a page: what it finds against WCAG 2.1 AA and its own good practice."""

from collections.abc import Sequence
from typing import Any

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]
"""The rules that look at colours and sizes: of all of them, what another theme or window can break."""
WORDS = [
    *("html-has-lang", "html-lang-valid", "valid-lang", "document-title", "link-name", "button-name", "label"),
    *("image-alt", "empty-heading", "empty-table-header"),
]
"""The rules that look for words and their language: what another language can break."""

_SHORTEN = """() => {
  const later = [...document.querySelectorAll("tr:nth-child(n+13), li:nth-child(n+13)")];
  const boxes = new Set(later.map((each) => each.closest("table") ?? each.parentElement));
  const heights = new Map([...boxes].map((box) => [box, `${box.offsetHeight}px`]));
  later.forEach((each) => each.remove());
  heights.forEach((height, box) => (box.style[box.tagName === "TABLE" ? "height" : "minHeight"] = height));
}"""
"""Takes away the rows and items of long lists that are made as the first twelve are, and leaves each list as high as it
was: axe-core goes through all that is in the page, also what it need not judge."""

_RUN = """([context, only]) => axe.run(context, { runOnly: only, resultTypes: ["violations"], selectors: false })
  .then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`)))"""


def violations(page: Any, axe: str, *, rules: Sequence[str] = (), but: Sequence[str] = ()) -> list[str]:
    """What axe-core, whose script is `axe`, finds in a page, a line each; by these ``rules`` alone or by all.

    ``but`` are selectors of what has been judged before. Of a long list only the beginning is judged, and left.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    page.evaluate(_SHORTEN)
    context = {"include": [["html"]], "exclude": [[each] for each in but]}
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": RULES}
    found: list[str] = page.evaluate(_RUN, [context, only])
    return found
