"""The settings file: what init writes reads back, and what is wrong in a file is named."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import assets
from kg.cli.app import main
from kg.errors import SettingsError
from kg.settings import FILE, KINDS, PrivacyEntry, Settings, example_settings, read, write_example

EXAMPLE = assets.settings_path().read_text(encoding="utf-8")


def written(folder: Path, text: str) -> Path:
    file = folder / FILE
    file.write_text(text, encoding="utf-8")
    return file


def test_what_init_writes_reads_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path)]) == 0
    assert capsys.readouterr().err == f"wrote {tmp_path / FILE}\n"
    settings = read(tmp_path / FILE)
    assert settings == example_settings()
    assert settings.address == "https://data.example.se/samverkan/"
    assert settings.title["sv"] == "Vem samverkar med vem"
    assert settings.issued == datetime.date(2026, 1, 1)
    assert settings.licence == "http://creativecommons.org/publicdomain/zero/1.0/"
    assert (settings.themes, settings.spatial, settings.languages) == (("GOVE",), ("0180",), ("sv", "en"))
    assert (settings.hidden, settings.allowed) == ((), ())


def test_the_example_says_what_is_still_the_examples(tmp_path: Path) -> None:
    assert example_settings().unfilled() == (
        "address",
        "publisher.name",
        "publisher.iri",
        "contact.email",
        "contact.page",
    )
    mine = EXAMPLE.replace("https://data.example.se/samverkan/", "https://data.granvik.se/")
    assert "address" not in read(written(tmp_path, mine)).unfilled()


def test_what_the_comments_offer_can_be_used(tmp_path: Path) -> None:
    text = "\n".join(
        line.removeprefix("# ").replace("#", "# ", 0)
        if line.startswith(("# assessed", "# method", "# known", "# [[", "# kind", "# text", "# reason"))
        else line
        for line in EXAMPLE.splitlines()
    )
    settings = read(written(tmp_path, text))
    assert settings.hidden == (PrivacyEntry(kind="personal-number"), PrivacyEntry(text="Förnamn Efternamn"))
    assert settings.allowed == (PrivacyEntry(text="registrator@example.se", reason="the mailbox of an office"),)
    assert (settings.assessed, settings.assessment) == (datetime.date(2026, 1, 1), "self")
    assert set(settings.known_problems) == {"sv", "en"}


def test_a_settings_file_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "mine")
    assert main(["init", str(tmp_path)]) == 1
    assert "already" in capsys.readouterr().err
    assert file.read_text() == "mine"
    with pytest.raises(SettingsError):
        write_example(tmp_path)


def test_init_in_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "no")]) == 1
    assert "folder does not exist" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('version = "1.0.0"', "version = 1.0", 'version: expected a number in quotes, as "1.0.0"'),
        ("issued = 2026-01-01", 'issued = "2026-01-01"', "issued: expected a day without quotes"),
        ("issued = 2026-01-01", "issued = 2026-01-01T10:00:00", "issued: expected a day"),
        ('licence = "CC0-1.0"', 'licence = "free"', "licence: expected one of CC0-1.0, CC-BY-4.0"),
        ('["GOVE"]', '["Government"]', "themes: expected one of AGRI"),
        ('["GOVE"]', "[]", "themes: expected a list with something in it"),
        ('["0180"]', "[180]", "spatial: expected codes of municipalities"),
        ('["sv", "en"]', '["sv", "de"]', "languages: expected one of sv, en"),
        ('"https://data.example.se/samverkan/"', '"data.example.se"', "address: expected an address"),
        ('"https://data.example.se/samverkan/"', '"https://a.se/?x"', "address: expected the address of a folder"),
        ('"LocalAuthority"', '"Municipality"', "publisher.type: expected one of Academia"),
        ('"registrator@example.se"', '"registrator"', "contact.email: expected a mail address"),
        ('name = "Exempelkommunen"', "", "publisher.name is missing"),
        ('en = "Who works with whom"', "", "title.en is missing"),
        ('en = "Who works with whom"', 'de = "Wer mit wem"', "title: expected values for the languages sv and en"),
        (
            'type = "LocalAuthority"',
            'typ = "LocalAuthority"',
            "publisher.typ is not a setting (did you mean publisher.type?)",
        ),
        ("version =", 'colour = "red"\nversion =', "colour is not a setting"),
        ("[contact]", "[kontakt]", "kontakt is not a setting (did you mean contact"),
        ("[title]", "[title]\nsv", "samverkan.toml:33: not valid TOML: Expected '=' after a key"),
    ],
)
def test_what_is_wrong_is_named_with_its_key_or_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in EXAMPLE
    file = written(tmp_path, EXAMPLE.replace(old, new, 1))
    with pytest.raises(SettingsError) as raised:
        read(file)
    assert str(raised.value).startswith(str(file))
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("", "text or kind in each entry"),
        ('kind = "name"', f"one of {', '.join(KINDS)}"),
        ("text = 3", "words in quotes for text, kind, document, reason"),
        ('words = "Anna"', "words in quotes for text"),
    ],
)
def test_entries_about_personal_data_are_checked(tmp_path: Path, entry: str, said: str) -> None:
    with pytest.raises(SettingsError, match=r"privacy\.hidden: expected") as raised:
        read(written(tmp_path, f"{EXAMPLE}\n[[privacy.hidden]]\n{entry}\n"))
    assert said in str(raised.value)


def test_no_file_a_folder_and_other_encodings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no settings file here"):
        read(tmp_path / FILE)
    with pytest.raises(SettingsError, match="cannot be read"):
        read(tmp_path)
    (tmp_path / FILE).write_bytes("titel = 'å'".encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read(tmp_path / FILE)


@given(st.text(max_size=80))
def test_whatever_stands_in_the_file_is_settings_or_one_clear_line(
    tmp_path_factory: pytest.TempPathFactory, more: str
) -> None:
    file = tmp_path_factory.getbasetemp() / FILE
    file.write_bytes(f"{EXAMPLE}\n{more}".encode("utf-8", "replace"))
    try:
        result: Settings | SettingsError = read(file)
    except SettingsError as error:
        result = error
    assert isinstance(result, Settings) or "\n" not in str(result)


def test_an_address_gets_its_slash(tmp_path: Path) -> None:
    text = EXAMPLE.replace("https://data.example.se/samverkan/", "https://data.example.se/samverkan")
    assert read(written(tmp_path, text)).address == "https://data.example.se/samverkan/"
