"""Lessons: what an embedding is, in short chapters; one file and one line each."""

from embedviz.lessons.lesson import Chart, Exhibition, Lesson, Plot, Question, Table
from embedviz.registry import Registry

__all__ = ["LESSONS", "Chart", "Exhibition", "Lesson", "Plot", "Question", "Table"]

LESSONS = Registry(
    "lesson",
    __name__,
    {
        "vector": "vector:AVector",
        "dimension": "dimension:ADimension",
        "many_dimensions": "many_dimensions:ManyDimensions",
        "dense": "dense:OneHotToDense",
        "hidden_layer": "hidden_layer:HiddenLayer",
        "words": "words:Words",
        "context": "context:SentencesAndContext",
        "search": "search:Search",
        "users_items": "users_items:UsersAndItems",
        "pictures": "pictures:Pictures",
        "trust": "trust:Trust",
    },
)
