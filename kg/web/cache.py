"""Answers kept on the disk, each in a file of its own with the date that its server gave it."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.files import replace_file


@dataclass(frozen=True)
class Answer:
    """What a server answered with 200: the body, and the date that the server put on it ("" where it put none)."""

    url: str
    body: bytes
    date: str
    kept: bool = False


@dataclass(frozen=True)
class Cache:
    """A folder of answers. `date` stands for the date of answers whose server gave none.

    Nothing in it is part of the data: it can be deleted at any time.
    """

    folder: Path
    date: str = ""

    def get(self, url: str, form: str) -> Answer | None:
        """The kept answer to this request; None where there is none that can be read."""
        try:
            found = json.loads(self._path(url, form).read_text(encoding="utf-8"))
            if (found["url"], found["form"]) != (url, form):
                return None
            return Answer(url, str(found["body"]).encode("utf-8", "surrogateescape"), str(found["date"]), kept=True)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, url: str, form: str, answer: Answer) -> None:
        """Keep an answer. Raises OutputError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = answer.body.decode("utf-8", "surrogateescape")
        value = {"url": url, "form": form, "date": answer.date or self.date, "body": text}
        replace_file(self._path(url, form), json.dumps(value, indent=1, sort_keys=True).encode() + b"\n")

    def _path(self, url: str, form: str) -> Path:
        digest = sha256("\n".join((url, form)).encode()).hexdigest()
        return self.folder / f"{digest[:32]}.json"
