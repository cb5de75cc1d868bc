"""Finds the files that are the product and hold no Python: ontology/, queries/, and the sample document.

An installed package carries them inside itself (kg/_bundled); a checkout has them beside pyproject.toml, where an edit
is seen at once.
"""

from functools import cache
from pathlib import Path

from kg.errors import AssetError

_PACKAGE = Path(__file__).resolve().parent


def ontology_dir() -> Path:
    """The folder of the vocabulary, the shapes, the rules and the authority files."""
    return _folder("ontology")


def queries_dir() -> Path:
    """The folder of the questions, one .rq file each."""
    return _folder("queries")


def sample_path() -> Path:
    """The sample document that the project ships; AssetError where the package lacks it."""
    samples = sorted((_PACKAGE / "sample").glob("*.txt"))
    if not samples:
        raise AssetError("the sample document is missing", hint="install samverkan again", place="kg/sample")
    return samples[0]


def settings_path() -> Path:
    """The commented example of a settings file; AssetError where the package lacks it."""
    file = _PACKAGE / "sample" / "samverkan.toml"
    if not file.is_file():
        raise AssetError("the example of a settings file is missing", hint="install samverkan again", place=str(file))
    return file


@cache
def version() -> str:
    """The version of the installed project, "unknown" in a checkout that is not installed."""
    from importlib import metadata  # noqa: PLC0415 (costs more than the rest of this module: only who asks pays)

    try:
        return metadata.version("samverkan")
    except metadata.PackageNotFoundError:
        return "unknown"


@cache
def _folder(name: str) -> Path:
    bundled = _PACKAGE / "_bundled" / name
    if bundled.is_dir():
        return bundled
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise AssetError(f"the folder {name}/ is missing from the installation", hint="install samverkan again")
