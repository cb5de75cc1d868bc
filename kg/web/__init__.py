"""Asking other servers over HTTP, only ever when somebody named them: with limits, patience, and a dated cache.

`Client` asks, `Answer` is what came, `Cache` keeps answers on the disk for `MAX_AGE` days, `addresses` says where a
redirect may lead, and `clock` when an answer came.
"""

from kg.web.cache import MAX_AGE, Answer, Cache
from kg.web.client import Client, Limits

__all__ = ["MAX_AGE", "Answer", "Cache", "Client", "Limits"]
