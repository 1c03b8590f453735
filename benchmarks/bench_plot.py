"""The plot component in Chromium: hover, first draw, bytes, a million points."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from live_app import launch_chromium
from playwright.sync_api import Browser, Page, sync_playwright
from plot_page import OBVIOUS, OURS, Wire, bare_page, served
from row import Row, seconds

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
FRAME = 1 / 60
PATIENCE = 300_000
DRAWN = ".ev-base[data-drawn]"
DRAW_TIME = "performance.getEntriesByName('embedviz draw')[0].duration"
DRAWS = 3

# Moves over random places; of those where another point answers, the script time of the frame that
# lights it: our callback stands between two of the measuring ones.
HOVERS = """
async (wanted) => {
  const area = document.querySelector(".ev-area");
  const plot = document.querySelector(".ev-plot");
  const box = area.getBoundingClientRect();
  const frame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())));
  const times = [];
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let tried = 0; tried < 4000 && times.length < wanted; tried += 1) {
    const [x, y] = [box.left + random() * box.width, box.top + random() * box.height];
    const old = plot.dataset.hovered;
    const first = frame();
    const event = new PointerEvent("pointermove", { clientX: x, clientY: y, bubbles: true });
    const start = performance.now();
    area.dispatchEvent(event);
    const dispatched = performance.now() - start;
    const last = frame();
    const [a, b] = [await first, await last];
    if (plot.dataset.hovered && plot.dataset.hovered !== old && plot.dataset.lit !== "0") {
      times.push(dispatched + b - a);
    }
  }
  return times;
}
"""

# Drags the picture to and fro; the time from each move until the frame after it.
PANS = """
async (selector) => {
  const drag = document.querySelector(selector + " .nsewdrag");
  const box = drag.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const send = (target, type, dx) => target.dispatchEvent(new MouseEvent(type,
    { clientX: x + dx, clientY: y, bubbles: true, button: 0, buttons: 1, view: window }));
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  send(drag, "mousedown", 0);
  await frame();
  const times = [];
  for (let step = 1; step <= 8; step += 1) {
    const start = performance.now();
    send(document.querySelector(".dragcover") ?? document, "mousemove", 12 * step);
    await frame();
    times.push(performance.now() - start);
  }
  send(document.querySelector(".dragcover") ?? document, "mouseup", 96);
  return times;
}
"""


def measure() -> list[Row]:
    rows = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = launch_chromium(playwright)
        with served(folder, "ours", OURS) as ours, served(folder, "obvious", OBVIOUS) as obvious:
            clicked = _obvious_click(browser, obvious)
            for n_items in SIZES:
                for dimensions in (2, 3):
                    rows += _rows(browser, ours, folder, n_items, dimensions, clicked)
            rows.append(_million(browser, ours, folder))
        browser.close()
    return rows


def _open(browser: Browser, address: str, n_items: int, dimensions: int) -> tuple[Page, Wire]:
    page = browser.new_context(viewport={"width": 1000, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    wire = Wire(page)
    page.goto(f"{address}?n={n_items}&d={dimensions}", wait_until="commit")
    return page, wire


def _rows(
    browser: Browser,
    address: str,
    folder: Path,
    n_items: int,
    dimensions: int,
    clicked: float,
) -> list[Row]:
    drawn, bare = _first_draws(browser, address, folder, n_items, dimensions)
    page, wire = _open(browser, address, n_items, dimensions)
    page.wait_for_selector(DRAWN)
    first = wire.since_last()
    page.get_by_role("button", name="again").click()
    unchanged = wire.since_last()
    times = page.evaluate(HOVERS, 30)
    lit = median(times) / 1000
    page.get_by_label("Search in the plot").fill("item 77")
    page.keyboard.press("Enter")
    page.get_by_text("pinned item 77", exact=True).wait_for()
    pinned = wire.since_last()
    page.context.close()
    what = f"{n_items:,} points in {dimensions}D"
    rows = [
        Row(
            f"hover to neighbours lit, {what}, script time (one frame)",
            f"{1000 * lit:.1f} ms",
            f"{1000 * FRAME:.1f} ms",
            f"{lit / FRAME:.2f} × its time",
            "at most 1 ×",
            lit <= FRAME,
        ),
        Row(
            f"first draw of {what} (bare Plotly, the same arrays)",
            seconds(drawn),
            seconds(bare),
            f"{drawn / bare:.2f} × its time",
            "at most 1.3 ×" if n_items >= 10_000 else "–",
            drawn / bare <= 1.3 if n_items >= 10_000 else None,
        ),
        _bytes_row(what, n_items, dimensions, first),
        Row(f"a run without change, {what}", f"{unchanged:,} B", "–", "–", "at most 2,000 B",
            unchanged <= 2000),
        Row(f"a pin, {what}", f"{pinned:,} B", "–", "–", "at most 10,000 B", pinned <= 10_000),
    ]  # fmt: skip
    if n_items == max(SIZES) and dimensions == 2:
        rows.append(
            Row(
                f"from pointer to neighbours, {what} (a click with `on_select`)",
                f"{1000 * lit:.1f} ms",
                seconds(clicked),
                f"{clicked / lit:,.0f} × as fast",
                "at least 20 ×",
                clicked / lit >= 20,
            )
        )
    return rows


def _first_draws(
    browser: Browser, address: str, folder: Path, n_items: int, dimensions: int
) -> tuple[float, float]:
    """Draw in new pages, ours and bare by turns; give the median of each."""
    ours, bare = [], []
    for _ in range(DRAWS):
        page, _wire = _open(browser, address, n_items, dimensions)
        page.wait_for_selector(DRAWN)
        ours.append(page.evaluate(DRAW_TIME) / 1000)
        page.context.close()
        bare.append(_bare_draw(browser, folder, n_items, dimensions))
    return median(ours), median(bare)


def _bytes_row(what: str, n_items: int, dimensions: int, taken: int) -> Row:
    """Compare with coordinates, neighbour indices and distances, and the labels' letters."""
    width = min(30, max(5, 2_000_000 // n_items))
    labels = sum(len(f"item {row}") for row in range(n_items))
    raw = 4 * n_items * (dimensions + 2 * width) + labels
    return Row(
        f"bytes over the websocket until {what} are drawn (raw arrays and labels)",
        f"{taken / 1e6:.2f} MB",
        f"{raw / 1e6:.2f} MB",
        f"{taken / raw:.2f} × as many",
        "at most 1.2 ×" if n_items >= 10_000 else "–",
        taken <= 1.2 * raw if n_items >= 10_000 else None,
    )


def _bare_draw(browser: Browser, folder: Path, n_items: int, dimensions: int) -> float:
    page = browser.new_context(viewport={"width": 1000, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(bare_page(folder, n_items, dimensions).as_uri())
    page.wait_for_function("window.drawn")
    taken = page.evaluate("window.drawn") / 1000
    page.context.close()
    return float(taken)


def _obvious_click(browser: Browser, address: str) -> float:
    """From a click to the highlight, in an app that computes and sends everything again."""
    page, _ = _open(browser, address, max(SIZES), 2)
    page.wait_for_selector(".js-plotly-plot .nsewdrag")
    page.wait_for_timeout(8000)
    box = page.locator(".js-plotly-plot .nsewdrag").bounding_box() or {}
    traces = "() => document.querySelector('.js-plotly-plot')._fullData?.length === 2"
    for across in range(20):
        x = box["x"] + box["width"] * (0.3 + across / 50)
        page.mouse.move(x, box["y"] + box["height"] / 2)
        page.wait_for_timeout(500)
        start = page.evaluate("performance.now()")
        page.mouse.click(x, box["y"] + box["height"] / 2)
        try:
            page.wait_for_function(traces, timeout=20_000)
        except Exception:  # noqa: BLE001, S112 - nobody was there
            continue
        taken = (page.evaluate("performance.now()") - start) / 1000
        page.context.close()
        return float(taken)
    raise RuntimeError("No point of the page with on_select could be clicked.")


def _million(browser: Browser, address: str, folder: Path) -> Row:
    page, _ = _open(browser, address, MILLION, 2)
    page.wait_for_selector(DRAWN)
    drawn = page.evaluate(DRAW_TIME) / 1000
    page.wait_for_timeout(3000)
    panned = median(page.evaluate(PANS, ".ev-base")) / 1000
    page.context.close()
    page = browser.new_context(viewport={"width": 1000, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(bare_page(folder, MILLION, 2).as_uri())
    page.wait_for_function("window.drawn")
    bare = page.evaluate("window.drawn") / 1000
    page.wait_for_timeout(3000)
    bare_pan = median(page.evaluate(PANS, "#plot")) / 1000
    page.context.close()
    return Row(
        "1,000,000 points in 2D: drawn; a step of a pan (bare Plotly)",
        f"{seconds(drawn)}; {seconds(panned)}",
        f"{seconds(bare)}; {seconds(bare_pan)}",
        f"{drawn / bare:.2f} ×; {panned / bare_pan:.2f} × its time",
    )
