"""samverkan view"""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import DEFAULT_STORE, JsonOption, LanguageOption, QuietOption, StoreOption
from kg.cli.terminal import emit, note
from kg.errors import LayoutUnreadable, OutputError, QuestionError
from kg.store import Store

if TYPE_CHECKING:
    from networkx import Graph

PageOption = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")]
NoTextOption = Annotated[
    bool, typer.Option("--no-text", help="Leave the documents' texts out, for documents that must not be passed on.")
]
NoLinksOption = Annotated[
    bool, typer.Option("--no-links", help="Leave out what is linked to other open data, and who decided it.")
]
ContactOption = Annotated[
    str | None, typer.Option("--contact", metavar="ADDRESS", help="Whom to tell of errors: an e-mail or web address.")
]
NewLayoutOption = Annotated[
    bool, typer.Option("--new-layout", help="Place everybody afresh, not where they stood on the last page.")
]
FocusOption = Annotated[
    str | None, typer.Option("--focus", metavar="NAME", help="A body with whose surroundings the page opens.")
]


def view(
    *,
    output: PageOption = "network.html",
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    title: Annotated[str | None, typer.Option("--title", help="The page's title.")] = None,
    no_text: NoTextOption = False,
    no_links: NoLinksOption = False,
    contact: ContactOption = None,
    new_layout: NewLayoutOption = False,
    focus: FocusOption = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Draw the network as one page.

    The page opens without a connection: click a tie, read the sentence behind it, and the document around it. With
    --no-text it holds no more of the documents than titles, purposes and the sentences that it quotes. It shows what
    bodies are linked to. Whoever stood on the last page stands in the same place on the next one (layout.json).

    \b
    Examples:
      samverkan view
      samverkan view --open --focus "Svenska Bostäder"
      samverkan view --lang en --title "Who works with whom"
      samverkan view --no-text -o for-all.html
      samverkan view --new-layout
    """
    from kg.network import network  # noqa: PLC0415 (networkx takes long to import)
    from viz import page  # noqa: PLC0415

    with Store.open(store) as opened:
        # The documents are Swedish, and so are most who open the page; the reader can switch on the page itself.
        graph = network(opened, texts=not no_text, links=not no_links)
        graph.graph["about"]["contact"] = contact
        node = _node(opened, graph, focus, lang or "sv")
        layout = _layout(graph, opened, afresh=new_layout, quiet=quiet)
        html = page(graph, title=title, language=lang or "sv", kept=layout, focus=node)
    emit(html.encode(), output)
    if output == "-":
        return
    note(f"wrote {output}", quiet=quiet)
    if open_page and not webbrowser.open(Path(output).resolve().as_uri()):
        raise OutputError("no browser could be opened", hint="open the file yourself", place=output)


def _layout(graph: "Graph[str]", store: Store, *, afresh: bool, quiet: bool) -> dict[str, Any]:
    """Where everybody stands, as on the last page if that is known, and kept for the next one if it can be.

    A page is worth more than its likeness to the last one: what goes wrong with the kept positions is only said.
    """
    from viz import arrangement  # noqa: PLC0415 (networkx takes long to import)

    try:
        layout = arrangement(graph, None if afresh else store.layout())
    except (LayoutUnreadable, ValueError) as error:
        place = "" if isinstance(error, LayoutUnreadable) else f"{store.layout_path}: "
        note(f"{place}{error}; everybody was placed afresh", quiet=quiet)
        layout = arrangement(graph)
    try:
        store.put_layout(layout)
    except OutputError as error:
        note(f"{error.place}: {error.message}; the next page may place everybody elsewhere", quiet=quiet)
    return layout


def _node(store: Store, graph: "Graph[str]", name: str | None, lang: str) -> str | None:
    """The node of the body that a person means; an error says whom the name may fit, or that no document names it."""
    from kg.names import find  # noqa: PLC0415

    if name is None:
        return None
    iri = find(store, name, "Body", lang).value
    if iri not in graph:
        raise QuestionError(
            f'no document names "{name.strip()}"', hint="list those that are named: samverkan ask bodies"
        )
    return iri
