"""Cities: from latitude and longitude to any mix of facts."""

from embedviz.ui.dataset_page import show_dataset

show_dataset("cities")
