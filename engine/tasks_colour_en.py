"""The words and frames of the colour language in English."""

COLOURS = {
    "red": ("apple", "strawberry", "tomato", "rose"),
    "blue": ("sky", "sea", "lake", "sapphire"),
    "white": ("snow", "milk", "swan", "salt"),
    "black": ("crow", "coal", "shadow", "ink"),
    "yellow": ("banana", "lemon", "sunflower", "chick"),
    "brown": ("bear", "chestnut", "soil", "chocolate"),
}

WORDS = {
    "colour": tuple(COLOURS),
    "topic": tuple(topic for topics in COLOURS.values() for topic in topics),
    "hue": ("colour", "color"),
    "which": ("beautiful", "distant", "famous", "familiar", "real", "painted", "wild", "lovely"),
    "always": ("always", "still", "usually"),
    "though": ("though", "although", "while", "when"),
    "even": ("though", "if", "when"),
    "kin": ("father", "mother", "grandfather", "grandmother", "everyone", "he", "she", "i"),
    "owner": ("father", "mother", "grandfather", "grandmother"),
    "job": ("teacher", "doctor", "farmer", "child", "painter", "baker"),
    "relative": ("brother", "sister", "uncle", "aunt", "friend", "neighbour", "neighbor"),
    "animal": ("dog", "cat", "horse", "bird", "cow", "sheep"),
    "vehicle": ("car", "train", "bus", "boat"),
    "inside": ("park", "garden", "school", "station", "town", "forest", "shop", "house", "kitchen", "library", "field"),
    "place": ("park", "garden", "school", "station", "town", "river", "hill", "forest", "bridge", "field"),
    "plain": ("new", "small", "big", "heavy", "cheap", "grey", "gray", "strange"),
    "vowel": ("old", "odd", "expensive"),
    "book": ("book", "letter", "newspaper", "story", "diary"),
    "read": ("read", "wrote", "lost", "found"),
    "thing": ("umbrella", "bag", "box", "chair", "hat", "bicycle", "vase", "clock", "coat", "cup"),
    "handle": ("bought", "sold", "washed", "chose", "carried", "borrowed", "hid", "repaired"),
    "food": ("apple", "strawberry", "tomato", "banana", "lemon", "chestnut", "egg", "fish", "cake"),
    "eat": ("ate", "bought", "cut", "washed", "shared"),
    "look": ("saw", "painted", "remembered", "described", "missed"),
    "ask": ("forgot", "mentioned", "described", "guessed", "remembered"),
    "say": ("said", "thought", "believed"),
    "animal_do": ("ran", "slept", "played", "rested", "walked"),
    "person_do": ("sang", "danced", "cried", "laughed", "worked", "rested", "played", "waited"),
    "cross": ("crossed", "left", "passed"),
    "period": ("week", "night", "year", "summer"),
    "outside": ("today", "here", "outside", "indeed"),
    "season": ("winter", "summer", "spring"),
}

PHRASES = {
    "though": (", {though}", ", {though}", ", even {even}"),
    "person": ("{kin}", "{kin}", "the {job}", "my {relative}"),
    "when": ("yesterday", "last {period}", "this morning", "every day"),
    "where": ("in the {inside}", "near the {place}"),
    "book": ("the {book}", "a {plain} {book}", "an {vowel} {book}", "a {colour} {book}", "{owner} 's {book}"),
    "thing": ("the {thing}", "a {plain} {thing}", "an {vowel} {thing}", "a {colour} {thing}", "{owner} 's {thing}"),
    "food": ("the {food}", "a {plain} {food}", "an {vowel} {food}", "a {colour} {food}"),
    "mover": ("{animal}", "{vehicle}"),
    "weather": (
        *("it rained", "it snowed", "the wind blew", "the flowers bloomed", "the sun set", "the moon shone"),
        *("the train was late", "the night was long"),
    ),
    "aside": (", {outside}", ", {outside}", ", of course", ", as ever", ", in {season}", ", by day and by night"),
    "always": ("is {always}", "is {always}", "was {always}", "is", "remains", "has always been", "will always be"),
}

# A text is an opening, clauses or asides that fill the distance, an end, the colour, and a full stop.
OPENINGS = (
    *("the {hue} of the {topic}", "the {hue} of the {topic}", "the {hue} of the {which} {topic}"),
    *("the {topic}", "the {which} {topic}"),
)
ENDS = (", <always>",)
# What stands between topic and colour where nothing else does.
OPENINGS_ALONE = OPENINGS
ENDS_ALONE = ("<always>",)
FULL_STOP = "."

ASIDES = ("<aside>",)
STATEMENTS = (
    "<person> {read} <book> [<when>]",
    "<person> {handle} <thing> [<when>]",
    "<person> {eat} <food> [<when>]",
    "<person> {look} the {topic} [<when>]",
    "<person> {ask} the {hue} of the {topic}",
    "<person> {say} that the {topic} was {colour}",
    "<person> called the {topic} {colour}",
    "<person> {person_do} [<where>]",
    "{owner} and my {relative} {person_do} <where>",
    "the [{colour}] {animal} {animal_do} <where>",
    "a {colour} <mover> {cross} the {place}",
    "<weather> [<when>]",
    "the {thing} <where> was {colour}",
)
CLAUSES = tuple(f"<though> {statement}" for statement in STATEMENTS)
JOINED = tuple(f"and {statement}" for statement in STATEMENTS)
