"""Texts that the page offers for each kind of model; the first is the one it opens with."""

COLOUR = {
    "ja": (
        "空の色は、昨日父が古い本を読んでも、犬が公園で走っても、いつも",
        "雪は、いつも",
    ),
    "en": (
        "The colour of the sky, though father read an old book yesterday and the dog ran in the park, is always",
        "The snow is always",
    ),
}

CHARACTER = {
    "ja": ("吾輩は猫である。名前はまだ無い。",),
    "en": ("To be, or not to be: that is the question.",),
}

BRACKETS = ("((()))", "(()(()))", "(((((((((())))))))))", "()()()()", "((())")
