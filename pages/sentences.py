"""Sentences: near in meaning, whatever the words; against counting words."""

from embedviz.ui.dataset_page import show_dataset

show_dataset("sentences")
