"""Findings in Chromium, by mouse: a list beside the plot, whose rows the plot lights."""

from __future__ import annotations

import pytest
from live_app import wait_until_drawn, wait_until_idle
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ROW = (100, 56)
"""Within a table: in the first column of the first row."""
WATCH = """() => {
  window.drawn = 0;
  document.querySelector(".ev-base").on("plotly_afterplot", () => { window.drawn += 1; });
}"""
SIZE = """() => {
  const { width, height } = document.querySelector(".ev-base").getBoundingClientRect();
  return [width, height];
}"""


def test_a_click_on_a_finding_flies_there_and_the_plot_is_not_drawn_anew(app: str, page: Page):
    page.goto(f"{app}/tv_shows?tv.findings.list=Outliers")
    wait_until_drawn(page)
    page.evaluate(WATCH)
    size = page.evaluate(SIZE)
    plot, selection = page.locator(".ev-plot"), page.get_by_role("toolbar", name="Selection")
    page.get_by_role("radio", name="Findings").click()
    expect(selection).to_contain_text("9 shows")
    wait_until_idle(page)
    assert page.evaluate("window.drawn") == 0
    page.get_by_test_id("stDataFrame").click(position={"x": ROW[0], "y": ROW[1]})
    expect(plot).to_have_attribute("data-pinned", "The Simpsons")
    expect(selection).to_contain_text("9 shows")
    assert page.evaluate(SIZE) == size
    page.get_by_role("radio", name="Clusters", exact=True).click()
    expect(page.get_by_text("2 clusters of")).to_be_visible()
    wait_until_idle(page)
    page.get_by_test_id("stDataFrame").click(position={"x": ROW[0], "y": ROW[1]})
    expect(page.get_by_role("textbox", name="Name of the chosen cluster")).to_be_visible()
    expect(selection).not_to_contain_text("9 shows")
    assert page.evaluate(SIZE) == size
