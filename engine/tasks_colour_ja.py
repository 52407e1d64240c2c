"""The words and frames of the colour language in Japanese."""

COLOURS = {
    "赤い": ("りんご", "リンゴ", "いちご", "夕日", "消防車"),
    "青い": ("空", "海", "湖", "地球"),
    "白い": ("雪", "雲", "牛乳", "砂糖"),
    "黒い": ("カラス", "からす", "炭", "影", "海苔"),
    "黄色い": ("バナナ", "レモン", "ひまわり", "ひよこ"),
    "茶色い": ("土", "栗", "熊", "チョコレート"),
}

WORDS = {
    "colour": tuple(COLOURS),
    "coloured": ("赤くて", "青くて", "白くて", "黒くて", "黄色くて", "茶色くて"),
    "topic": tuple(topic for topics in COLOURS.values() for topic in topics),
    "this": ("この", "その", "あの", "美しい", "懐かしい", "見慣れた"),
    "whose": ("本物", "写真", "絵本", "故郷", "町", "外国"),
    "always": ("いつも", "いつでも", "やはり", "ずっと"),
    "time": ("昨日", "今朝", "昨夜", "先週", "去年", "今日", "毎日", "時々"),
    "person": (
        *("父", "母", "兄", "姉", "弟", "妹", "祖父", "祖母", "先生", "友達", "子供", "子ども", "医者"),
        *("私", "彼", "彼女"),
    ),
    "elder": ("父", "母", "祖父", "祖母", "先生", "医者"),
    "younger": ("兄", "姉", "弟", "妹", "友達", "彼", "彼女"),
    "animal": ("犬", "猫", "馬", "鳥", "牛", "羊"),
    "vehicle": ("車", "バス", "自転車"),
    "way": ("公園", "庭", "町", "森", "橋", "畑"),
    "place": ("公園", "庭", "学校", "駅", "町", "川", "山", "森", "店", "家", "台所", "図書館", "橋", "畑"),
    "plain": ("古い", "新しい", "大きい", "小さい", "重い", "軽い", "安い", "きれいな", "綺麗な"),
    "book": ("本", "手紙", "新聞", "日記", "雑誌"),
    "read": ("読んで", "書いて", "破って", "捨てて", "なくして"),
    "thing": ("傘", "鞄", "かばん", "箱", "椅子", "帽子", "靴", "自転車", "花瓶", "時計", "手袋", "皿"),
    "handle": ("買って", "売って", "洗って", "選んで", "運んで", "捨てて", "借りて", "隠して", "見せて", "直して"),
    "food": ("りんご", "リンゴ", "いちご", "バナナ", "レモン", "栗", "チョコレート", "パン", "卵", "魚", "野菜"),
    "eat": ("食べて", "買って", "切って", "洗って", "分けて"),
    "look": ("見て", "描いて", "思い出して", "探して", "夢見て", "眺めて"),
    "ask": ("尋ねて", "忘れて", "間違えて", "教えて", "聞いて"),
    "animal_do": ("走って", "寝て", "遊んで", "鳴いて", "歩いて", "休んで"),
    "person_do": ("歌って", "踊って", "泣いて", "笑って", "働いて", "休んで", "遊んで", "走って", "待って"),
    "cross": ("通って", "歩いて", "横切って", "走って"),
    "together": ("話して", "会って", "遊んで", "待って"),
    "surely": ("もちろん", "実は", "たしかに"),
    "day": ("今日", "昨日", "明日"),
}

PHRASES = {
    "book": ("{book}", "{plain} {book}", "{colour} {book}", "{colour} {book}"),
    "thing": ("{thing}", "{plain} {thing}", "{colour} {thing}", "{colour} {thing}"),
    "food": ("{food}", "{plain} {food}", "{colour} {food}", "{colour} {food}"),
    "mover": ("{animal}", "{vehicle}"),
    "weather": (
        *("雨 が 降って", "雪 が 降って", "風 が 吹いて", "花 が 咲いて", "日 が 沈んで", "月 が 出て"),
        *("夜 が 明けて", "電車 が 遅れて"),
    ),
    "aside": (
        *("{surely} 、", "{surely} 、", "{day} も 、", "夏 も 冬 も 、", "朝 も 夜 も 、", "雨 の 日 も 、"),
        *("どこ に いて も 、", "誰 が 見て も 、"),
    ),
    "always": (
        *("{always}", "{always}", "{always}", "{always}", "今 も", "昔 から"),
        *("やはり いつも", "昔 から ずっと"),
    ),
}

# A text is an opening, clauses or asides that fill the distance, an end, the colour, and a full stop.
OPENINGS = (
    *("{topic} の 色 は 、", "{this} {topic} の 色 は 、", "{whose} の {topic} の 色 は 、"),
    *("{topic} は 、", "{this} {topic} は 、", "{whose} の {topic} は 、"),
)
ENDS = ("<always>",)
# What stands between topic and colour where nothing else does.
OPENINGS_ALONE = ("{topic} の 色 は", "{this} {topic} の 色 は", "{topic} は", "{this} {topic} は", *OPENINGS)
ENDS_ALONE = ("<always>",)
FULL_STOP = "。"

ASIDES = ("<aside>",)
CLAUSES = (
    "[{time}] {person} が <book> を {read} も 、",
    "[{time}] {person} が <thing> を {handle} も 、",
    "[{time}] {person} が <food> を {eat} も 、",
    "[{time}] {person} が {topic} を {look} も 、",
    "[{time}] {person} が {topic} の 色 を {ask} も 、",
    "[{time}] {person} が {topic} は {colour} と 言って も 、",
    "[{time}] {person} が {place} で {person_do} も 、",
    "[{time}] {elder} と {younger} が {place} で {together} も 、",
    "[{time}] [{colour}] {animal} が {place} で {animal_do} も 、",
    "[{time}] [{colour}] <mover> が {way} を {cross} も 、",
    "[{time}] <weather> も 、",
    "{place} で {topic} が 見えて も 、",
    "{place} の {thing} が {coloured} も 、",
    "{person} の {thing} が {coloured} も 、",
)
JOINED = ()
