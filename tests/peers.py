"""Other servers for the tests, on the loopback address: small SPARQL ones, one that misbehaves, Virtuoso, Apache."""

import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from conftest import missing

Reply = tuple[int, str, bytes]
RESULTS = "application/sparql-results+json"


class Peer:
    """A server that answers each query by a function of the query; ``queries`` holds those that came."""

    def __init__(self, answer: Callable[[str], Reply]) -> None:
        self.queries: list[str] = []
        self.agents: list[str] = []
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                peer.queries.append(form["query"][0])
                peer.agents.append(self.headers["User-Agent"])
                status, kind, body = answer(form["query"][0])
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/sparql"

    def __enter__(self) -> "Peer":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()


def of_turtle(turtle: str) -> Peer:
    """A peer that answers out of some Turtle."""
    store = ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)

    def answer(query: str) -> Reply:
        found = store.query(query)
        assert isinstance(found, ox.QuerySolutions)
        return 200, RESULTS, found.serialize(format=ox.QueryResultsFormat.JSON) or b""

    return Peer(answer)


@contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes a question and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql"


VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 2000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
"""


@contextmanager
def virtuoso(request: pytest.FixtureRequest, folder: Path, triples: str) -> Iterator[str]:
    """A Virtuoso 7 with these triples; without one the test is skipped, or fails if the run is told to require it."""
    program, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if program is None or client is None:
        missing(request, "there is no Virtuoso: install virtuoso-opensource-7-bin")
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http))
    url = f"http://127.0.0.1:{http}/sparql"
    with subprocess.Popen(
        [program, "+foreground", "+configfile", "virtuoso.ini"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_for(url)
            statement = f"SPARQL INSERT DATA INTO <http://e/peer> {{ {triples} }};\n"
            subprocess.run(
                [client, f"127.0.0.1:{sql}", "dba", "dba"], input=statement, text=True, check=True, capture_output=True
            )
            yield url
        finally:
            server.kill()


APACHE = """\
ServerRoot {place}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {place}/pid
ErrorLog {place}/log
Mutex file:{place} default
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule rewrite_module {modules}/mod_rewrite.so
LoadModule alias_module {modules}/mod_alias.so
TypesConfig /dev/null
AddType text/html .html
DocumentRoot {place}
DirectoryIndex index.html
Alias /samverkan {folder}
Alias /w3id/samverkan {folder}/w3id
<Directory {folder}>
AllowOverride FileInfo Indexes Options
Require all granted
</Directory>
"""


@contextmanager
def apache(request: pytest.FixtureRequest, folder: Path, place: Path) -> Iterator[str]:
    """The folder behind Apache at /samverkan/, its w3id folder at /w3id/samverkan/; without one the test is skipped."""
    program, modules = shutil.which("apache2"), Path("/usr/lib/apache2/modules")
    if program is None or not modules.is_dir():
        missing(request, "there is no Apache: install apache2-bin")
    port = _free_port()
    (place / "httpd.conf").write_text(APACHE.format(place=place, port=port, modules=modules, folder=folder))
    with subprocess.Popen([program, "-X", "-f", place / "httpd.conf"], stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/samverkan/")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait_for(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"no answer from {url} within a minute")
