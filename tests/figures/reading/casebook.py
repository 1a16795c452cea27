"""Sentences of our own making with what they say, as the tests' data: one TOML file a phenomenon.

A figure is written ``key value name=value …`` with the short key (``recognised`` for ``initiatives.recognised``); the
names are dimensions, and ``period``/``place`` where they matter (``_`` stands for a blank, ``none`` for None).
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases"
LOOSE_KEYS = frozenset({"commendations", "medals"})


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    figures: list[dict[str, Any]]
    unmatched: list[str] | None
    notes: list[str]


def load() -> list[Case]:
    cases = []
    for path in sorted(FOLDER.glob("*.toml")):
        for number, entry in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
            cases.append(
                Case(
                    name=f"{path.stem}-{number}",
                    text=entry["text"],
                    figures=[parse(line) for line in entry["figures"]],
                    unmatched=entry.get("unmatched"),
                    notes=entry.get("notes", []),
                )
            )
    return cases


def parse(line: str) -> dict[str, Any]:
    key, value, *rest = line.split()
    pairs = dict(item.split("=", 1) for item in rest)
    expected: dict[str, Any] = {
        "key": key if key in LOOSE_KEYS else f"initiatives.{key}",
        "value": int(value),
        "dimensions": {name: text for name, text in pairs.items() if name not in {"period", "place"}},
    }
    for name in ("period", "place"):
        if name in pairs:
            expected[name] = None if pairs[name] == "none" else pairs[name].replace("_", " ")
    return expected
