"""Texts that the page offers for each kind of model; the first is the one it opens with."""

COLOUR = {
    "ja": (
        "空の色は、昨日父が古い本を読んでも、犬が公園で走っても、いつも",
        "雪は、いつも",
        "カラスは、妹が赤いりんごを食べても、白い猫が庭で寝ても、雨が降っても、やはり",
        "バナナの色は、母が空は青いと言っても、庭で雪が見えても、昔から",
        "このりんごは、夜が明けても、ずっと",
    ),
    "en": (
        "The colour of the sky, though father read an old book yesterday and the dog ran in the park, is always",
        "The snow is always",
        "The crow, though my sister ate a red apple and the white cat slept in the garden, even if it rained, remains",
        "The colour of the banana, although mother said that the sky was blue and everyone saw the snow, was always",
        "The wild strawberry, by day and by night, is still",
    ),
}

CHARACTER = {
    "ja": (
        "吾輩は猫である。名前はまだ無い。",
        "山路を登りながら、こう考えた。",
        "先生、あなたはどこへ行くのですか。",
        "明日は友達とカレーを食べに行く。",
    ),
    "en": (
        "To be, or not to be: that is the question.",
        "My kingdom for a horse!",
        "Good morrow, cousin; what news from the king?",
        "Tomorrow my friends and I will order a pizza.",
    ),
}

BRACKETS = ("((()))", "(()(()))", "(((((((((())))))))))", "()()()()", "((())")
