"""The table of words that are read for short forms, units and signs."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

_TABLE = tomllib.loads(files("kheo.democracy.speaking").joinpath("words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Pace:
    """*per_minute*, *breath*: syllables («tiếng»); *source* says where they are from, *verified* whether a text was read."""

    per_minute: int
    breath: int
    source: str
    verified: bool


PACE = Pace(**_TABLE["pace"])
BODIES: dict[str, str] = _TABLE["bodies"]
PAPERS: dict[str, str] = _TABLE["papers"]
SHORT: dict[str, str] = _TABLE["papers"] | _TABLE["bodies"] | _TABLE["short"]
DOTTED: dict[str, str] = _TABLE["dotted"]
UNITS: dict[str, str] = _TABLE["units"]
SIGNS: dict[str, str] = _TABLE["signs"]
KNOWN_DAYS = frozenset(_TABLE["days"]["known"])
ROMAN_AFTER = frozenset(_TABLE["roman"]["after"])
NAMES: dict[str, list[str]] = _TABLE["names"]
