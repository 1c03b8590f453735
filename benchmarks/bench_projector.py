"""What a visitor waits for, beside TensorFlow's Embedding Projector: a picture, a list.

The projector's figures are published ones, measured on a machine of the same kind, not here.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from live_app import launch_chromium
from playwright.sync_api import Browser, Page, sync_playwright
from plot_page import ASKED, CHOSEN, served
from row import Row, seconds

FIRST_PICTURE = {1_000: 2.7, 10_000: 4.7}
"""Seconds from navigation to the projector's first picture, by the number of points."""

LISTED = {1_000: 0.070, 10_000: 0.150}
"""Seconds from a click on a point to the projector's list of its neighbours."""

RUNS = 7
PATIENCE = 120_000

# Tells when the points were there, in milliseconds since navigation began.
WATCH = """
new MutationObserver((_, observer) => {
  if (!document.querySelector(".ev-base[data-drawn]")) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.seen = performance.now(); }));
}).observe(document, { subtree: true, childList: true, attributes: true });
"""

# Moves over random places until another point answers; gives where.
FIND = """
async (seed) => {
  const area = document.querySelector(".ev-area");
  const plot = document.querySelector(".ev-plot");
  const box = area.getBoundingClientRect();
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let tried = 0; tried < 4000; tried += 1) {
    const [x, y] = [box.left + random() * box.width, box.top + random() * box.height];
    area.dispatchEvent(new PointerEvent("pointermove", { clientX: x, clientY: y, bubbles: true }));
    await new Promise((done) => requestAnimationFrame(done));
    const { hovered, pinned } = plot.dataset;
    if (hovered && hovered !== pinned) return [x, y];
  }
  return null;
}
"""

# From the button's coming up to the frame in which the plot has named the neighbours, and to the
# one in which the page's table shows them.
TIMES = """
() => new Promise((done) => {
  const plot = document.querySelector(".ev-plot");
  const told = plot.querySelector('[data-testid="summary"]');
  const before = told.textContent;
  let [start, lit] = [0, 0];
  const up = () => { start = performance.now(); };
  addEventListener("pointerup", up, { capture: true, once: true });
  const look = () => {
    const now = performance.now();
    if (start && !lit && told.textContent !== before && plot.dataset.pinned) lit = now - start;
    const nearest = told.textContent.split("; nearest: ")[1]?.match(/^item \\d+/)?.[0];
    const heading = `Nearest to ${plot.dataset.pinned}`;
    const says = (selector, words) =>
      [...document.querySelectorAll(selector)].some((each) => each.textContent.trim() === words);
    if (lit && says("strong", heading) && says('[role="gridcell"]', nearest)) {
      done([lit, now - start]);
    } else {
      requestAnimationFrame(() => setTimeout(look));
    }
  };
  look();
})
"""

# From the key that chooses to the frame in which a bare app's table shows what was chosen.
FLOOR = """
(label) => new Promise((done) => {
  let start = 0;
  addEventListener("keydown", (event) => {
    if (event.key === "Enter") start = performance.now();
  }, true);
  const look = () => {
    const cells = [...document.querySelectorAll('[role="gridcell"]')];
    if (start && cells.some((cell) => cell.textContent.trim() === `0 near ${label}`)) {
      done(performance.now() - start);
    } else {
      requestAnimationFrame(() => setTimeout(look));
    }
  };
  look();
})
"""


def measure() -> list[Row]:
    rows = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        with (
            served(Path(name), "asked", ASKED) as address,
            served(Path(name), "chosen", CHOSEN) as bare,
        ):
            for n_items in FIRST_PICTURE:
                rows += _rows(browser, address, bare, n_items)
        browser.close()
    return rows


def _rows(browser: Browser, address: str, bare: str, n_items: int) -> list[Row]:
    _first_picture(browser, address, n_items)[0].context.close()  # the server has them now
    seen = []
    for _ in range(RUNS):
        page, taken = _first_picture(browser, address, n_items)
        seen.append(taken)
        page.context.close()
    page, _ = _first_picture(browser, address, n_items)
    lit, listed = zip(*(_click(page, seed) for seed in range(1, RUNS + 1)), strict=True)
    page.context.close()
    floor = _floor(browser, bare)
    what = f"{n_items:,} points"
    return [
        _row(
            f"from navigation to the first picture of {what} (TensorFlow's projector, published)",
            median(seen),
            FIRST_PICTURE[n_items],
        ),
        _row(
            f"from a click to the neighbours named in the plot, {what} (its list, published)",
            median(lit),
            LISTED[n_items],
        ),
        Row(
            f"from a click to the page's table, after one run of it, {what} (its list, published)",
            seconds(median(listed)),
            seconds(LISTED[n_items]),
            f"{median(listed) / LISTED[n_items]:.2f} × its time",
        ),
        Row(
            f"the same, {what} (a bare app: from a choice in a list to its table)",
            seconds(median(listed)),
            seconds(floor),
            f"{median(listed) / floor:.2f} × its time",
        ),
    ]


def _row(name: str, ours: float, theirs: float) -> Row:
    ratio = f"{ours / theirs:.2f} × its time"
    return Row(name, seconds(ours), seconds(theirs), ratio, "at most 1 ×", ours <= theirs)


def _first_picture(browser: Browser, address: str, n_items: int) -> tuple[Page, float]:
    """Open the page as one who was never here."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(WATCH)
    page.goto(f"{address}?n={n_items}&d=3", wait_until="commit")
    page.wait_for_function("window.seen")
    return page, page.evaluate("window.seen") / 1000


def _floor(browser: Browser, bare: str) -> float:
    """Choose in the bare app's list as often as points were clicked."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(bare)
    taken = []
    for row in range(101, 101 + RUNS):
        page.wait_for_timeout(1000)
        page.get_by_role("combobox").fill(f"item {row}")
        page.evaluate(f"window.times = ({FLOOR})('item {row}'); undefined")
        page.keyboard.press("Enter")
        taken.append(page.evaluate("window.times"))
    page.context.close()
    return median(taken) / 1000


def _click(page: Page, seed: int) -> tuple[float, float]:
    page.wait_for_timeout(1000)  # the run before is over
    x, y = page.evaluate(FIND, seed * 7919)
    page.evaluate(f"window.times = ({TIMES})(); undefined")
    page.mouse.click(x, y)
    lit, listed = page.evaluate("window.times")
    return lit / 1000, listed / 1000
