"""samverkan publish"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, JsonOption, QuietOption, StoreOption
from kg.cli.terminal import note
from kg.store import Store

if TYPE_CHECKING:
    from networkx import Graph

    from kg.publication.holdings import Holdings
    from kg.publication.part import Part
    from kg.settings import Settings


FolderArgument = Annotated[str, typer.Argument(metavar="DIR", help="The site's folder: new, empty, or one of ours.")]
SettingsOption = Annotated[
    str, typer.Option("--settings", metavar="FILE", help="Who publishes what, and where: samverkan init makes it.")
]
NoTextOption = Annotated[
    bool, typer.Option("--no-text", help="Leave the documents' texts out, where they must not be passed on.")
]


def publish(
    folder: FolderArgument,
    *,
    settings: SettingsOption = "samverkan.toml",
    no_text: NoTextOption = False,
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Write the store as a site that any web server can serve.

    A page in Swedish, and in English if the settings say so, for every body, action, report, agreement and
    document, with lists, matrix, gaps, questions, network and search. What did not change is not touched, what is
    gone is removed, files of others stay, and a folder that is not a site of ours is never written to. The old
    site stands until the new one is whole. Nothing is written while anything looks like personal data that the
    settings neither hide nor allow.

    \b
    Examples:
      samverkan init
      samverkan publish site
      samverkan publish site --settings stockholm.toml --no-text
      python -m http.server --directory site --bind 127.0.0.1
    """
    from kg.memory import settled, uncollected  # noqa: PLC0415 (only this command needs what it takes to write a site)
    from kg.publication.site import site  # noqa: PLC0415
    from kg.publication.writing import refuse_foreign, write  # noqa: PLC0415

    said = _said(settings, quiet=quiet)
    refuse_foreign(folder)
    with Store.open(store) as opened:
        with uncollected():
            public, held = _cleared(opened.in_memory(), said, settings, texts=not no_text)
            parts = site(
                public, said, held, _drawn(held.network, said), place=settings, noted=partial(note, quiet=quiet)
            )
        with settled():
            written = write(parts, folder)
    note(f"{folder}: {written}", quiet=quiet)


def _cleared(whole: Store, said: "Settings", file: str, *, texts: bool) -> tuple[Store, "Holdings"]:
    """The store as it may be published, and what it holds; both are found at once, as most hide nothing.

    The N-Quads are sorted by whoever looks for personal data: that takes less long than the rest.
    """
    from kg.export import nquads  # noqa: PLC0415
    from kg.privacy import cleared, findings  # noqa: PLC0415
    from kg.publication.beside import aside  # noqa: PLC0415
    from kg.publication.holdings import holdings  # noqa: PLC0415

    with aside(lambda: (findings(whole, said), nquads(whole))) as looked_through:
        held = holdings(whole, texts=texts)
        found, lines = looked_through()
        public = cleared(whole, said, place=file, found=found)
    return (public, replace(held, lines=lines)) if public is whole else (public, holdings(public, texts=texts))


def _said(file: str, *, quiet: bool) -> "Settings":
    from kg import settings as publisher  # noqa: PLC0415

    said = publisher.read(file)
    for key in said.unfilled():
        note(f"{file}: {key} is still the example's", quiet=quiet)
    return said


def _drawn(network: "Graph[str]", settings: "Settings") -> Iterator["Part"]:
    """What the site has from the network page: the page itself in both languages, and the ground of its style.

    It has the quoted sentences and no texts: the documents have pages of their own.
    """
    from kg.finding import in_language  # noqa: PLC0415
    from kg.publication import addresses  # noqa: PLC0415
    from kg.publication.part import Part  # noqa: PLC0415
    from kg.publication.rendering import asset  # noqa: PLC0415
    from viz import arrangement, document, page  # noqa: PLC0415

    yield Part("assets/site.css", f"{document.asset('css/ground.css')}\n{asset('site.css')}".encode())
    drawn = network.copy()
    tables = drawn.graph
    tables["documents"] = {iri: each | {"text": None} for iri, each in tables["documents"].items()}
    tables["about"] = tables["about"] | {"contact": settings.contact_page or settings.contact_email}
    for node, each in drawn.nodes(data=True):
        if path := addresses.page(node):
            each["page"] = addresses.link(addresses.SECTIONS["network"], path)
    tables["home"] = addresses.link(addresses.SECTIONS["network"], "index.html")
    layout = arrangement(drawn)
    for language in (each for each in addresses.LANGUAGES if each in settings.languages):
        html = page(drawn, title=in_language(settings.title, language), language=language, kept=layout)
        yield Part(addresses.in_language(addresses.SECTIONS["network"], language), html.encode())
