"""The view Findings: doubtful rows are listed, lit in the plot, left out and brought back."""

from __future__ import annotations

import base64
import io
import json

import numpy as np
import pandas as pd
import pytest

import embedviz as ev
from embedviz.ui import doubtful


def lit(page):
    """Give the rows that the plot is told to light, and how many items it has."""
    told = next(
        json.loads(each.proto.json)["lit"]
        for each in page.at.get("bidi_component")
        if '"lit": {' in each.proto.json
    )
    packed = np.frombuffer(base64.b64decode(told["bits"]), np.uint8)
    return np.flatnonzero(np.unpackbits(packed, count=told["count"])).tolist(), told


@pytest.fixture
def shows(follow):
    return follow("tv_shows", **{"tv.view": "Findings", "tv.findings.list": "Outliers"})


def listed(page):
    return list(page.at.dataframe[0].value.iloc[:, 0])


def test_what_is_listed_is_what_the_check_finds_and_is_lit(shows):
    rows = listed(shows)
    assert rows
    marked, told = lit(shows)
    assert told["count"] == len(ev.load_dataset("tv_shows"))
    labels = ev.load_dataset("tv_shows").labels
    assert {labels[row] for row in marked} == set(rows)
    assert set(shows.at.session_state["tv.group"]) == set(rows)


def test_a_stricter_limit_lists_fewer_rows(shows):
    before = listed(shows)
    shows.choose(tv__findings__outlying=6.0)
    after = listed(shows)
    assert len(after) < len(before)
    assert after == before[: len(after)]


def test_rows_are_left_out_and_come_back(shows):
    gone = listed(shows)
    n_items = len(ev.load_dataset("tv_shows"))
    shows.at.button(key="tv.findings.drop").click().run()
    shows.check()
    assert f"Showing {n_items - len(gone)} of {n_items}" in shows.at.info[0].value
    assert not set(gone) & set(listed(shows))
    shows.at.button(key="tv.whole.back").click().run()
    shows.check()
    assert not shows.at.info
    assert listed(shows) == gone


def test_other_views_send_nothing_to_light(shows):
    shows.show("map")
    sent = [each.proto.json for each in shows.at.get("bidi_component")]
    assert not any('"lit": {' in each for each in sent)
    assert not shows.at.dataframe


def test_a_link_says_the_view_and_the_list_but_no_rows(shows):
    assert shows.address["tv.view"] in ("Findings", ["Findings"])
    assert not any("group" in name or "lit" in name or "whole" in name for name in shows.address)


def test_the_csv_has_a_row_for_each_item_and_a_column_for_each_finding(follow, monkeypatch):
    made = []
    monkeypatch.setattr(
        doubtful.st, "download_button", lambda _, make, **more: made.append((make, more))
    )
    follow("sentences", **{"sentences.view": "Findings"})
    make, more = made[-1]
    table = pd.read_csv(io.BytesIO(make()))
    assert len(table) == len(ev.load_dataset("sentences"))
    columns = ["duplicate_of", "outlier_score", "label_score", "in_degree", "findings"]
    assert set(columns) <= set(table)
    assert more["file_name"].endswith("checked.csv")


def test_a_cluster_keeps_the_name_that_was_typed(shows):
    shows.choose(tv__findings__kind="clusters")
    names = list(shows.at.dataframe[0].value["Cluster"])
    typical = list(shows.at.dataframe[0].value["Most typical"])
    shows.at.session_state["tv.findings.cluster"] = typical[1]
    shows.at.run()
    shows.at.text_input(key=f"tv.findings.name.{typical[1]}").set_value("Sit down").run()
    shows.check()
    assert list(shows.at.dataframe[0].value["Cluster"]) == [names[0], "Sit down", *names[2:]]
    shows.show("map").show("findings")
    assert "Sit down" in list(shows.at.dataframe[0].value["Cluster"])


def test_what_is_selected_is_told_apart_from_the_rest(shows):
    some = list(ev.load_dataset("tv_shows").labels[:60])
    shows.choose(tv__findings__kind="apart")
    shows.at.session_state["tv.group"] = some
    shows.at.run()
    shows.check()
    told = [each.value for each in shows.at.markdown]
    assert any("These 60 of 388 shows" in each for each in told)
    assert any("Category" in each.value for each in shows.at.dataframe)
