"""Words: the lookup table inside a language model, and the sums it allows."""

from embedviz.ui.dataset_page import show_dataset

show_dataset("words")
