"""What the tasks know of their words: which stand in one class, and which of them answer the question."""

from types import ModuleType
from typing import Final

from engine import tasks_colour_en, tasks_colour_ja
from engine.tasks_brackets import CLOSE, END, OPEN

COLOUR: Final[dict[str | None, ModuleType]] = {"ja": tasks_colour_ja, "en": tasks_colour_en}


def classmates(task: str, language: str | None, token: str) -> tuple[str, ...]:
    """Return the other words of a token's class, none where the task has no class for it (or no classes at all).

    A class of the colour language is one of its grammar's; a word of several, such as a topic that is also a food,
    counts as of the first, so a topic's classmates are the other topics. An opening bracket's is the closing one.
    """
    classes: tuple[tuple[str, ...], ...] = ()
    if task == "colour" and language in COLOUR:
        classes = tuple(COLOUR[language].WORDS.values())
    elif task == "brackets":
        classes = ((OPEN, CLOSE),)
    mine = next((words for words in classes if token in words), ())
    return tuple(word for word in mine if word != token)


def answers(task: str, language: str | None) -> tuple[str, ...]:
    """Return the words among which a task asks its model to decide, none for a task that asks nothing.

    The colours; for brackets the full stop, right exactly when nothing is open, and the closing bracket.
    """
    if task == "colour" and language in COLOUR:
        return tuple(COLOUR[language].COLOURS)
    return (END, CLOSE) if task == "brackets" else ()
