"""The one clock of the project: when an answer came from another server, and so how old it is.

No other module may ask what time it is, and nothing that is made of documents alone ever does.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """This second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)
