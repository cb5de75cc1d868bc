"""Where a request may go: a user may name any server, but a server may not send the request on to a private address."""

import socket
from dataclasses import dataclass
from ipaddress import ip_address

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from kg.errors import ServiceError

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Address:
    """A web address taken apart; `pinned` is the IP address to connect to, where it was checked."""

    url: str
    scheme: str
    host: str
    port: int
    target: str
    pinned: str | None = None

    @classmethod
    def of(cls, url: str) -> "Address":
        """Raises ServiceError for anything but http and https with a host."""
        try:
            parsed: Url = parse_url(url)
        except LocationParseError as error:
            raise _not_an_address(url) from error
        if parsed.scheme not in _PORTS or not parsed.host:
            raise _not_an_address(url)
        if parsed.auth:
            raise ServiceError("the address holds a password", hint="leave it out", place=f"{parsed.host}")
        return cls(
            parsed._replace(fragment=None).url,
            parsed.scheme,
            parsed.host.strip("[]"),
            parsed.port or _PORTS[parsed.scheme],
            parsed.request_uri,
        )

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def following(self, asked: "Address") -> "Address":
        """The address that a redirect may be followed to, checked and pinned; raises ServiceError for a private one.

        The same host and port as `asked`, the server that the user named, is allowed whatever its address.
        """
        if (self.host, self.port) == (asked.host, asked.port):
            return self
        found = _resolved(self)
        if not found or not all(_is_public(each) for each in found):
            raise ServiceError(
                f"it redirects to {self.host}, which is not a public address",
                hint="name that server itself if you trust it",
                place=asked.url,
            )
        return Address(self.url, self.scheme, self.host, self.port, self.target, pinned=found[0])


def _resolved(address: Address) -> list[str]:
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ServiceError(f"{address.host} is not found", place=address.url) from error
    return [str(each[4][0]) for each in found]


def _is_public(ip: str) -> bool:
    address = ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast


def _not_an_address(url: str) -> ServiceError:
    return ServiceError(
        "this is not an address that can be asked", hint="it must begin with http:// or https://", place=url
    )
