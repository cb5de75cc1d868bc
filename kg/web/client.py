"""A client with manners: it says who it is, waits when it is asked to, and gives up in the end with one clear line."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import NoReturn
from urllib.parse import urlencode, urljoin

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from kg.assets import version
from kg.errors import ServiceError
from kg.web import clock
from kg.web.addresses import Address
from kg.web.cache import Answer, Cache

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({429, 500, 502, 503, 504})  # may go better next time
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Limits:
    """How far the client's patience goes: `seconds` for one answer, `attempts` at the same request, `bytes` of one
    answer, `redirects` in a row, `wait` as the longest pause in seconds that a server may ask for."""

    seconds: float = 20.0
    attempts: int = 3
    bytes: int = 10_000_000
    redirects: int = 5
    wait: float = 60.0


class Client:
    """Asks servers that the user named. A context manager is not needed: no connection outlives its answer.

    `outdated` tells of each answer that was used though it is too old, since its server did not give a new one.
    `sleep` is called with seconds, so that a test need not wait.
    """

    def __init__(
        self, limits: Limits | None = None, cache: Cache | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._limits = limits or Limits()
        self._cache = cache
        self._sleep = sleep
        self.outdated: list[ServiceError] = []

    def get(self, url: str, accept: str = "application/json") -> Answer:
        """The answer to GET. Raises ServiceError, on one line, for whatever goes wrong."""
        return self._answer(url, "", accept)

    def post(self, url: str, form: Mapping[str, str], accept: str = "application/json") -> Answer:
        """The answer to a POST of a form, which must be a mere question: it may be sent twice. Raises ServiceError."""
        return self._answer(url, urlencode(sorted(form.items())), accept)

    def _answer(self, url: str, form: str, accept: str) -> Answer:
        key = f"{form}\n{accept}"
        kept = self._cache.get(url, key) if self._cache else None
        if self._cache and kept and self._cache.is_good(kept):
            return kept
        try:
            answer = self._tried(Address.of(url), form, accept)
        except ServiceError as error:
            if kept is None:
                raise
            day = kept.fetched.date().isoformat()
            self.outdated.append(ServiceError(f"{error.message}; its answer of {day} is used", place=error.place))
            return kept
        if self._cache:
            self._cache.put(url, key, answer)
        return answer

    def _tried(self, address: Address, form: str, accept: str) -> Answer:
        """The answer of one of several attempts, each after a longer pause."""
        for attempt in range(1, self._limits.attempts + 1):
            try:
                return self._followed(address, form, accept)
            except _Passing as trouble:
                if attempt == self._limits.attempts:
                    raise ServiceError(str(trouble), hint="try again later", place=address.url) from trouble
                self._sleep(self._pause(trouble, attempt, address))
        raise AssertionError

    def _pause(self, trouble: "_Passing", attempt: int, address: Address) -> float:
        pause = trouble.wait if trouble.wait is not None else 2.0 ** (attempt - 1)
        if pause > self._limits.wait:
            raise ServiceError(f"{trouble} and asks for a pause of {pause:.0f} seconds", place=address.url) from trouble
        return pause

    def _followed(self, address: Address, form: str, accept: str) -> Answer:
        """The answer behind any redirects, none of which leads to a private address."""
        asked, deadline = address, time.monotonic() + self._limits.seconds
        for _ in range(self._limits.redirects + 1):
            response = self._sent(address, form, accept, deadline)
            try:
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or not location:
                    return self._read(response, asked, deadline)
            finally:
                response.close()
            if response.status in {301, 302, 303}:
                form = ""
            try:
                target = urljoin(address.url, location)
            except ValueError as error:
                raise ServiceError("it redirects to what is no address", place=asked.url) from error
            address = Address.of(target).following(asked)
        raise ServiceError("it redirects round and round", place=asked.url)

    def _sent(self, address: Address, form: str, accept: str, deadline: float) -> BaseHTTPResponse:
        headers = {"User-Agent": f"samverkan/{version()} (+https://w3id.org/samverkan/)", "Accept": accept}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
        if address.pinned:
            headers["Host"] = address.authority
        left = max(0.001, deadline - time.monotonic())
        try:
            return _pool(address).urlopen(
                "POST" if form else "GET",
                address.target,
                body=form.encode() if form else None,
                headers=headers,
                retries=False,
                redirect=False,
                preload_content=False,
                timeout=Timeout(total=left),
            )
        except (HTTPError, OSError) as error:
            self._refuse(error, address)

    def _read(self, response: BaseHTTPResponse, address: Address, deadline: float) -> Answer:
        if response.status in _PASSING:
            raise _Passing(f"it answers {response.status}", _asked_pause(response))
        if response.status != 200:
            raise ServiceError(f"it answers {response.status} {response.reason or ''}".strip(), place=address.url)
        body = bytearray()
        try:
            while chunk := response.read1(_CHUNK):
                body += chunk
                if len(body) > self._limits.bytes:
                    raise ServiceError(f"its answer is larger than {self._limits.bytes} bytes", place=address.url)
                if time.monotonic() > deadline:
                    raise _Passing(f"no whole answer within {self._limits.seconds:g} seconds")
        except (HTTPError, OSError) as error:
            self._refuse(error, address)
        return Answer(address.url, bytes(body), self._cache.now() if self._cache else clock.now())

    def _refuse(self, error: Exception, address: Address) -> NoReturn:
        """The transport's own trouble in words; what may pass by itself is tried again."""
        if isinstance(error, SSLError):
            raise ServiceError("its certificate cannot be trusted", place=address.url) from error
        if isinstance(error, NameResolutionError):
            raise ServiceError(
                f"{address.host} is not found", hint="is it spelled right?", place=address.url
            ) from error
        if isinstance(error, NewConnectionError):
            raise _Passing("it cannot be reached") from error
        if isinstance(error, ReadTimeoutError | ConnectTimeoutError | TimeoutError):
            raise _Passing(f"no answer within {self._limits.seconds:g} seconds") from error
        raise _Passing(f"the connection broke: {type(error).__name__}") from error


class _Passing(Exception):  # noqa: N818
    """Trouble that may pass; `wait` is the pause that the server asked for."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def _pool(address: Address) -> HTTPConnectionPool:
    host = address.pinned or address.host
    if address.scheme == "http":
        return HTTPConnectionPool(host, address.port)
    if address.pinned:
        return HTTPSConnectionPool(host, address.port, server_hostname=address.host, assert_hostname=address.host)
    return HTTPSConnectionPool(host, address.port)


def _asked_pause(response: BaseHTTPResponse) -> float | None:
    """Retry-After in seconds: a number, or a date counted from the answer's own date."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        now = parsedate_to_datetime(response.headers.get("Date", ""))
        return max(0.0, (parsedate_to_datetime(asked) - now).total_seconds())
    except (TypeError, ValueError):
        return None
