"""The table of kinds: labels for people, patterns for the machine."""

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

_TABLE = tomllib.loads(files("kheo.democracy.sensitive").joinpath("kinds.toml").read_text(encoding="utf-8"))
_NOTHING = r"(?!)"


@dataclass(frozen=True)
class Kind:
    """*heading* searches a folded head of a column; *context* the folded words right before a value; *keeps*: digits kept."""

    key: str
    label: str
    heading: re.Pattern[str]
    context: re.Pattern[str]
    keeps: int


def _kind(key: str) -> Kind:
    row = _TABLE[key]
    before = rf"(?<!\w){row['context']}\s*(?:\([^()]*\)\s*)?(?:la\s*)?(?:so\s*)?[:.\-–(]?\s*$" if row["context"] else _NOTHING
    return Kind(key, row["label"], re.compile(row["heading"]), re.compile(before), row["keeps"])


KINDS = {
    key: _kind(key) for key in ("identity", "old_identity", "telephone", "account", "birth", "birth_year", "mail", "address")
}
PLACE_CODES = frozenset(_TABLE["codes"]["places"])
MEASURED = re.compile(rf"\s*{_TABLE['words']['measures']}(?!\w)")
OF_A_THING = re.compile(rf"(?<!\w){_TABLE['words']['things']}\s*(?:so\s*)?[:.\-–(]?\s*$")
NO_BIRTH = frozenset(_TABLE["words"]["no_birth"])
MANY_PEOPLE = re.compile(rf"(?<!\w){_TABLE['words']['many_people']}(?:\s+(?:nam|nu))?\s*$")
NO_YEAR_OF_BIRTH = re.compile(rf"(?<!\w){_TABLE['words']['no_year_of_birth']}\s*$")
FAMILIES, CALLED, NO_PERSON = (frozenset(_TABLE["people"][key]) for key in ("families", "called", "no_person"))
HISTORY = re.compile(_TABLE["words"]["history"])
