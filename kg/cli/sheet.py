"""samverkan sheet"""

from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, JsonOption, LanguageOption, QuietOption, StoreOption, language
from kg.cli.terminal import emit, note
from kg.errors import QuestionError
from kg.store import Store


def sheet(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A body, as people write its name, or its IRI.")],
    *,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The sheet; - is standard output.")
    ] = "sheet.html",
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Write one body's actions, roles, partners and quotes as a sheet to print.

    An HTML page for A4 that opens without a connection and holds no script. The body is named as people write it, in
    any case: "Svenska Bostäder", "rinkeby-kista". With up to some twelve actions it fits one sheet of paper.

    \b
    Examples:
      samverkan sheet "Svenska Bostäder"
      samverkan sheet kommunstyrelsen -o kommunstyrelsen.html
      samverkan sheet kommunstyrelsen --lang en -o -
    """
    from kg.names import find  # noqa: PLC0415 (only a command that has what it needs pays for the imports)
    from kg.network import network  # noqa: PLC0415
    from kg.places import label  # noqa: PLC0415
    from viz import sheet as drawn  # noqa: PLC0415

    chosen = language(lang)
    with Store.open(store) as opened:
        body = find(opened, name, "Body", chosen).value
        graph = network(opened)
        if body not in graph:
            raise QuestionError(
                f"the network has no {label(opened, body, chosen)}",
                hint="a group is there by its members, an office by whoever acts through it: samverkan ask bodies",
            )
    emit(drawn(graph, body, chosen).encode(), output)
    note(f"wrote {output}", quiet=quiet or output == "-")
