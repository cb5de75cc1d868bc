"""Answers kept on the disk, each in a file of its own with the moment when it came.

An answer is good for so many days. After that its server is asked again; the old answer stays until a new one is there.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from kg.files import replace_file
from kg.web import clock

MAX_AGE = 30
"""How many days an answer is good for where nobody says otherwise."""


@dataclass(frozen=True)
class Answer:
    """What a server answered with 200: the body, and when it came; `kept` where it came out of a cache."""

    url: str
    body: bytes
    fetched: datetime
    kept: bool = False


@dataclass(frozen=True)
class Cache:
    """A folder of answers, each good for `max_age` days, by what `now` says; with 0 every server is asked again.

    Answers from the future, by that clock, are good for nothing. The folder can be deleted at any time.
    """

    folder: Path
    max_age: float = MAX_AGE
    now: Callable[[], datetime] = clock.now

    def get(self, url: str, form: str) -> Answer | None:
        """The kept answer to this request, however old; None where there is none that can be read."""
        try:
            found = json.loads(self._path(url, form).read_text(encoding="utf-8"))
            if (found["url"], found["form"]) != (url, form):
                return None
            fetched = datetime.fromisoformat(found["fetched"]).astimezone(UTC)
            return Answer(url, str(found["body"]).encode("utf-8", "surrogateescape"), fetched, kept=True)
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return None

    def is_good(self, answer: Answer) -> bool:
        """Whether an answer is young enough to be used without asking again."""
        return timedelta(0) <= self.now() - answer.fetched < timedelta(days=self.max_age)

    def put(self, url: str, form: str, answer: Answer) -> None:
        """Keep an answer. Raises OutputError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = answer.body.decode("utf-8", "surrogateescape")
        value = {"url": url, "form": form, "fetched": answer.fetched.isoformat(), "body": text}
        replace_file(self._path(url, form), json.dumps(value, indent=1, sort_keys=True).encode() + b"\n")

    def _path(self, url: str, form: str) -> Path:
        digest = sha256("\n".join((url, form)).encode()).hexdigest()
        return self.folder / f"{digest[:32]}.json"
