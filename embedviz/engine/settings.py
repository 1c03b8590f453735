"""Settings: what the operator of a server decides, in one file or in the environment.

The file is ``embedviz.toml`` in the folder the server is started from, or the one that
``EMBEDVIZ_SETTINGS`` names. ``EMBEDVIZ_WORKERS=4`` and the like go before the file.
``embedviz.example.toml`` lists every setting with its default.
"""

from __future__ import annotations

import json
import os
import textwrap
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

from embedviz.engine.threads import n_cores
from embedviz.errors import InvalidParameter, InvalidSettings
from embedviz.parameters import check_value, knobs, parameter

FILE = "embedviz.toml"
PREFIX = "EMBEDVIZ_"

MEMORY = {"normal": "as much as is useful", "small": "little"}
SMALL = {"workers": 1, "memory_megabytes": 256}
"""What a server with little memory has where nothing else is said. With room for fewer results
than a page needs, each visitor's session holds its own: 67 MB a visitor of the words."""

_KINDS = {bool: "true or false", str: "text", tuple: "a list of names"}
_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the operator decides of the engine; what else an app lets him decide is a subclass.

    ``variables`` are those of the environment that aren't the prefix and the setting's name.
    """

    title: ClassVar[str] = "Settings"
    variables: ClassVar[Mapping[str, str]] = {}

    # Two, so that a long job never keeps all waiting; four, because each may hold a model.
    workers: int = parameter(
        min(4, max(2, n_cores())), "Workers", low=1, high=256,
        help="Jobs that run at once on this machine, each in a process of its own. The default "
        "is the number of cores, at least 2 and at most 4.",
    )  # fmt: skip
    scheduler: str = parameter(
        "", "Cluster",
        help="Address of an existing Dask scheduler, such as tcp://10.0.0.5:8786; jobs then run "
        "there and not on this machine. Its workers need embedviz installed.",
    )  # fmt: skip
    cache_folder: str = parameter(
        "", "Cache folder",
        help="Where results are kept between starts, on a local disk; empty for the user's "
        "cache folder.",
    )  # fmt: skip
    cache_megabytes: int = parameter(
        2_048, "Cache on the disk", low=0, high=10_000_000,
        help="The most that the cache takes on the disk, in megabytes; the oldest results go "
        "first. 0 keeps nothing on the disk.",
    )  # fmt: skip
    memory_megabytes: int = parameter(
        512, "Cache in memory", low=0, high=1_000_000,
        help="The most that the latest results take in the server's memory, in megabytes.",
    )  # fmt: skip
    memory: str = parameter(
        "normal", "Memory", choices=MEMORY,
        help='"small" is for a server with little memory: one worker, fewer results kept in '
        "memory, nothing loaded before somebody asks for it, and a worker ends when it has had "
        "nothing to do for a while.",
    )  # fmt: skip
    keep_private: bool = parameter(
        False, "Keep private results",
        help="Whether results made from what visitors bring may be written to the disk. If not, "
        "they are in memory only.",
    )  # fmt: skip
    reading_megabytes: int = parameter(
        4_000, "Memory for reading", low=500, high=1_000_000,
        help="The most memory that reading what one visitor brings may take, in megabytes.",
    )  # fmt: skip
    reading_seconds: int = parameter(
        120, "Time for reading", low=1, high=86_400,
        help="The most processor time that reading what one visitor brings may take, in seconds.",
    )  # fmt: skip
    jobs_for_a_session: int = parameter(
        3, "Jobs for a session", low=1, high=1_000,
        help="How many jobs of one visitor run or wait at once.",
    )  # fmt: skip
    shipped_folder: str = parameter(
        "", "Shipped results",
        help="A folder of results computed beforehand, which are read and never changed; empty "
        "for none.",
    )  # fmt: skip

    def __post_init__(self) -> None:
        for name, (field, knob) in knobs(self).items():
            value, kind = getattr(self, name), type(field.default)
            if kind is tuple and isinstance(value, str | list):
                value = (value,) if isinstance(value, str) else tuple(value)
                object.__setattr__(self, name, value)
            right = kind not in _KINDS or isinstance(value, kind)
            if not right or (kind is tuple and not all(isinstance(each, str) for each in value)):
                raise InvalidSettings(f"Settings: {name} must be {_KINDS[kind]}, got {value!r}.")
            try:
                check_value(name, value, knob)
            except InvalidParameter as error:
                raise InvalidSettings(f"Settings: {error}") from None

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read the operator's file and the environment, which goes before it.

        Raises
        ------
        InvalidSettings
            For a file that can't be read, a setting that isn't known or a value out of range.
        """
        environment = os.environ if environment is None else environment
        named = environment.get(f"{PREFIX}SETTINGS")
        path = Path(named or FILE)
        values: dict[str, Any] = {}
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            if named:
                raise InvalidSettings(f"There is no settings file {path}.") from None
        except (OSError, ValueError) as error:
            raise InvalidSettings(f"The settings file {path} can't be read: {error}.") from None
        for name in values.keys() - knobs(cls).keys():
            raise InvalidSettings(
                f'{path}: there is no setting "{name}". There are {", ".join(knobs(cls))}.'
            )
        for name, (field, _) in knobs(cls).items():
            variable = cls.variable(name)
            if variable in environment:
                values[name] = _value(variable, environment[variable], field.default)
        return cls(**(SMALL | values if values.get("memory") == "small" else values))

    @classmethod
    def variable(cls, name: str) -> str:
        """Give the variable of the environment that sets ``name``."""
        return cls.variables.get(name, PREFIX + name.upper())

    @classmethod
    def example(cls) -> str:
        """Give the text of an example file: every setting, what it does, its default."""
        lines = ["# Copy to embedviz.toml and change what you like. A variable of the environment,"]
        lines += ["# named with each setting, goes before this file.", ""]
        for name, (field, knob) in knobs(cls).items():
            default = 2 if name == "workers" else field.default  # the same text on every machine
            lines += textwrap.wrap(
                f"{knob.help} ({cls.variable(name)})", 96, initial_indent="# ",
                subsequent_indent="# ", break_on_hyphens=False,
            )  # fmt: skip
            lines += [f"# {name} = {json.dumps(default)}", ""]  # of a tuple it makes a list
        return "\n".join(lines)


def _value(name: str, text: str, default: Any) -> Any:
    try:
        if isinstance(default, bool):
            return _WORDS[text.strip().lower()]
        if isinstance(default, int):
            return int(text.replace("_", ""))
    except (KeyError, ValueError):
        kind = "true or false" if isinstance(default, bool) else "a whole number"
        raise InvalidSettings(f"{name} must be {kind}, got {text!r}.") from None
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text
