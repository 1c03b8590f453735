"""What the tests of the plot component share: its app served, where a point answers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from live_app import running_app, with_plots
from playwright.sync_api import Page

PATIENCE = 60_000

# Where some points of a plane are; a scene's are found by looking.
PLACES = """() => {
  const { _fullLayout: layout, data } = document.querySelector(".ev-base");
  if (layout.scene) return [];
  const pixels = (axis, value) => axis._offset + axis.l2p(value);
  return [31, 77, 150].map((row) => [
    pixels(layout.xaxis, data[0].x[row]), pixels(layout.yaxis, data[0].y[row]),
  ]);
}"""


@contextmanager
def served(script: Path) -> Iterator[str]:
    """Run a Streamlit script that draws plots and give its address."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running_app(folder / "log", with_plots(script, folder)) as address:
            yield address


def wait_for_plot(page: Page) -> None:
    """Wait until points are drawn and the layer above them knows where."""
    page.wait_for_selector(".ev-base[data-drawn]", timeout=PATIENCE)
    page.wait_for_function(
        "() => !document.querySelector('.ev-plot[data-moving]')", timeout=PATIENCE
    )
    page.wait_for_timeout(300)


def hover_somewhere(page: Page, *, other_than: str = "") -> tuple[float, float]:
    """Move the pointer over the plot until a point answers; give where that was."""
    box = page.locator(".ev-area").bounding_box()
    assert box is not None
    plot = page.locator(".ev-plot")
    for across, down in page.evaluate(PLACES):
        page.mouse.move(box["x"] + across, box["y"] + down)
        page.wait_for_timeout(40)
        label = plot.get_attribute("data-hovered")
        if label and label != other_than:
            return box["x"] + across, box["y"] + down
    for down in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9):
        for across in range(20, int(box["width"]) - 20, 9):
            x, y = box["x"] + across, box["y"] + down * box["height"]
            page.mouse.move(x, y)
            page.wait_for_timeout(12)
            label = plot.get_attribute("data-hovered")
            if label and label != other_than:
                return x, y
    pytest.fail("no point answered the pointer")
