"""The tree of an initiative as a picture: an indented list with its lines drawn, narrow enough for a phone, nothing scaled.

Places are reckoned here, the template writes the SVG: titles are somebody's words and go through its escaping.
"""

from dataclasses import dataclass
from textwrap import wrap

from kheo.movement.queries.spread import Standing

WIDTH = 350  # what a phone of 390 px leaves between its margins
STEP, LEFT, DOT = 16, 8, 5
LINE, GAP = 20, 14
LETTER = 7.6  # width of a letter of 15 px, on the safe side: Vietnamese words are short and break anywhere
# Deeper ones stand under each other and say their generation: a chain of five hundred is no wider than one of nine.
DEEPEST = 8
TITLE_LINES = 3
# A picture longer than that is looked at by nobody; the list under it has them all.
MOST_DRAWN = 300


@dataclass(frozen=True)
class Drawn:
    """One initiative: where its dot and its lines of words stand, and the elbow that leads down to it (None: no line)."""

    standing: Standing
    x: int
    y: int
    title: tuple[tuple[int, str], ...]
    notes: tuple[tuple[int, str], ...]
    elbow: str

    @property
    def text_x(self) -> int:
        return self.x + DOT + 8


@dataclass(frozen=True)
class Picture:
    rows: tuple[Drawn, ...]
    height: int
    left_out: int
    width: int = WIDTH


def draw_family(standings: tuple[Standing, ...]) -> Picture:
    """Place every one under the other, each a step right of the one it learnt from."""
    at: dict[int, tuple[int, int]] = {}
    drawn = []
    top = GAP
    for standing in standings[:MOST_DRAWN]:
        branch = standing.branch
        x = LEFT + STEP * min(branch.generation, DEEPEST)
        room = int((WIDTH - x - DOT - 8) / LETTER)
        lines = wrap(standing.title, room, max_lines=TITLE_LINES, placeholder=" …")
        y = top + LINE // 2
        notes = wrap(_note(standing), room + 4, max_lines=2, placeholder=" …")
        elbow = ""
        if branch.parent is not None and branch.generation <= DEEPEST:
            above_x, above_y = at[branch.parent]
            elbow = f"M{above_x} {above_y + DOT}V{y}H{x - DOT}"
        title = tuple((top + LINE * number + 15, line) for number, line in enumerate(lines))
        top += LINE * len(lines)
        told = tuple((top + LINE * number + 15, line) for number, line in enumerate(notes))
        top += LINE * len(notes) + GAP
        drawn.append(Drawn(standing, x, y, title, told, elbow))
        at[branch.key] = (x, y)
    return Picture(tuple(drawn), top, len(standings) - len(drawn))


def _note(standing: Standing) -> str:
    parts = [standing.place, f"học năm {standing.learnt_year}" if standing.learnt_year else f"từ năm {standing.years[:4]}"]
    if standing.branch.generation > DEEPEST:
        parts.append(f"đời thứ {standing.branch.generation}")
    return " · ".join(part for part in parts if part)
