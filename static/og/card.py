"""The card that stands for a chapter where its link is shown: its title beside its figure."""

from typing import Final

from markupsafe import escape

STYLE: Final = """
  body { margin: 0; inline-size: 1200px; block-size: 630px; box-sizing: border-box; padding: 44px; background: #fff;
    color: #111827; font-family: system-ui, "Noto Sans CJK JP", sans-serif;
    display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); gap: 24px; }
  header { display: flex; justify-content: space-between; align-items: baseline; gap: 40px;
    border-block-end: 3px solid #111827; padding-block-end: 18px; }
  h1 { margin: 0; font-size: 52px; line-height: 1.2; }
  p { margin: 0; font-size: 26px; color: #4b5768; white-space: nowrap; }
  main { display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); }
  main > svg { inline-size: 100%; block-size: 100%; }
"""


def card(svg: str, title: str, site: str, language: str) -> str:
    """Return a page of 1200 × 630 pixels."""
    return (
        f'<!doctype html><html lang="{language}"><style>{STYLE}</style>'
        f"<header><h1>{escape(title)}</h1><p>{escape(site)}</p></header><main>{svg}</main></html>"
    )
