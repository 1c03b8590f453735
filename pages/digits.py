"""Digits: an image is a vector too, one number a pixel."""

from embedviz.ui.dataset_page import show_dataset

show_dataset("digits")
