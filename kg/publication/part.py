"""One file of the published site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A file of the site: its path from the site's root, with forward slashes, and all its bytes."""

    path: str
    content: bytes
