"""Asking other servers over HTTP, only ever when somebody named them: with limits, patience, and a dated cache.

`Client` asks, `Answer` is what came, `Cache` keeps answers on the disk, and `addresses` says where a redirect may lead.
"""

from kg.web.cache import Answer, Cache
from kg.web.client import Client, Limits

__all__ = ["Answer", "Cache", "Client", "Limits"]
