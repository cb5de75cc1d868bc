"""Files in, documents out: character sets told apart, and what is no text refused with advice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.model import Document
from kg.readers import read
from kg.readers.text import decode

SENTENCE = "Kommunstyrelsen ansvarar för åtgärden."


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (SENTENCE.encode("utf-8"), "utf-8"),
        (b"\xef\xbb\xbf" + SENTENCE.encode("utf-8"), "utf-8-sig"),
        (SENTENCE.encode("latin-1"), "windows-1252"),
    ],
)
def test_the_character_set_is_found_and_said(tmp_path: Path, data: bytes, charset: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    document = read(path)
    assert (document.text, document.charset) == (SENTENCE, charset)


@given(st.text(alphabet="abcåäöÅÄÖ é–”", min_size=1))
def test_utf8_is_always_read_as_utf8(text: str) -> None:
    assert decode(text.encode("utf-8")) == (text, "utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    text, charset = decode(data)
    assert charset in {"utf-8", "utf-8-sig", "windows-1252", "latin-1"}
    assert len(text) <= len(data)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04rest", "zipped"),
        (b"text\x00with zeros", "not a text file"),
    ],
)
def test_what_holds_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "fil.txt"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=said) as caught:
        read(path)
    assert caught.value.hint


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="does not exist"):
        read(tmp_path / "saknas.txt")
    with pytest.raises(DocumentError, match="is a folder"):
        read(tmp_path)


def test_lines_are_counted_from_one() -> None:
    document = Document("d", "ett\ntvå\n\nfyra", "0" * 64)
    assert [document.line(offset) for offset in (0, 3, 4, 8, 9)] == [1, 1, 2, 3, 4]
