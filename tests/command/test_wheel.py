"""The wheel holds the whole app, and what it holds starts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = ("app.py", "serve.py", "pages", "data", ".streamlit/config.toml")
"""What of the top of the repository the app is made of."""

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def files_of(name: str) -> set[str]:
    place = ROOT / name
    found = [place] if place.is_file() else [each for each in place.rglob("*") if each.is_file()]
    return {
        each.relative_to(ROOT).as_posix() for each in found if "__pycache__" not in each.parts
    }  # fmt: skip


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """Build the wheel as pip does, with nothing fetched for it."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


def test_all_of_the_app_is_mapped_into_the_wheel():
    mapped = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert mapped == {name: f"embedviz/app/{name}" for name in TOP}


def test_the_wheel_holds_the_app_and_the_package_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {each for each in archive.namelist() if ".dist-info/" not in each}
        entry = next(each for each in archive.namelist() if each.endswith("entry_points.txt"))
        assert "embedviz = embedviz.command:main" in archive.read(entry).decode()
    app = {each.removeprefix("embedviz/app/") for each in names if each.startswith("embedviz/app/")}
    assert app == set().union(*map(files_of, TOP))
    package = {each for each in names if not each.startswith("embedviz/app/")}
    assert package == files_of("embedviz")


@pytest.mark.browser
def test_what_is_unpacked_from_the_wheel_opens_a_file_with_its_own_looks(wheel, tmp_path):
    live_app = pytest.importorskip("live_app")
    from playwright.sync_api import sync_playwright

    if live_app.CHROMIUM is None:
        pytest.skip("There is no Chromium on this machine.")
    site, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    rows = "".join(f"fruit {row},{row * 7 % 11},{row % 5}\n" for row in range(12))
    (empty / "mine.csv").write_text("fruit,sugar,water\n" + rows)
    port = str(live_app.free_port())
    server = subprocess.Popen(
        [sys.executable, "-m", "embedviz", "mine.csv", "--no-browser", "--port", port],
        cwd=empty, env=os.environ | {"PYTHONPATH": str(site)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told = re.search(r"Local: +(\S+)", server.stdout.readline())
        with sync_playwright() as playwright:
            browser = live_app.launch_chromium(playwright)
            page = browser.new_page()
            page.goto(told[1])
            live_app.wait_until_drawn(page)
            assert page.get_by_text("mine.csv").first.is_visible()
            ground = page.get_by_test_id("stApp").evaluate(
                "each => getComputedStyle(each).backgroundColor"
            )
            assert ground == "rgb(251, 251, 250)"  # said in .streamlit/config.toml
            browser.close()
    finally:
        server.terminate()
        server.communicate(timeout=20)
