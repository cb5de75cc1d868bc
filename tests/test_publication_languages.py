"""A site in Swedish alone, and what is said in the language of the page."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal
from sites import page, parts

from kg.namespaces import PREFIXES
from kg.publication.facts import facts
from kg.publication.holdings import Thing, holdings
from kg.publication.rendering import texts
from kg.settings import example_settings
from kg.store import Store


def test_a_site_in_swedish_alone_leads_to_no_english_page(small: Store) -> None:
    made = {part.path: part.content for part in parts(small, replace(example_settings(), languages=("sv",)))}
    assert not [path for path in made if path.startswith("en/")]
    front = page("index.html", made["index.html"])
    assert "index.html" in made
    assert not [names for tag, names in front.tags if tag == "link" and "hreflang" in names]
    links = {link for path in made if path.endswith(".html") for link in page(path, made[path]).links}
    assert not [link for link in links if "en" in link.split("/")]
    assert b'hreflang="en"' not in made["sitemap.xml"]
    assert b"/en/" not in made[".htaccess"]
    assert b"/en/" not in made["w3id/.htaccess"]


@pytest.mark.parametrize(("language", "said"), [("sv", ["Skolverket", "känt"]), ("en", ["Skolverket", "known"])])
def test_a_note_is_in_the_language_of_the_page(small: Store, language: str, said: list[str]) -> None:
    source = (Literal("Skolverket"), Literal("known", language="en"), Literal("känt", language="sv"))
    thing = Thing("https://example.org/id/body/a", "Committee", {}, {f"{PREFIXES['dcterms']}source": source})
    (fact,) = facts(holdings(small), thing, texts()[language], language)  # type: ignore[arg-type]
    assert [value.text for value in fact.values] == said
