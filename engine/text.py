"""A reader's text to the tokens of a vocabulary, each with the place it was read from.

Matching is done on *forms*: text under Unicode's NFKC, so that full-width and half-width spellings meet, with invisible
format characters dropped and typographic apostrophes made plain. Offsets always count code points of the text as sent.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.errors import FormatError, UnknownName

ZERO_WIDTH_JOINER = "\u200d"
APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'"})


@dataclass(frozen=True)
class Vocabulary:
    """Hold a model's tokens in the order of their ids; `unknown` is the text of the token fed for all others.

    A repeated token, an empty one, or an `unknown` that is no token is a FormatError.
    """

    tokens: tuple[str, ...]
    unknown: str

    def __post_init__(self) -> None:
        if len(set(self.tokens)) != len(self.tokens) or "" in self.tokens:
            raise FormatError("vocabulary: expected distinct tokens of at least one character each")
        if self.unknown not in self.tokens:
            raise FormatError(f"unknown: expected one of the vocabulary's tokens, got {self.unknown!r}")

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def ids(self) -> dict[str, int]:
        """Map every token's text to its id."""
        return {token: id_ for id_, token in enumerate(self.tokens)}

    @cached_property
    def unknown_id(self) -> int:
        """Return the id of the unknown token."""
        return self.ids[self.unknown]

    @cached_property
    def longest(self) -> int:
        """Return the length of the longest form that a text can match."""
        return max(map(len, self._ids_by_form), default=0)

    def find(self, form: str, exact: str | None = None) -> int | None:
        """Find the id of a form, or of the exact spelling where the vocabulary tells the two apart; None if neither."""
        if exact is not None and exact != self.unknown and exact in self.ids:
            return self.ids[exact]
        return self._ids_by_form.get(form)

    @cached_property
    def _ids_by_form(self) -> dict[str, int]:
        ids: dict[str, int] = {}
        for id_, token in enumerate(self.tokens):
            if token != self.unknown:  # a reader who types the unknown token's name has typed an unknown word
                ids.setdefault(form_of(token), id_)
        return ids


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text: the text as sent, the id that is fed, and its place, `until` exclusive."""

    text: str
    id: int
    known: bool
    from_: int
    until: int


@dataclass(frozen=True, slots=True)
class Piece:
    """The least that is ever cut off a text: one character as a reader sees it, with its form."""

    form: str
    from_: int
    until: int


Span = tuple[Sequence[Piece], int | None]  # the pieces of one token and its id, None where it is unknown


def tokenise(text: str, vocabulary: Vocabulary, unit_of_text: str, language: str | None) -> tuple[Token, ...]:
    """Cut a text into tokens of the vocabulary; what it does not hold is kept, marked, and given the unknown id.

    `unit_of_text` is "character" (every visible character and every space is a token) or "word" (spaces separate), and
    `language` says how words are found: "ja" by longest match, "en" by letters, case-folded.
    """
    if unit_of_text == "character":
        spans = _characters(text, vocabulary)
    elif unit_of_text != "word":
        raise UnknownName(f'unit_of_text: expected "word" or "character", got {unit_of_text!r}')
    elif language == "ja":
        spans = _longest_matches(pieces_of(text), vocabulary)
    elif language == "en":
        spans = _words(pieces_of(text), vocabulary)
    else:
        raise UnknownName(f'language: expected "ja" or "en" for a model of words, got {language!r}')
    return tuple(_token(text, span, id_, vocabulary) for span, id_ in spans)


def form_of(text: str) -> str:
    """Return the spelling under which texts are matched: NFKC, without format characters and variation selectors."""
    normal = unicodedata.normalize("NFKC", text).translate(APOSTROPHES).replace("\r\n", "\n")
    return normal if normal.isascii() else "".join(filter(_is_visible, normal))


def pieces_of(text: str) -> list[Piece]:
    """Cut a text into characters as a reader sees them; those that nobody sees (a lone zero-width space) are left out.

    A combining mark, half-width voicing mark or emoji modifier stays with what it modifies, so か + ゛ is one piece, as
    is a family of emoji. Follows the extended grapheme clusters of UAX #29 where the vocabularies can tell.
    """
    pieces, start = [], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _joins(text[start:at], text[at]):
            pieces.append(Piece(form_of(text[start:at]), start, at))
            start = at
    return [piece for piece in pieces if piece.form]


def _is_visible(character: str) -> bool:
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return not selector and unicodedata.category(character) != "Cf"


def _joins(piece: str, character: str) -> bool:
    """Tell whether a character belongs to the piece that ends just before it."""
    if piece[-1].isspace() or (piece[-1].isascii() and character.isascii()):
        return piece == "\r" and character == "\n"
    if unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") or piece[-1] == ZERO_WIDTH_JOINER:
        return True
    if _is_regional(character):  # two regional indicators make a flag
        return len(piece) == 1 and _is_regional(piece)
    # Half-width voicing marks and Hangul vowels and finals compose with what stands before them; the rest is skin.
    first = unicodedata.normalize("NFKC", character)[0]
    return first in "\u3099\u309a" or "\u1160" <= first <= "\u11ff" or "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _token(text: str, span: Sequence[Piece], id_: int | None, vocabulary: Vocabulary) -> Token:
    from_, until = span[0].from_, span[-1].until
    return Token(text[from_:until], vocabulary.unknown_id if id_ is None else id_, id_ is not None, from_, until)


def _characters(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    for piece in pieces_of(text):
        yield [piece], vocabulary.find(piece.form, exact=text[piece.from_ : piece.until])


def _longest_matches(pieces: list[Piece], vocabulary: Vocabulary) -> Iterator[Span]:
    """Take the longest token that fits at each place; what fits nowhere is kept in runs of one script."""
    at, scripts = 0, _scripts(pieces)
    while at < len(pieces):
        count, id_ = _longest_at(pieces, at, vocabulary)
        until = at + count
        if id_ is None:
            while (
                until < len(pieces)
                and scripts[until] == scripts[until - 1] != "none"
                and _longest_at(pieces, until, vocabulary)[1] is None
            ):
                until += 1
        if not pieces[at].form.isspace():
            yield pieces[at:until], id_
        at = until


def _longest_at(pieces: list[Piece], at: int, vocabulary: Vocabulary) -> tuple[int, int | None]:
    """Return how many pieces the longest token at this place takes, and its id; one piece and None where none fits."""
    form = ""
    best: tuple[int, int | None] = (1, None)
    for count, piece in enumerate(pieces[at : at + vocabulary.longest], start=1):
        form += piece.form
        id_ = vocabulary.find(form)
        best = best if id_ is None else (count, id_)
    return best


def _scripts(pieces: list[Piece]) -> list[str]:
    """Return the script of every piece; a long vowel mark has that of the kana that it lengthens."""
    found: list[str] = []
    for piece in pieces:
        lengthens = piece.form[0] == "ー" and bool(found) and found[-1] == "hiragana"
        found.append("hiragana" if lengthens else _script(piece.form[0]))
    return found


def _script(character: str) -> str:
    if "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character in "々〆":
        return "kanji"
    if "\u3041" <= character <= "\u30ff":
        return "hiragana" if character <= "\u309f" else "katakana"
    return "letters" if character.isalnum() else "none"


def _words(pieces: list[Piece], vocabulary: Vocabulary) -> Iterator[Span]:
    """Take runs of letters and digits, with apostrophes inside them, as words; anything else stands alone."""
    at = 0
    while at < len(pieces):
        until = at + 1
        while until < len(pieces) and _inside_word(pieces, until):
            until += 1
        if not pieces[at].form.isspace():
            yield from _possessive(pieces[at:until], vocabulary)
        at = until


def _inside_word(pieces: list[Piece], at: int) -> bool:
    def is_letter(place: int) -> bool:
        return 0 <= place < len(pieces) and pieces[place].form[0].isalnum()

    if pieces[at].form == "'":
        return is_letter(at - 1) and is_letter(at + 1)
    return is_letter(at) and (is_letter(at - 1) or (pieces[at - 1].form == "'" and is_letter(at - 2)))


def _possessive(word: list[Piece], vocabulary: Vocabulary) -> Iterator[Span]:
    """Split off a possessive 's, which is a word of its own to a model of English."""
    form = "".join(piece.form for piece in word).casefold()
    if form.endswith("'s") and len(word) > 2:
        yield word[:-2], vocabulary.find(form[:-2])
        yield word[-2:], vocabulary.find("'s")
    else:
        yield word, vocabulary.find(form)
