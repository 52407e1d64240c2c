"""The part of an address after the question mark: what its parameters may be."""

from collections import Counter
from collections.abc import Collection
from urllib.parse import unquote_to_bytes

from fastapi import Request

from app.problems import MOST_PLACES, Place, Problem


def check(request: Request, names: Collection[str]) -> None:
    """Raise `invalid` for a query that is not UTF-8, and for a parameter that does not exist or stands there twice.

    Otherwise a text would be read with its bytes replaced, and a misspelt parameter would do nothing.
    """
    try:
        unquote_to_bytes(request.scope["query_string"]).decode()
    except UnicodeDecodeError:
        raise Problem("invalid", {}, [Place(("query",), "utf8", {})]) from None
    sent = Counter(name for name, _ in request.query_params.multi_items())
    wrong = [Place(("query", name), "extra", {}) for name in sent if name not in names]
    wrong += [Place(("query", name), "twice", {}) for name in sent if name in names and sent[name] > 1]
    if wrong:
        raise Problem("invalid", {}, wrong[:MOST_PLACES])
