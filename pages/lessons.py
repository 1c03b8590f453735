"""Lessons: what an embedding is, in short chapters; alone, or told on stage."""

from embedviz.ui.lessons.bar import show_bar
from embedviz.ui.lessons.chapter import show_chapter
from embedviz.ui.lessons.foot import show_foot
from embedviz.ui.lessons.place import here
from embedviz.ui.lessons.stage import set_stage

place = here()
set_stage(place)
show_bar(place)
show_chapter(place)
show_foot(place)
