"""samverkan init"""

from typing import Annotated

import typer

from kg.cli.options import JsonOption, QuietOption
from kg.cli.terminal import note


def init(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="Where to write it. Default: here.")] = ".",
    *,
    quiet: QuietOption = False,
    json: JsonOption = False,
) -> None:
    """Write a settings file to fill in before you publish.

    samverkan.toml says who publishes, under which address and licence, and whom to ask; each value has its explanation
    beside it. A file that is there is never overwritten.

    \b
    Examples:
      samverkan init
      samverkan init published/
    """
    from kg.settings import write_example  # noqa: PLC0415 (only this command needs it)

    note(f"wrote {write_example(folder)}", quiet=quiet)
