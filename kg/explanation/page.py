"""The account as one HTML page: the text with its marks, and for each mark the claims that rest on it.

The page has no script and asks the network for nothing; a mark is a link to its explanation, which the style shows.
"""

from __future__ import annotations

import base64
import hashlib
import re

import jinja2
from markupsafe import Markup

from kg.explanation.account import ASSETS, Account
from kg.explanation.marks import marks, pieces
from kg.model import Span

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def page(account: Account) -> str:
    """One HTML document; the same account gives the same characters each time."""
    given = marks(account.claims)
    style = ASSETS.joinpath("page.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    html = environment.from_string(ASSETS.joinpath("page.html.jinja").read_text(encoding="utf-8")).render(
        account=account,
        texts=account.texts,
        marks=given,
        pieces=pieces(account.document.text, Span(0, len(account.document.text)), given),
        policy=f"default-src 'none'; style-src {_digest(style)}; img-src data:; base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704 - a file of this package
    )
    return _UNSEEN.sub("\ufffd", html).encode("utf-8", "replace").decode("utf-8")


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode('ascii')}'"
