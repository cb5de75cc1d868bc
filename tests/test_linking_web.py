"""Asking servers: manners, limits, and one clear line for whatever goes wrong. Every server here is on loopback."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from reconciliation_server import MANIFEST, Served, Thing, serving

from kg.errors import ServiceError
from kg.linking.entity import Entity
from kg.linking.kinds import Kinds
from kg.linking.reconciliation import Service
from kg.store import Store
from kg.web import Cache, Client, Limits
from kg.web.addresses import Address

pytestmark = pytest.mark.usefixtures("collected")

BODY = Entity(
    "urn:body",
    "Skolverket",
    "StateAgency",
    ("Skolverket",),
    identifiers=frozenset({("organisation number", "202100-4185")}),
)
THINGS = [Thing("skolverket", ("Statens skolverk", "Skolverket")), Thing("skogsstyrelsen", ("Skogsstyrelsen",))]
Instead = Callable[[BaseHTTPRequestHandler], bool]


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    return Kinds.load(Store.memory())


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(THINGS) as running:
        yield running


def answering(value: object, status: int = 200, **headers: str) -> Instead:
    def answer(handler: BaseHTTPRequestHandler) -> bool:
        handler.answer(value, status, **headers)  # type: ignore[attr-defined]
        return True

    return answer


def properly(_: BaseHTTPRequestHandler) -> bool:
    return False


def on(day: int) -> Callable[[], datetime]:
    """A clock that stands still, so many days after the first of March 2016."""
    return lambda: datetime(2016, 3, 1, 8, tzinfo=UTC) + timedelta(days=day)


class Pauses(list[float]):
    """What the client would have slept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def client(pauses: Pauses | None = None, **limits: float) -> Client:
    return Client(Limits(**limits), sleep=pauses if pauses is not None else Pauses())  # type: ignore[arg-type]


class TestService:
    def test_a_batch_is_asked_as_the_report_says(self, served: Served, kinds: Kinds) -> None:
        service = Service(served.url, client(), kinds, {"organisation number": "P1"})
        found = service.candidates([BODY])
        first = found["urn:body"][0]
        assert (first.iri, first.label, first.kind) == (
            f"{service.source}skolverket",
            "Statens skolverk",
            "StateAgency",
        )
        assert first.matched
        (_, _, _, headers), (method, _, form, _) = served.requests
        assert headers["User-Agent"].startswith("samverkan/")
        assert method == "POST"
        assert json.loads(form["queries"]) == {
            "q0": {
                "query": "Skolverket",
                "limit": 10,
                "type": "StateAgency",
                "properties": [{"pid": "P1", "v": "202100-4185"}],
            }
        }

    def test_many_bodies_are_asked_in_batches(self, served: Served, kinds: Kinds) -> None:
        bodies = [Entity(f"urn:{number}", f"Skolverket {number}", "StateAgency") for number in range(60)]
        found = Service(served.url, client(), kinds).candidates(bodies)
        assert len(found) == 60
        assert len(served.requests) == 1 + 3

    def test_the_servers_suggestions_are_there_for_others(self, served: Served) -> None:
        url = served.url.replace("/reconcile", "/suggest?prefix=Skogsstyrelsen")
        assert json.loads(client().get(url).body)["result"][0]["id"] == "skogsstyrelsen"

    @pytest.mark.parametrize(
        ("manifest", "words"),
        [
            (b"<html>", "not JSON"),
            (b"[" * 100_000, "not JSON"),
            ([], "no name"),
            (MANIFEST | {"identifierSpace": "no iri"}, "identifierSpace"),
            (MANIFEST | {"versions": ["0.1"]}, "version 0.2"),
            ({key: value for key, value in MANIFEST.items() if key != "versions"}, "version 0.2"),
        ],
    )
    def test_what_is_no_service_is_said(self, served: Served, kinds: Kinds, manifest: object, words: str) -> None:
        served.instead.append(answering(manifest))
        with pytest.raises(ServiceError, match=words) as caught:
            Service(served.url, client(), kinds)
        assert caught.value.place == served.url

    @pytest.mark.parametrize(
        "nonsense",
        [
            b"not json",
            [],
            {},
            {"q0": []},
            {"q0": {"result": {}}},
            {"q0": {"result": ["Q1"]}},
            {"q0": {"result": [{"id": 1, "name": "x"}]}},
            {"q0": {"result": [{"id": "x"}]}},
        ],
    )
    def test_nonsense_is_said(self, served: Served, kinds: Kinds, nonsense: object) -> None:
        served.instead += [properly, answering(nonsense)]
        with pytest.raises(ServiceError):
            Service(served.url, client(), kinds).candidates([BODY])

    @pytest.mark.parametrize(
        "odd",
        [
            {"id": "a b>", "name": "x\ty\n", "score": "high", "match": "yes", "type": "Q1"},
            {"id": "Q1", "name": "x", "type": [{"id": 1}, "Q5", {"id": "Q1", "name": "stadsdel"}]},
        ],
    )
    def test_odd_answers_are_taken_for_what_they_hold(
        self, served: Served, kinds: Kinds, odd: dict[str, object]
    ) -> None:
        served.instead += [properly, answering({"q0": {"result": [odd]}})]
        (found,) = Service(served.url, client(), kinds).candidates([BODY])["urn:body"]
        assert " " not in found.iri
        assert "\t" not in found.label
        assert not found.matched


class TestManners:
    def test_a_passing_fault_is_tried_again_after_ever_longer_pauses(self, served: Served) -> None:
        served.instead += [answering("", 500), answering("", 503)]
        pauses = Pauses()
        assert json.loads(client(pauses).get(served.url).body) == MANIFEST
        assert pauses == [1.0, 2.0]

    def test_a_lasting_fault_ends_in_one_line(self, served: Served) -> None:
        served.instead += [answering("", 500)] * 9
        with pytest.raises(ServiceError, match="500") as caught:
            client().get(served.url)
        assert len(served.requests) == 3
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("asked", "pause"),
        [("7", 7.0), ("Wed, 02 Mar 2016 08:00:30 GMT", 30.0), ("Wed, 02 Mar 2016 07:00:00 GMT", 0.0), ("x", 1.0)],
    )
    def test_a_server_that_asks_for_a_pause_gets_it(self, served: Served, asked: str, pause: float) -> None:
        served.instead.append(answering("", 429, Retry_After=asked))
        pauses = Pauses()
        client(pauses).get(served.url)
        assert pauses == [pause]

    def test_too_long_a_pause_is_not_waited_for(self, served: Served) -> None:
        served.instead.append(answering("", 429, Retry_After="86400"))
        pauses = Pauses()
        with pytest.raises(ServiceError, match="86400 seconds"):
            client(pauses).get(served.url)
        assert pauses == []

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
    def test_a_refusal_is_not_tried_again(self, served: Served, status: int) -> None:
        served.instead += [answering("", status)] * 3
        with pytest.raises(ServiceError, match=str(status)):
            client().get(served.url)
        assert len(served.requests) == 1

    def test_answers_are_kept_with_the_moment_they_came(self, served: Served, tmp_path: Path) -> None:
        with_cache = Client(cache=Cache(tmp_path / "kept", now=on(1)))
        first, second = with_cache.get(served.url), with_cache.get(served.url)
        assert (first.kept, second.kept) == (False, True)
        assert first.fetched == second.fetched == on(1)()
        assert first.body == second.body
        assert len(served.requests) == 1
        with_cache.post(served.url, {"queries": "{}"})
        assert len(served.requests) == 2

    @pytest.mark.parametrize(
        ("day", "max_age", "asked"), [(10, 30, 1), (31, 30, 2), (30, 30, 1), (1, 0, 2), (2, 0.5, 2), (-1, 30, 2)]
    )
    def test_an_answer_is_good_for_so_many_days(
        self, served: Served, tmp_path: Path, day: int, max_age: float, asked: int
    ) -> None:
        Client(cache=Cache(tmp_path, now=on(1))).get(served.url)
        later = Client(cache=Cache(tmp_path, max_age, on(day)))
        assert later.get(served.url).fetched == on(1 if asked == 1 else day)()
        assert len(served.requests) == asked
        assert later.outdated == []

    def test_an_old_answer_stands_in_for_a_silent_server_and_that_is_said(self, served: Served, tmp_path: Path) -> None:
        first = Client(cache=Cache(tmp_path, now=on(1))).get(served.url)
        served.instead.append(answering("", 500))
        later = Client(Limits(attempts=1), Cache(tmp_path, now=on(90)))
        assert later.get(served.url).body == first.body
        (warning,) = later.outdated
        assert str(warning) == f"{served.url}: it answers 500; its answer of 2016-03-02 is used"
        assert later.get(served.url).fetched == on(90)()  # when it answers again, its answer is taken

    @pytest.mark.parametrize("fetched", ["", "today", 7, None, "99999-01-01", "0001-01-01T00:00:00+23:00"])
    def test_an_entry_without_a_moment_is_no_entry(self, served: Served, tmp_path: Path, fetched: object) -> None:
        Client(cache=Cache(tmp_path)).get(served.url)
        (file,) = tmp_path.iterdir()
        file.write_text(json.dumps(json.loads(file.read_text()) | {"fetched": fetched}), encoding="utf-8")
        assert not Client(cache=Cache(tmp_path)).get(served.url).kept

    def test_a_damaged_or_failed_answer_is_not_kept(self, served: Served, tmp_path: Path) -> None:
        kept = Client(Limits(attempts=1), Cache(tmp_path))
        served.instead.append(answering("", 500))
        with pytest.raises(ServiceError):
            kept.get(served.url)
        assert list(tmp_path.iterdir()) == []
        kept.get(served.url)
        (file,) = tmp_path.iterdir()
        file.write_text("{", encoding="utf-8")
        assert not kept.get(served.url).kept
        assert len(served.requests) == 3


class TestLimits:
    def test_a_server_that_is_down(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
            with pytest.raises(ServiceError, match="cannot be reached"):
                client().get(url)

    def test_a_server_that_says_nothing(self, served: Served) -> None:
        enough = threading.Event()

        def silent(_: BaseHTTPRequestHandler) -> bool:
            return enough.wait(30)

        served.instead += [silent] * 2
        with pytest.raises(ServiceError, match=r"no answer within 0\.2 seconds"):
            client(seconds=0.2, attempts=2).get(served.url)
        enough.set()

    def test_a_server_that_never_comes_to_an_end(self, served: Served) -> None:
        enough = threading.Event()

        def dripping(handler: BaseHTTPRequestHandler) -> bool:
            handler.send_response_only(200)
            handler.send_header("Content-Length", "1000000")
            handler.end_headers()
            while not enough.wait(0.05):
                handler.wfile.write(b" ")
            return True

        served.instead.append(dripping)
        with pytest.raises(ServiceError, match="within"):
            client(seconds=0.5, attempts=1).get(served.url)
        enough.set()

    def test_a_huge_answer(self, served: Served) -> None:
        served.instead.append(answering(b" " * 300_000))
        with pytest.raises(ServiceError, match="larger than 100000 bytes"):
            client(bytes=100_000).get(served.url)

    def test_a_connection_that_breaks(self, served: Served) -> None:
        def breaking(handler: BaseHTTPRequestHandler) -> bool:
            handler.connection.shutdown(socket.SHUT_RDWR)
            return True

        served.instead += [breaking] * 3
        with pytest.raises(ServiceError, match="broke"):
            client().get(served.url)

    @pytest.mark.parametrize(
        "url", ["file:///etc/passwd", "ftp://example.org/", "example.org", "http://", "http://[", ""]
    )
    def test_what_is_no_web_address(self, url: str) -> None:
        with pytest.raises(ServiceError, match="not an address"):
            client().get(url)

    def test_no_password_is_sent(self) -> None:
        with pytest.raises(ServiceError, match="password"):
            client().get("http://name:word@127.0.0.1/")


class TestRedirects:
    @pytest.mark.parametrize(
        "target",
        [
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://127.0.0.1:1/",
            "http://localhost:1/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://192.168.1.1/",
            "http://0.0.0.0/",
            "http://100.64.0.1/",
            "http://2130706433/",
        ],
    )
    def test_none_leads_to_a_private_address(self, served: Served, target: str) -> None:
        served.instead.append(answering("", 302, Location=target))
        with pytest.raises(ServiceError, match=r"not a public address|is not found"):
            client().get(served.url)
        assert len(served.requests) == 1

    @pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://example.org/"])
    def test_none_leads_out_of_the_web(self, served: Served, target: str) -> None:
        served.instead.append(answering("", 302, Location=target))
        with pytest.raises(ServiceError, match="not an address"):
            client().get(served.url)

    def test_the_same_server_may_send_on_to_itself(self, served: Served) -> None:
        served.instead.append(answering("", 302, Location="/reconcile/"))
        assert json.loads(client().get(served.url).body) == MANIFEST

    def test_a_post_is_kept_where_the_server_says_so(self, served: Served) -> None:
        served.instead.append(answering("", 307, Location="/elsewhere"))
        client().post(served.url, {"queries": "{}"})
        assert [(method, path) for method, path, *_ in served.requests] == [
            ("POST", "/reconcile"),
            ("POST", "/elsewhere"),
        ]

    def test_round_and_round_comes_to_an_end(self, served: Served) -> None:
        served.instead += [answering("", 302, Location="/again")] * 20
        with pytest.raises(ServiceError, match="round and round"):
            client().get(served.url)

    def test_a_public_address_is_pinned_to_what_was_checked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def resolved(*_: object, **__: object) -> list[tuple[object, ...]]:
            return [(None, None, None, "", ("192.0.43.8", 443))]

        monkeypatch.setattr(socket, "getaddrinfo", resolved)
        found = Address.of("https://example.org/x").following(Address.of("http://127.0.0.1:8000/"))
        assert (found.pinned, found.authority, found.target) == ("192.0.43.8", "example.org", "/x")
