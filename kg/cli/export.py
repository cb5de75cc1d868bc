"""samverkan export"""

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.options import (
    DEFAULT_STORE,
    JsonOption,
    LanguageOption,
    OutputOption,
    QuietOption,
    StoreOption,
    language,
)
from kg.cli.terminal import emit, note
from kg.store import Store


class GraphFormat(StrEnum):
    """What the graph can be written as."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"
    csv = "csv"
    graphml = "graphml"
    gexf = "gexf"


def export(
    *,
    format: Annotated[
        GraphFormat, typer.Option("--format", "-f", help="RDF, a spreadsheet of participations, or a network file.")
    ] = GraphFormat.turtle,
    output: OutputOption = "-",
    everything: Annotated[
        bool, typer.Option("--everything", help="With the ontology and all known bodies (RDF formats).")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    lang: LanguageOption = None,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Write the graph for other tools.

    turtle and jsonld hold the statements, trig and nquads also which document or rule each comes from, for any RDF
    store; csv has a row for each participation with its sentence, for a spreadsheet; graphml and gexf hold who is tied
    to whom, for Gephi, Cytoscape and their like.

    \b
    Examples:
      samverkan export > graph.ttl
      samverkan export --format csv -o participations.csv
      samverkan export --format gexf -o network.gexf
    """
    from kg.export import export as exported  # noqa: PLC0415 (only this command needs it)

    with Store.open(store) as opened:
        data = exported(opened, format.value, language=language(lang), everything=everything)
    emit(data, output)
    note(f"wrote {output}", quiet=quiet or output == "-")
