"""Which addresses may become links, and short keys that name a thing in the page's own address."""

import hashlib
import re

_BESIDE = re.compile(r"(?:\.\./)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")
SAFE = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\]+", re.IGNORECASE)


def link(value: str) -> str | None:
    """The value itself if it may become a link (http, https or mailto, nothing else), else None."""
    return value if SAFE.fullmatch(value) else None


def web(value: str) -> str | None:
    """The value itself if it may become a link to a page (http or https), else None."""
    return None if value.lower().startswith("mailto:") else link(value)


def beside(value: str) -> str | None:
    """The value itself if it may become a link to a page: on the web, or in a folder near, "../body/x/"."""
    return value if value and _BESIDE.fullmatch(value) else web(value)


def key(*names: str) -> str:
    """Ten hex digits that name a thing, or a pair in either order: the same for as long as its address is."""
    joined = "\n".join(sorted(names))
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:10]
