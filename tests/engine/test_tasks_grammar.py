import pytest

from engine.tasks_grammar import Grammar, Shape, expand, realise

WORDS = {"who": ("I", "you"), "what": ("tea",)}
PHRASES = {"does": ("drink {what}", "sleep")}


def grammar(*shapes: tuple[str, int]) -> Grammar:
    return Grammar(tuple(Shape(kind, tuple(f"{kind}{length}" for _ in range(length)), 1.0) for kind, length in shapes))


def test_a_frame_expands_to_every_way_to_read_it():
    assert expand("[oh] {who} <does>", WORDS, PHRASES) == [
        [("I", "you"), "drink", ("tea",)],
        [("I", "you"), "sleep"],
        ["oh", ("I", "you"), "drink", ("tea",)],
        ["oh", ("I", "you"), "sleep"],
    ]


def test_a_draw_picks_the_word_of_a_class_by_its_share():
    parts = [("I", "you"), "sleep"]
    assert [realise(parts, iter([draw])) for draw in (0.0, 0.49, 0.5, 0.99)] == [
        ["I", "sleep"],
        ["I", "sleep"],
        ["you", "sleep"],
        ["you", "sleep"],
    ]


@pytest.mark.parametrize("length", [3, 4, 6, 7, 8, 50])
def test_a_length_that_can_be_filled_is_filled_exactly(length):
    shapes = grammar(("clause", 3), ("clause", 4))
    for start in range(20):
        draws = iter([(start * 0.05 + k * 0.37) % 1 for k in range(4 * length)])
        assert len(shapes.fill(length, draws)) == length


def test_a_length_out_of_reach_is_known_without_trying():
    shapes = grammar(("clause", 3), ("clause", 4))
    assert [length for length in range(-1, 12) if not shapes.can_fill(length)] == [-1, 1, 2, 5]


def test_two_asides_never_stand_in_a_row():
    assert not grammar(("aside", 2)).can_fill(4)
    shapes = grammar(("aside", 2), ("clause", 3))
    words = shapes.fill(10, iter([0.0] * 40))
    assert words == ["aside2"] * 2 + ["clause3"] * 3 + ["aside2"] * 2 + ["clause3"] * 3


def test_a_joined_clause_needs_a_clause_before_it():
    assert not grammar(("joined", 3)).can_fill(3)
    assert grammar(("clause", 2), ("joined", 3)).can_fill(5)
    assert not grammar(("clause", 2), ("joined", 3)).can_fill(3)
