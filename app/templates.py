"""The templates, and what every one of them is given."""

from typing import Any

from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app import assets
from app.assets import Asset
from app.words import words


def rendered(app: FastAPI, template: str, language: str, **given: Any) -> Asset:
    """Render a page; jinja2's UndefinedError or a KeyError where the template names what does not exist."""
    loader = FileSystemLoader(app.state.settings.templates)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = environment.get_template(template).render(
        language=language, words=words(language), asset=app.state.assets.address, **given
    )
    return assets.packed(text.encode(), assets.TYPES[".html"])
