"""The canonical form of RDF and its hash: the same for the same statements, however they were written or ordered.

RDFC-1.0, https://www.w3.org/TR/rdf-canon/: blank nodes get names by what is said of them, and the lines of N-Quads
are sorted by code points; the hash is SHA-256 of that text.
"""

from collections.abc import Iterable
from hashlib import sha256

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, serialize


def canonical(statements: Iterable[Quad | Triple]) -> bytes:
    """Canonical N-Quads."""
    quads = [Quad(*each) if isinstance(each, Triple) else each for each in statements]
    if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object, quad.graph_name)):
        dataset = Dataset(quads)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        quads = list(dataset)
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").split(b"\n")[:-1]
    return b"".join(line + b"\n" for line in sorted(set(lines)))


def canonical_hash(statements: Iterable[Quad | Triple]) -> str:
    """SHA-256 of the canonical form, 64 hex digits."""
    return sha256(canonical(statements)).hexdigest()
