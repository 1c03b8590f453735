"""TV shows: numbers, categories and sets side by side in one vector."""

from embedviz.ui.dataset_page import show_dataset

show_dataset("tv_shows")
