"""Reading a criteria set from TOML: its groups, items and classes, every fault named by its line.

Layout of a file::

    code = "dvk-minh-hoa"          # small letters, digits, hyphens
    title = "…"                    # as pages show it
    source = "…"                   # document it was taken from with its address, or who made it
    illustrative = true            # made as an example, not from a published rule
    excerpt = true                 # optional: only a part of the published rule was read …
    unread = "…"                   # … and this was not; an excerpt may have no classes
    total = 100                    # optional: the most a unit can reach; checked
    basis = "percent"              # optional: thresholds are shares of the unit's maximum; "points" when left out
    met_at = 50                    # optional: percent of an item's points from which it counts as met
    self_cap = 90                  # optional: what all items but those of the level above count at most
    veto = "lowest"                # optional: the class when a veto item was met; "none" when left out

    [[kinds]]                      # optional: kinds of unit that differ in their items or classes
    code = "co-quan"
    label = "…"
    total = 100                    # optional; checked

    [[groups]]
    name = "…"
    total = 40                     # optional; checked

    [[groups.items]]
    code = "1-1"
    text = "…"
    maximum = 10                   # a veto item needs none
    step = 0.5                     # optional, 1 when left out
    scoring = "free"               # optional: "steps", "free", "levels"
    part = "bonus"                 # optional: "ordinary", "bonus", "minus", "veto"
    giver = "above"                # optional: "self", "verifier", "above"
    only_for = ["co-quan"]         # optional: kinds of unit
    evidence = "…"                 # optional; one, or a list

    [[groups.items.levels]]        # optional: named levels in place of steps
    points = 5
    text = "…"

    [[classes]]
    name = "…"
    min_total = 90                 # points, or percent where basis says so
    met_over = 80                  # optional: more than this percent of the criteria met (met_least: at least)
    no_zero = true                 # optional: no item at 0
    kind = "co-quan"               # optional: a threshold of that kind of unit only
"""

import re
import tomllib
from decimal import Decimal

from kheo.assessment.criteria.checking import Checker
from kheo.assessment.criteria.values import SetRead
from kheo.foundation.refusal import Problem, RefusedError

_TABLE = re.compile(r"\s*\[\[\s*([a-z]+(?:\s*\.\s*[a-z]+)*)\s*\]\]")
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


class UnreadableError(RefusedError):
    """The file is no TOML at all: nothing in it could be looked at."""


def read_criteria(content: bytes) -> SetRead:
    """Return the set in *content*; RefusedError names every fault with its line, at once (UnreadableError: not TOML)."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError("Tệp không phải văn bản UTF-8; lưu lại bằng mã UTF-8 rồi nạp.") from None
    try:
        document = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(_broken(str(error), text)) from None
    reader = _Reader(text)
    read = reader.read(document)
    if reader.problems:
        raise RefusedError(*reader.problems)
    return read


def _broken(message: str, text: str) -> Problem:
    place = _AT_LINE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (len(text.splitlines()), 1)
    return Problem(
        f"Không đọc được TOML từ cột {column}. Xem lại dấu nháy, ngoặc vuông và dấu bằng quanh chỗ này.", f"Dòng {line}"
    )


class _Reader(Checker):
    """A table's line is that of its ``[[…]]`` header."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines_of: dict[str, list[int]] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _TABLE.match(line):
                self.lines_of.setdefault(re.sub(r"\s", "", header[1]), []).append(number)

    def where(self, table: str, index: int, name: str) -> str:
        lines = self.lines_of.get(table, [])
        return f"Dòng {lines[index]}, {name}" if index < len(lines) else name

    def item_place(self, group: int, inside: int, before: int) -> str:  # noqa: ARG002  a file has lines, they name the place
        return self.where("groups.items", before, f"mục {before + 1}")
