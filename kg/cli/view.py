"""samverkan view"""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import DEFAULT_STORE, JsonOption, LanguageOption, QuietOption, StoreOption
from kg.cli.terminal import emit, note
from kg.errors import OutputError, QuestionError
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx


def view(
    *,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")
    ] = "network.html",
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    title: Annotated[str | None, typer.Option("--title", help="The page's title.")] = None,
    focus: Annotated[
        str | None, typer.Option("--focus", metavar="NAME", help="A body with whose surroundings the page opens.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Draw the network as one page.

    The page opens without a connection: click a tie, read the sentence behind it.

    \b
    Examples:
      samverkan view
      samverkan view -o stockholm.html --open
      samverkan view --focus "Svenska Bostäder"
      samverkan view --lang en --title "Who works with whom"
    """
    from kg.network import network  # noqa: PLC0415 (networkx takes long to import)
    from viz import page  # noqa: PLC0415

    with Store.open(store) as opened:
        # The documents are Swedish, and so are most who open the page; the reader can switch on the page itself.
        graph = network(opened)
        html = page(graph, title=title, language=lang or "sv", focus=_node(opened, graph, focus, lang or "sv"))
    emit(html.encode(), output)
    if output == "-":
        return
    note(f"wrote {output}", quiet=quiet)
    if open_page and not webbrowser.open(Path(output).resolve().as_uri()):
        raise OutputError("no browser could be opened", hint="open the file yourself", place=output)


def _node(store: Store, graph: "nx.Graph[Any]", name: str | None, lang: str) -> str | None:
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
