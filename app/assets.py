"""The static tree, read once: immutable addresses under the hash of the whole tree, and text already compressed."""

import gzip
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response

from app import negotiation

TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
COMPRESSIBLE: Final = ("text/", "application/json", "image/svg+xml")
IMMUTABLE: Final = "public, max-age=31536000, immutable"
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)  # JSDoc imports types, which no browser fetches
# What only a reader of the repository needs: JSDoc and lines of comment in modules, comments in style sheets.
UNSENT: Final = {
    ".js": re.compile(
        rb"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*$|/\*\* @(?:(?!\*/).)*\*/ ?|^[ \t]*//[^\n]*$", re.DOTALL | re.MULTILINE
    ),
    ".css": re.compile(rb"/\*(?:(?!\*/).)*\*/", re.DOTALL),
}
IMPORT: Final = re.compile(r"""^\s*(?:import|export)\b(?:[^"';]*?\bfrom)?\s*["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    content: bytes
    compressed: bytes | None
    media_type: str
    tag: str


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

    def joined(self, sheets: Mapping[str, Sequence[str]]) -> "Assets":
        """Return the tree with more style sheets, each joined of those of css/ it names; KeyError for one not there."""
        more = {
            name: packed(b"".join(self.files[f"css/{part}.css"].content for part in parts), TYPES[".css"])
            for name, parts in sheets.items()
        }
        return Assets({**self.files, **more})

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
    return Assets({path.relative_to(root).as_posix(): packed(_served(path), TYPES[path.suffix]) for path in paths})


def _served(path: Path) -> bytes:
    """Return a file as it is sent: of our own modules and style sheets, comments stay behind, 26 % when compressed.

    Lines keep their numbers, so that a message of the browser names a line of the repository.
    """
    content = path.read_bytes()
    if path.suffix not in UNSENT or path.parent.name == "vendor":
        return content
    return UNSENT[path.suffix].sub(lambda comment: b"\n" * comment[0].count(b"\n"), content)


def packed(content: bytes, media_type: str) -> Asset:
    """Return a body with its compressed form, where that is smaller, and a tag that its bytes alone decide."""
    compressed = gzip.compress(content, 9, mtime=0) if media_type.startswith(COMPRESSIBLE) else content
    smaller = compressed if len(compressed) < len(content) else None
    return Asset(content, smaller, media_type, sha256(content).hexdigest()[:32])


def sent(asset: Asset, headers: Headers, cache: str) -> Response:
    """Return an asset with a cache rule, compressed for a client that takes gzip; 304 for one that has it."""
    zipped = asset.compressed is not None and negotiation.weigh(headers.get("accept-encoding", ""), "gzip") > 0
    tag = f'"{asset.tag}-gzip"' if zipped else f'"{asset.tag}"'
    found = {"ETag": tag, "Cache-Control": cache, "Vary": "Accept-Encoding"}
    if negotiation.has(headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=found)
    if zipped:
        return Response(asset.compressed, headers=found | {"Content-Encoding": "gzip"}, media_type=asset.media_type)
    return Response(asset.content, headers=found, media_type=asset.media_type)
