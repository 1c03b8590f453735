"""Settings of the app: what an operator decides of uploads and models, beside the engine's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from embedviz.engine.settings import Settings
from embedviz.errors import InvalidSettings, LimitReached
from embedviz.parameters import parameter

ANY = "any"
_SITE = re.compile(r"https?://(\*\.)?[\w.-]+(:\d+)?")


@dataclass(frozen=True, kw_only=True)
class AppSettings(Settings):
    """What the operator decides; every limit has a sentence for the visitor who meets it."""

    variables: ClassVar[Mapping[str, str]] = {"models_folder": "EMBEDVIZ_MODELS"}

    upload_megabytes: int = parameter(
        200, "Largest upload", low=1, high=100_000,
        help="The largest file a visitor may bring, in megabytes.",
    )  # fmt: skip
    most_items: int = parameter(
        200_000, "Most items", low=1, high=100_000_000,
        help="The most rows, texts or vectors of a visitor's own that are drawn at once; of more, "
        "a sample is offered.",
    )  # fmt: skip
    allowed_models: tuple[str, ...] = parameter(
        (ANY,), "Allowed models",
        help='Names of the models on the hub that visitors may choose; "any" for all. The '
        "bundled model and those in the models folder can always be chosen.",
    )  # fmt: skip
    models_folder: str = parameter(
        "", "Models folder",
        help="A folder on this machine whose subfolders are models that visitors may choose.",
    )  # fmt: skip

    framed_by: tuple[str, ...] = parameter(
        (), "May show it in a frame",
        help="Addresses of sites that may show the app in a frame, such as "
        "https://huggingface.co; none at first.",
    )  # fmt: skip

    def __post_init__(self) -> None:
        super().__post_init__()
        for each in self.framed_by:
            if not _SITE.fullmatch(each):
                raise InvalidSettings(
                    f'Settings: framed_by must be addresses such as "https://example.org", '
                    f"got {each!r}."
                )

    def check_model(self, name: str) -> None:
        """Raise :class:`LimitReached` if visitors may not choose this model of the hub."""
        if ANY not in self.allowed_models and name not in self.allowed_models:
            allowed = ", ".join(self.allowed_models) or "only the models in its list"
            raise LimitReached(
                f'The model "{name}" is not among those this server allows. Choose another: '
                f"{allowed}."
            )
