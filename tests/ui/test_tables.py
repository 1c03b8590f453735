"""Tables of items."""

from __future__ import annotations

import pandas as pd

from embedviz.ui.tables import ROW, WRAPPED, row_height


def test_short_labels_have_rows_of_one_line():
    assert row_height(pd.Series(["Vancouver, Canada", "Married... with Children"]), 165) == ROW
    assert row_height(pd.Series([], dtype=str), 165) == ROW


def test_long_labels_have_room_for_all_of_their_lines():
    assert (
        row_height(pd.Series(["The kitten chased its own tail around the room."]), 165) == WRAPPED
    )
    longer = row_height(pd.Series(["many words " * 10]), 165)
    assert longer > WRAPPED
    assert row_height(pd.Series(["many words " * 1000]), 165) == longer
