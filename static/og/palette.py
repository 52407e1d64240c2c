"""Pixels as a small PNG: the most frequent 256 colours, and every other one as the nearest of them."""

import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

COLOURS = 256


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Return pixels of shape (height, width, 3) as a PNG with a palette."""
    height, width, _ = pixels.shape
    colours, inverse, count = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-count, kind="stable")[:COLOURS]]
    nearest = np.array([_nearest(palette, colour) for colour in colours.astype(int)], np.uint8)
    rows = nearest[inverse.reshape(-1)].reshape(height, width)
    unfiltered = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.tobytes()),
            _chunk(b"IDAT", zlib.compress(unfiltered.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _nearest(palette: NDArray[np.uint8], colour: NDArray[Any]) -> int:
    return int(((palette.astype(int) - colour) ** 2).sum(axis=1).argmin())


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
