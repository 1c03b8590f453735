"""Take the pictures of the README: every page, and what is done on some of them.

python scripts/screenshots.py --out docs/screenshots
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from live_app import ROOT, launch_chromium, running_app, wait_until_drawn
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from embedviz.ui.navigation import doors

PAGES = {"home": "", **{(stem := Path(door.page).stem): stem for door in doors()}}
LAPTOP, PROJECTOR, PHONE = (1440, 900), (1920, 1080), (390, 844)
LARGEST = 250_000
"""Bytes of a picture: who clones the repository pays for each."""

SHADES = (256, 192, 128, 96, 64, 32)
SETTLED_AFTER = 1_200
"""Milliseconds: Plotly draws its WebGL points, and Streamlit its fade-in, after all is there."""


def ask_by_meaning(page: Page) -> None:
    """Look for a text of one's own."""
    page.get_by_label("Search in the plot").first.fill("a feline on a rug")
    page.keyboard.press("Enter")
    page.get_by_test_id("note").first.wait_for()


def ask_an_analogy(page: Page) -> None:
    """Open the first analogy that is offered, in its true shape."""
    page.get_by_role("tab", name="Analogy").click()
    page.locator(".ev-best[data-answered]").wait_for()
    page.get_by_label("True shape").first.check()


Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Shot:
    """One picture: the page, and what is done before it is taken."""

    path: str
    size: tuple[int, int] = LAPTOP
    scheme: Scheme = "light"
    step: Callable[[Page], None] | None = None


def on_stage(lesson: str) -> str:
    """Give the path of a chapter, answered, as it is presented."""
    return f"lessons?lesson={lesson}&step=reveal&present=true"


SHOTS = {
    "sentences-search": Shot("sentences", step=ask_by_meaning),
    "words-analogy": Shot("words", step=ask_an_analogy),
    "cities-findings": Shot("cities?cities.view=Findings&cities.findings.kind=Clusters"),
    "tv_shows-3d": Shot("tv_shows?tv.dimensions=3D&tv.zoom=true"),
    "cities-projector": Shot("cities", PROJECTOR),
    "cities-phone": Shot("cities", PHONE),
    "lessons-question": Shot("lessons?lesson=dimension"),
    "lessons-stage": Shot(on_stage("hidden_layer"), PROJECTOR, "dark"),
    "lessons-pictures": Shot(on_stage("pictures"), PROJECTOR),
    "lessons-trust": Shot(on_stage("trust"), PROJECTOR),
}


def main() -> None:
    """Read where to, start the app, take one picture after another."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder) / "app.log") as address,
        sync_playwright() as playwright,
    ):
        browser = launch_chromium(playwright)
        for scheme in get_args(Scheme):
            for name, path in PAGES.items():
                take(browser, address, Shot(path, scheme=scheme), out / f"{name}-{scheme}.png")
        for name, shot in SHOTS.items():
            take(browser, address, shot, out / f"{name}.png")
        browser.close()


def take(browser: Browser, address: str, shot: Shot, target: Path) -> None:
    """Open a page as a new visitor would, take a step if there is one, keep what is seen of it."""
    width, height = shot.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page.goto(f"{address}/{shot.path}")
    wait_until_drawn(page)
    if shot.step is not None:
        shot.step(page)
        wait_until_drawn(page)
    page.wait_for_timeout(SETTLED_AFTER)
    target.write_bytes(small_png(page))
    page.close()
    shown = target.relative_to(ROOT) if target.is_relative_to(ROOT) else target
    print(f"{shown}: {target.stat().st_size:,} bytes")


def small_png(page: Page) -> bytes:
    """Give a picture of the page with as many colours as fit into the size allowed."""
    whole = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    packed = png(whole)
    for shades in SHADES:
        if len(packed) <= LARGEST:
            break
        packed = png(with_fewer_colors(whole, shades))
    return packed


def with_fewer_colors(whole: Image.Image, shades: int) -> Image.Image:
    """Keep the grounds' and the legend's colours as they are, and merge the shades at edges."""
    counted = whole.getcolors(whole.width * whole.height) or []
    frequent = [color for _, color in sorted(counted, reverse=True)[: shades // 2]]
    # Of Pillow's ways the one that keeps rare colours apart.
    rare = whole.quantize(shades - len(frequent), Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(part for color in frequent for part in color), *rare])
    return whole.quantize(palette=palette, dither=Image.Dither.NONE)


def png(picture: Image.Image) -> bytes:
    """Write a picture as a PNG, packed as tightly as can be."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
