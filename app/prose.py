"""Prose of the words files to HTML: a little Markdown, whose links may have schemes of our own.

`scene:` sets the figure, `term:` explains a word of the glossary, `ruby:` gives the reading of a word, `question:` and
`chapter:` lead to another place of the site.
"""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup, escape

SCHEMES: Final = ("scene", "term", "ruby", "question", "chapter")
Glossary = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Writer:
    """What prose is written with: the values of its placeholders, the glossary, and the language of its links."""

    facts: Mapping[str, str]
    glossary: Glossary
    language: str

    def inline(self, text: str) -> Markup:
        """Return one paragraph as HTML; KeyError for a placeholder, a term or a scheme that does not exist."""
        return Markup(MARKDOWN.renderInline(text.format_map(self.facts), {"writer": self}))

    def plain(self, text: str) -> str:
        """Return a text without markup, its placeholders filled."""
        tokens = MARKDOWN.parseInline(text.format_map(self.facts))
        return "".join(child.content for token in tokens for child in token.children or ())


def _open(
    renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    writer: Writer = env["writer"]
    scheme, _, target = str(tokens[at].attrGet("href")).partition(":")
    target = unquote(target)
    before, after = _AROUND[scheme](writer, target)
    env.setdefault("open", []).append(after)
    return before


def _close(
    renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    closing: str = env["open"].pop()
    return closing


def _scene(writer: Writer, target: str) -> tuple[str, str]:
    address = f"/{writer.language}/lab#v=1&amp;scene={escape(target)}"
    return f'<a class="scene" href="{address}" data-scene="{escape(target)}">', "</a>"


def _term(writer: Writer, target: str) -> tuple[str, str]:
    entry = writer.glossary[target]
    return f'<span class="term" tabindex="0" aria-description="{escape(entry["definition"])}">', "</span>"


def _ruby(_: Writer, target: str) -> tuple[str, str]:
    return "<ruby>", f"<rp>（</rp><rt>{escape(target)}</rt><rp>）</rp></ruby>"


def _question(writer: Writer, target: str) -> tuple[str, str]:
    return f'<a class="question-link" href="/{writer.language}/questions#{escape(target)}">', "</a>"


def _chapter(writer: Writer, target: str) -> tuple[str, str]:
    return f'<a href="/{writer.language}/{escape(target)}#{escape(target)}" data-to="{escape(target)}">', "</a>"


_AROUND: Final = {"scene": _scene, "term": _term, "ruby": _ruby, "question": _question, "chapter": _chapter}


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("zero").enable(["emphasis", "link"])
    markdown.validateLink = lambda url: url.partition(":")[0] in SCHEMES  # type: ignore[method-assign]
    markdown.add_render_rule("link_open", _open)
    markdown.add_render_rule("link_close", _close)
    return markdown


MARKDOWN: Final = _markdown()
