"""The endpoints that a question may ask beside the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.terminal import note

if TYPE_CHECKING:
    from kg.federation import Federation

EndpointOption = Annotated[
    list[str] | None,
    typer.Option(
        "--endpoint",
        metavar="URL",
        help="A SPARQL endpoint that SERVICE in the query may ask; may be given several times. Default: none.",
        envvar="SAMVERKAN_ENDPOINTS",
        show_envvar=True,
    ),
]
SecondsOption = Annotated[
    float, typer.Option("--seconds", min=0.1, metavar="N", help="How long an endpoint may take to answer.")
]


@contextmanager
def peers(endpoints: list[str] | None, seconds: float, *, quiet: bool) -> Iterator["Federation | None"]:
    """A federation of the endpoints that were named; None where there are none, and nothing is asked of the network."""
    if not endpoints:
        yield None
        return
    from kg.federation import over_http  # noqa: PLC0415 (only who asks others needs it)

    with over_http(endpoints, seconds) as federation:
        yield federation
    for problem in federation.problems:  # the query said SILENT: its rows lack what this peer knows
        note(f"left out: {problem}", quiet=quiet)
