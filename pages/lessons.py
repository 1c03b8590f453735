"""Lessons: what an embedding is, in short chapters; alone, or told on stage."""

from embedviz.ui.lessons.bar import show_bar
from embedviz.ui.lessons.chapter import show_chapter
from embedviz.ui.lessons.place import here
from embedviz.ui.lessons.stage import dress_page, listen
from embedviz.ui.messages import errors_as_sentences

place = here()
dress_page(place)
with errors_as_sentences():
    listen(place)
show_bar(place)
show_chapter(place)
