"""What a feature vectorizer can be asked for, in a visitor's words; imports nothing heavy."""

SCALINGS = {
    "none": "None: numbers as they are",
    "standard": "Standard: mean 0, standard deviation 1",
    "minmax": "Min-max: from 0 to 1",
    "rank": "Rank: the share of items that are smaller",
}
TRANSFORMS = ("none", "log")
POSITIONS = {
    "degrees": "Latitude and longitude in degrees",
    "sphere": "Points on the sphere: x, y, z",
}
