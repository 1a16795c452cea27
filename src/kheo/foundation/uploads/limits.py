"""What may be uploaded, for what purpose, how large: the table ``foundation/data/uploads.toml``."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

Purpose = Literal["evidence", "paper", "picture", "spreadsheet", "font"]


class RefusedUpload(ValueError):  # noqa: N818 - a refusal is the expected answer to a bad file, not a fault of the program
    """The file is not taken; the text says in plain Vietnamese what is wrong, where, and how to mend it."""


@dataclass(frozen=True)
class PurposeLimits:
    label: str
    max_bytes: int
    extensions: tuple[str, ...]


@dataclass(frozen=True)
class ArchiveLimits:
    max_entries: int
    max_total_bytes: int
    max_ratio: int
    ratio_counts_above: int
    max_depth: int


@dataclass(frozen=True)
class ImageLimits:
    max_pixels: int
    max_edge: int
    quality: int
    page_edge: int
    page_quality: int
    list_edge: int
    list_quality: int


_TABLE = tomllib.loads(files("kheo.foundation").joinpath("data", "uploads.toml").read_text(encoding="utf-8"))

PURPOSES: dict[str, PurposeLimits] = {
    key: PurposeLimits(row["label"], row["max_bytes"], tuple(row["extensions"])) for key, row in _TABLE["purpose"].items()
}
ARCHIVE = ArchiveLimits(**_TABLE["archive"])
IMAGE = ImageLimits(**_TABLE["image"])
MAX_NAME_LENGTH: int = _TABLE["name"]["max_length"]
MEDIA_TYPES: dict[str, str] = _TABLE["type"]
