"""The code pages and the thresholds: ``foundation/data/legacy_fonts.toml``."""

import tomllib
from importlib.resources import files
from typing import Any

TABLES: dict[str, Any] = tomllib.loads(files("kheo.foundation").joinpath("data", "legacy_fonts.toml").read_text(encoding="utf-8"))
