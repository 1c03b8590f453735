"""What ev.show leaves in a notebook, in a page that has what counts of JupyterLab's."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

import embedviz as ev
from embedviz.projections.pca import PCA
from embedviz.space import VectorSpace

pytestmark = pytest.mark.browser

# JupyterLab paints the panel around the cells, not the cells, and names its theme on the body.
NOTEBOOK = """<!doctype html><meta charset="utf-8"><style>
body { --ground: #111111; margin: 0; } body[data-theme="light"] { --ground: #ffffff; }
.panel { background: var(--ground); padding: 20px; } .cell { width: 900px; }
</style><body data-theme="dark"><div class="panel">
<div class="cell"><div class="output">OUTPUTS</div></div></div></body>"""


@pytest.fixture
def space() -> VectorSpace:
    vectors = np.random.default_rng(5).normal(size=(200, 6))
    return VectorSpace(vectors, [f"word {number}" for number in range(200)])


@pytest.fixture
def page(browser: Browser, notebook, space, tmp_path) -> Iterator[Page]:
    """A notebook with two plots, read without a network by one whose system prefers light."""
    ev.show(PCA()(space), highlight="word 7", k=4)
    ev.show(PCA()(space, dimensions=3), theme="light", height=300)
    written = tmp_path / "notebook.html"
    outputs = "</div><div class='output'>".join(each["text/html"] for each in notebook)
    written.write_text(NOTEBOOK.replace("OUTPUTS", outputs))
    context = browser.new_context(offline=True, viewport={"width": 1000, "height": 1500})
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(f"the notebook complains: {error}"))
    opened.goto(written.as_uri())
    yield opened
    context.close()


def plots(page: Page) -> list[FrameLocator]:
    frames = [page.frame_locator("iframe").nth(each) for each in range(2)]
    for frame in frames:
        expect(frame.locator(".ev-base[data-drawn]")).to_be_visible()
    return frames


def test_two_plots_in_one_notebook_answer_each_for_itself(page, space):
    first, second = plots(page)
    second.get_by_label("Search in the plot").fill("word 42")
    second.get_by_label("Search in the plot").press("Enter")
    for frame, word, k in ((first, "word 7", 4), (second, "word 42", 5)):
        expect(frame.locator(".ev-plot")).to_have_attribute("data-pinned", word)
        near = space.neighbors(word, k)
        told = ", ".join(
            f"{label} {round(distance, 3):g}"
            for label, distance in zip(near["label"], near["distance"], strict=True)
        )
        expect(frame.get_by_test_id("summary")).to_have_text(f"{word}; nearest: {told}")


def test_a_plot_takes_light_or_dark_from_the_notebook_and_follows_it(page):
    first, second = plots(page)
    expect(first.locator(".ev-plot")).to_have_attribute("data-theme", "dark")
    expect(first.locator("body")).to_have_css("background-color", "rgb(17, 17, 17)")
    expect(second.locator(".ev-plot")).to_have_attribute("data-theme", "light")  # as was asked
    page.evaluate("document.body.dataset.theme = 'light'")
    expect(first.locator(".ev-plot")).to_have_attribute("data-theme", "light")
    expect(first.locator(".ev-plot")).to_have_attribute("data-pinned", "word 7")


def test_a_plot_is_as_high_as_it_needs(page):
    for frame in plots(page):
        html = frame.locator("html")
        expect(html).to_have_js_property("scrollHeight", html.evaluate("() => innerHeight"))
        trust = frame.get_by_test_id("trust").bounding_box()
        assert trust["height"] > 0
    heights = [page.locator("iframe").nth(each).bounding_box()["height"] for each in range(2)]
    assert heights[0] - heights[1] == pytest.approx(340, abs=60)
