"""What ev.show leaves in a notebook, in a page that has what counts of JupyterLab's."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

import embedviz as ev
from embedviz.plotting.standalone import standalone_plot
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
            f"{label} {distance:.3f}"
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


WIDGETS = """<!doctype html><meta charset="utf-8"><style>STYLES</style><body style="margin: 0">
<div id="first"></div><div id="second"></div>
<script>
const code = (letter) => letter.charCodeAt(0);
const bytes = (text) => new DataView(Uint8Array.from(atob(text), code).buffer);
window.asked = 0;
window.told = { first: {}, second: {} };
const modelOf = (name, state, library) => {
  const heard = [];
  return {
    get: (each) => state[each],
    set: (each, value) => { window.told[name][each] = value; },
    save_changes() {},
    on: (what, hear) => { if (what === "msg:custom") heard.push(hear); },
    off() {},
    send() { window.asked += 1; for (const hear of heard) hear({}, library.map(bytes)); },
  };
};
window.start = async (code, states, library) => {
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const { default: widget } = await import(address);
  for (const [name, state] of Object.entries(states)) {
    const model = modelOf(name, { ...state, bundles: state.bundles.map(bytes) }, library);
    widget.render({ model, el: document.getElementById(name) });
  }
};
</script></body>"""


def test_live_plots_load_once_and_give_their_selection_back(browser, space):
    """As anywidget renders them, the kernel's half played by the page."""
    pytest.importorskip("anywidget")
    from embedviz.plotting import widget

    letters = lambda data: base64.b64encode(data).decode()  # noqa: E731
    states, widgets = {}, {}
    for name in ("first", "second"):
        view = PCA()(space)
        made = widget.PlotWidget(view, standalone_plot(view, k=4, height=300, dock=True))
        widgets[name] = made
        bundles = [letters(each) for each in made.bundles]
        states[name] = {"props": made.props, "theme": "dark", "bundles": bundles}
    page = browser.new_page(viewport={"width": 1000, "height": 1200})
    page.set_content(WIDGETS.replace("STYLES", made._css))
    page.evaluate(
        "([code, states, library]) => start(code, states, library)",
        [made._esm, states, [letters(each) for each in widget._library()]],
    )
    expect(page.locator(".ev-base[data-drawn]")).to_have_count(2)
    assert page.evaluate("asked") == 1
    plot = page.locator("#first .ev-plot")
    expect(plot).to_have_attribute("data-theme", "dark")
    plot.get_by_label("Box").click()
    frame = plot.locator(".ev-base").bounding_box()
    page.mouse.move(frame["x"] + 70, frame["y"] + 20)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] - 20, frame["y"] + frame["height"] - 40, steps=4)
    page.mouse.up()
    expect(plot.get_by_role("toolbar", name="Selection")).to_be_visible()
    widgets["first"].answer = page.evaluate("told.first.answer")
    assert 100 < len(widgets["first"].selection) <= 200
    assert page.evaluate("told.second.answer ?? null") is None
    page.close()


def test_where_scripts_are_forbidden_the_plot_says_so(browser, space, tmp_path):
    written = ev.write_html(PCA()(space), tmp_path / "plot.html").read_text()
    page = browser.new_page()
    page.route(
        "http://plot.test/",
        lambda route: route.fulfill(
            body=written,
            content_type="text/html",
            headers={"Content-Security-Policy": "script-src 'none'"},
        ),
    )
    page.goto("http://plot.test/")
    expect(page.get_by_text("content security policy forbids scripts")).to_be_visible()
    page.route(
        "http://plot.test/", lambda each: each.fulfill(body=written, content_type="text/html")
    )
    page.goto("http://plot.test/")
    expect(page.locator(".ev-base[data-drawn]")).to_be_visible()
    expect(page.locator("[data-blocked]")).to_be_hidden()
    page.close()
