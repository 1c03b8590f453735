"""What a feature vectorizer can be asked for, in a visitor's words; imports nothing heavy."""

SCALINGS = {
    "none": "None",
    "standard": "Standard: mean 0, sd 1",
    "minmax": "Min-max: from 0 to 1",
    "rank": "Rank: share of smaller",
}
TRANSFORMS = ("none", "log")
POSITIONS = {
    "degrees": "Degrees",
    "sphere": "Points on the sphere: x, y, z",
}
