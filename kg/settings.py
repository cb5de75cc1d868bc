"""What a publisher says about itself and about what it publishes: the file samverkan.toml, read and checked."""

import datetime
import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType

from kg import assets
from kg.errors import SettingsError
from kg.files import replace_file

FILE = "samverkan.toml"
"""What the settings file is called."""

LANGUAGES = ("sv", "en")
LICENCES = {
    "CC0-1.0": "http://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "http://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "http://creativecommons.org/licenses/by-sa/4.0/",
}
"""Short names (SPDX) of licences, and the addresses by which DCAT-AP-SE knows them."""
PUBLISHER_TYPES = (
    "Academia-ScientificOrganisation",
    "Company",
    "IndustryConsortium",
    "LocalAuthority",
    "NationalAuthority",
    "NonGovernmentalOrganisation",
    "NonProfitOrganisation",
    "RegionalAuthority",
    "StandardisationBody",
    "SupraNationalAuthority",
)
"""The codes of http://purl.org/adms/publishertype/ that an organisation can have."""
_THEMES = "AGRI ECON EDUC ENER ENVI GOVE HEAL INTR JUST OP_DATPRO REGI SOCI TECH TRAN"
THEMES = tuple(_THEMES.split())
"""The codes of http://publications.europa.eu/resource/authority/data-theme/."""
KINDS = ("person", "phone", "email", "personal-number")
"""What the check of personal data can find."""

_HINT = "correct the file, or see what samverkan init writes"


@dataclass(frozen=True)
class PrivacyEntry:
    """What an entry hides or allows: words, or a kind of find, in one document (by its file name) or in all."""

    text: str | None = None
    kind: str | None = None
    document: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Settings:
    """All of the settings file.

    Maps go from a language ("sv", "en") to words. `address` ends with a slash; `licence` is an address; `themes` are
    the EU's codes; `languages` are those of the pages, Swedish first; `spatial` holds codes of municipalities and
    counties, or addresses; `issued` is a day that the publisher gives. `assessed` and `assessment` ("self" or
    "external") say how accessibility was judged, if it was, and `known_problems` with what result. `hidden` and
    `allowed` are about personal data (kg.privacy).
    """

    address: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    publisher_name: str
    publisher_iri: str
    publisher_type: str
    contact_name: str
    contact_email: str
    licence: str
    themes: tuple[str, ...]
    spatial: tuple[str, ...]
    languages: tuple[str, ...]
    version: str
    issued: datetime.date
    contact_page: str | None = None
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    frequency: str | None = None
    availability: str | None = None
    assessed: datetime.date | None = None
    assessment: str | None = None
    known_problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: tuple[PrivacyEntry, ...] = ()
    allowed: tuple[PrivacyEntry, ...] = ()

    def unfilled(self) -> tuple[str, ...]:
        """The keys whose value is still the example's though it cannot be right: address, publisher, contact."""
        example = example_settings()
        names = ("address", "publisher_name", "publisher_iri", "contact_email", "contact_page")
        return tuple(
            name.replace("_", ".", 1) for name in names if getattr(self, name) == getattr(example, name) is not None
        )


def write_example(folder: str | Path) -> Path:
    """Write the commented example into a folder and return where. Raises SettingsError where one is there already."""
    file = Path(folder) / FILE
    if file.exists() or file.is_symlink():
        raise SettingsError("there is a settings file already", hint="edit it; nothing was written", place=str(file))
    replace_file(file, assets.settings_path().read_bytes())
    return file


def example_settings() -> Settings:
    """What the commented example says."""
    return read(assets.settings_path())


def read(path: str | Path = FILE) -> Settings:
    """The settings in a file.

    Raises SettingsError, which names the file and the line or the key, and what was expected there.
    """
    place = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8")
        table = tomllib.loads(text)
    except FileNotFoundError as error:
        raise SettingsError(
            "there is no settings file here", hint="make one with: samverkan init", place=place
        ) from error
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror or error}", hint="name a file", place=place) from error
    except UnicodeDecodeError as error:
        raise SettingsError("is not UTF-8", hint="save it as UTF-8", place=place) from error
    except tomllib.TOMLDecodeError as error:
        raise _syntax(error, place) from error
    return _settings(table, place)


def _syntax(error: tomllib.TOMLDecodeError, place: str) -> SettingsError:
    message = str(error)
    found = re.search(r" \(at line (\d+), column \d+\)", message)
    where = f"{place}:{found[1]}" if found else place
    return SettingsError(f"not valid TOML: {message.partition(' (at ')[0]}", hint=_HINT, place=where)


def _settings(table: dict[str, object], place: str) -> Settings:
    values = dict(_flat(table))
    _refuse_unknown(values, place)
    given: dict[str, object] = {}
    for key, (name, reader, is_needed) in _KEYS.items():
        if key in values:
            try:
                given[name] = reader(values[key])
            except ValueError as error:
                raise SettingsError(f"{key}: expected {error}", hint=_HINT, place=place) from error
        elif is_needed:
            raise SettingsError(f"{key} is missing", hint=_HINT, place=place)
    made = Settings(**given)  # type: ignore[arg-type]
    _refuse_untitled(made, place)
    return made


def _flat(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Dotted keys and values; a table that is one value (words by language) stays whole."""
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and key not in _KEYS:
            if key not in _TABLES:
                yield key, value
            yield from _flat(value, f"{key}.")
        else:
            yield key, value


def _refuse_unknown(values: dict[str, object], place: str) -> None:
    for key in values:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, (*_KEYS, *sorted(_TABLES)), 1)
            hint = f"did you mean {near[0]}?" if near else _HINT
            raise SettingsError(f"{key} is not a setting", hint=hint, place=place)


def _refuse_untitled(settings: Settings, place: str) -> None:
    for name in ("title", "description"):
        for language in settings.languages:
            if language not in getattr(settings, name):
                raise SettingsError(f"{name}.{language} is missing", hint=_HINT, place=place)


def _words(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    raise ValueError("some words in quotes")


def _iri(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"{}|\\^`/]+(/[^\s<>\"{}|\\^`]*)?", value):
        return value
    raise ValueError("an address that begins with https:// or http://")


def _address(value: object) -> str:
    address = _iri(value)
    if "?" in address or "#" in address:
        raise ValueError("the address of a folder, without ? and #")
    return address if address.endswith("/") else f"{address}/"


def _email(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+", value):
        return value
    raise ValueError("a mail address, name@domain")


def _licence(value: object) -> str:
    if isinstance(value, str) and value in LICENCES:
        return LICENCES[value]
    try:
        return _iri(value)
    except ValueError as error:
        raise ValueError(f"one of {', '.join(LICENCES)}, or the address of another licence") from error


def _version(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)*(-[0-9A-Za-z.-]+)?", value):
        return value
    raise ValueError('a number in quotes, as "1.0.0"')


def _day(value: object) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    raise ValueError("a day without quotes, as 2026-01-31")


def _place(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"\d\d(\d\d)?", value):
        return value
    try:
        return _iri(value)
    except ValueError as error:
        raise ValueError('codes of municipalities ("0180") or counties ("01"), or addresses') from error


def _one_of(choices: tuple[str, ...]) -> Callable[[object], str]:
    def chosen(value: object) -> str:
        if isinstance(value, str) and value in choices:
            return value
        raise ValueError(f"one of {', '.join(choices)}")

    return chosen


def _several(reader: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    def read_all(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            raise ValueError('a list with something in it, as ["a", "b"]')
        return tuple(dict.fromkeys(reader(each) for each in value))

    return read_all


def _with_swedish(value: object) -> tuple[str, ...]:
    given = _several(_one_of(LANGUAGES))(value)
    if "sv" not in given:
        raise ValueError("sv among them, in which the pages at the site's root are")
    return tuple(each for each in LANGUAGES if each in given)


def _by_language(reader: Callable[[object], object]) -> Callable[[object], Mapping[str, object]]:
    def read_each(value: object) -> Mapping[str, object]:
        if not isinstance(value, dict) or not value or set(value) - set(LANGUAGES):
            raise ValueError(f"values for the languages {' and '.join(LANGUAGES)}")
        return MappingProxyType({language: reader(value[language]) for language in LANGUAGES if language in value})

    return read_each


def _entries(value: object) -> tuple[PrivacyEntry, ...]:
    if not isinstance(value, list):  # a ValueError, as for all that the file may say wrongly
        raise ValueError("entries that each begin with a line in double brackets, as [[privacy.hidden]]")  # noqa: TRY004
    return tuple(map(_entry, value))


def _entry(value: object) -> PrivacyEntry:
    names = [each.name for each in fields(PrivacyEntry)]
    if not isinstance(value, dict) or set(value) - set(names) or not all(isinstance(v, str) for v in value.values()):
        raise ValueError(f"words in quotes for {', '.join(names)}, and nothing else")
    if not any(str(value.get(name, "")).strip() for name in ("text", "kind")):
        raise ValueError("text or kind in each entry")
    if "kind" in value:
        _one_of(KINDS)(value["kind"])
    return PrivacyEntry(**value)


_Reader = Callable[[object], object]

_KEYS: dict[str, tuple[str, _Reader, bool]] = {
    "address": ("address", _address, True),
    "version": ("version", _version, True),
    "issued": ("issued", _day, True),
    "licence": ("licence", _licence, True),
    "themes": ("themes", _several(_one_of(THEMES)), True),
    "spatial": ("spatial", _several(_place), True),
    "languages": ("languages", _with_swedish, True),
    "frequency": ("frequency", _words, False),
    "availability": ("availability", _words, False),
    "title": ("title", _by_language(_words), True),
    "description": ("description", _by_language(_words), True),
    "keywords": ("keywords", _by_language(_several(_words)), False),
    "publisher.name": ("publisher_name", _words, True),
    "publisher.iri": ("publisher_iri", _iri, True),
    "publisher.type": ("publisher_type", _one_of(PUBLISHER_TYPES), True),
    "contact.name": ("contact_name", _words, True),
    "contact.email": ("contact_email", _email, True),
    "contact.page": ("contact_page", _iri, False),
    "accessibility.assessed": ("assessed", _day, False),
    "accessibility.method": ("assessment", _one_of(("self", "external")), False),
    "accessibility.known": ("known_problems", _by_language(_several(_words)), False),
    "privacy.hidden": ("hidden", _entries, False),
    "privacy.allowed": ("allowed", _entries, False),
}
"""Each key of the file: the field of Settings that it fills, how it is read, and whether it must be there."""
_TABLES = {key.partition(".")[0] for key in _KEYS if "." in key}
