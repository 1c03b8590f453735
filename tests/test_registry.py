"""Registry: names that cost nothing until their member is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from embedviz.errors import UnknownName
from embedviz.registry import Registry


@pytest.fixture
def registry():
    return Registry(
        "container", "collections", {"mapping": "abc:Mapping", "sequence": "abc:Sequence"}
    )


def test_a_name_gives_the_attribute_of_its_module(registry):
    from collections.abc import Mapping

    assert registry["mapping"] is Mapping


def test_names_come_in_the_order_in_which_they_are_offered(registry):
    assert list(registry) == ["mapping", "sequence"]
    assert len(registry) == 2


def test_a_registry_knows_what_is_in_it_without_raising(registry):
    assert "mapping" in registry
    assert "mop" not in registry


def test_an_unknown_name_gets_the_kind_and_the_nearest_name(registry):
    with pytest.raises(UnknownName, match=r"^There is no container called 'maping'. Try mapping.$"):
        registry["maping"]


def test_listing_names_imports_no_member():
    code = (
        "import sys\n"
        "from embedviz.registry import Registry\n"
        "names = list(Registry('tree', 'xml', {'tree': 'etree.ElementTree:parse'}))\n"
        "assert names == ['tree']\n"
        "assert 'xml.etree.ElementTree' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
