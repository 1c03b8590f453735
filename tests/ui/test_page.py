"""What every page opens and closes with."""

from __future__ import annotations

from streamlit.runtime.pages_manager import PagesManager

from embedviz.datasets import DATASETS


def opening_page():
    from embedviz.ui.page import open_page

    open_page("A title", "**Try this:** look.")


def closing_page(name):
    from embedviz.ui.page import show_source
    from embedviz.ui.results import dataset_named

    show_source(dataset_named(name))


def test_a_page_opens_with_its_title_and_one_thing_to_try(run):
    at = run(opening_page)
    assert [title.value for title in at.title] == ["A title"]
    assert [each.value for each in at.markdown] == ["**Try this:** look."]


def test_a_page_that_streamlit_took_for_an_app_of_the_old_style_sets_that_right(run, monkeypatch):
    monkeypatch.setattr(PagesManager, "uses_pages_directory", True)
    at = run(opening_page)
    assert PagesManager.uses_pages_directory is False
    assert [title.value for title in at.title] == ["A title"]


def test_every_page_of_a_data_set_names_source_and_licence(run):
    for name, load in DATASETS.items():
        at = run(closing_page, name=name)
        said = " ".join(each.value for each in at.caption)
        assert load().source in said
        assert load().licence in said


def test_what_a_column_means_is_said_once_for_each_that_has_a_note(run):
    at = run(closing_page, name="cities")
    notes = at.markdown[-1].value.split("\n")
    assert len(notes) == sum(bool(column.note) for column in DATASETS["cities"]().columns)
    assert any(note.startswith("- **population, people**: ") for note in notes)
