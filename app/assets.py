"""The static tree, read once: immutable addresses under the hash of the whole tree, and text already compressed."""

import gzip
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response

TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
PACKED: Final = (".png", ".ico", ".woff2")  # compressed by their format
IMMUTABLE: Final = "public, max-age=31536000, immutable"
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)  # JSDoc imports types, which no browser fetches
IMPORT: Final = re.compile(r"""^\s*(?:import|export)\b(?:[^"';]*?\bfrom)?\s*["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    content: bytes
    compressed: bytes | None
    media_type: str


@dataclass(frozen=True)
class Assets:
    """Every file of the tree by its path inside it; a path that is not a key does not exist."""

    files: dict[str, Asset]

    @cached_property
    def hash(self) -> str:
        """Return 12 hexadecimal digits that change with any name or byte of the tree."""
        digest = sha256()
        for name in sorted(self.files):
            digest.update(name.encode() + b"\0" + sha256(self.files[name].content).digest())
        return digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """Return where a file is served; KeyError for one that is not in the tree."""
        if name not in self.files:
            raise KeyError(f"no such file in static/: {name}")
        return f"/static/{self.hash}/{name}"

    def modules(self, entry: str) -> list[str]:
        """Return the modules that `entry` imports, directly or not, nearest first and `entry` itself first of all."""
        found = [entry]
        for name in found:
            found += [module for module in dict.fromkeys(self._imports(name)) if module not in found]
        return found

    def _imports(self, name: str) -> Iterator[str]:
        source = COMMENT.sub("", self.files[name].content.decode())
        for target in IMPORT.findall(source):
            module = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            if module not in self.files:
                raise KeyError(f"no such file in static/: {module}, imported by {name}")
            yield module

    def respond(self, name: str, headers: Headers) -> Response | None:
        """Return a file, compressed for a client that takes gzip; None where there is no such file."""
        asset = self.files.get(name)
        return None if asset is None else sent(asset, headers, IMMUTABLE)


def read(root: Path) -> Assets:
    """Read the files of the tree whose type is served."""
    paths = [path for path in sorted(root.rglob("*")) if path.is_file() and path.suffix in TYPES]
    return Assets({path.relative_to(root).as_posix(): packed(path.read_bytes(), path.suffix) for path in paths})


def packed(content: bytes, suffix: str) -> Asset:
    """Return a file with its compressed form, where that is smaller."""
    compressed = None if suffix in PACKED else gzip.compress(content, 9, mtime=0)
    if compressed is not None and len(compressed) >= len(content):
        compressed = None
    return Asset(content, compressed, TYPES[suffix])


def sent(asset: Asset, headers: Headers, cache: str) -> Response:
    """Return the response of an asset with a cache rule."""
    found = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    if asset.compressed is None or not takes_gzip(headers.get("accept-encoding", "")):
        return Response(asset.content, headers=found, media_type=asset.media_type)
    return Response(asset.compressed, headers=found | {"Content-Encoding": "gzip"}, media_type=asset.media_type)


def takes_gzip(accept_encoding: str) -> bool:
    """Tell whether an Accept-Encoding header names gzip and does not forbid it."""
    for part in accept_encoding.lower().split(","):
        coding, _, parameter = part.replace(" ", "").partition(";")
        if coding == "gzip":
            return parameter not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
