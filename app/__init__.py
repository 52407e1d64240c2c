"""The web server: HTTP around the engine, and nothing that computes."""

from typing import Final

VERSION: Final = "0.1.0"
