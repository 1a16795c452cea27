import re
from xml.etree import ElementTree as ET

import pytest

from kheo.documents.weaving import GROUND, WARP, WEFT, frame_svg, knot_svg

SVG = "{http://www.w3.org/2000/svg}"
BAR = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+z")
COLUMNS, ROWS, BAND, PITCH = 140, 96, 5, 2.0


def faces(svg: str, colours: tuple[tuple[str, str, str], ...]) -> list[tuple[float, ...]]:
    """The floats of weft or warp: left, top, width, height in mm."""
    drawing = ET.fromstring(svg)  # noqa: S314  our own drawing
    paths = {path.get("fill"): path.get("d", "") for path in drawing.iter(f"{SVG}path")}
    return [tuple(map(float, bar)) for face, _, _ in colours for bar in BAR.findall(paths[face])]


def covered(bars: list[tuple[float, ...]]) -> list[tuple[int, int]]:
    return [
        (column, row)
        for left, top, width, height in bars
        for column in range(int(left / PITCH), int((left + width) / PITCH) + 1)
        for row in range(int(top / PITCH), int((top + height) / PITCH) + 1)
    ]


@pytest.fixture(scope="module")
def frame() -> str:
    return frame_svg(COLUMNS, ROWS, BAND, PITCH)


def test_every_cell_of_the_band_has_one_strip_on_top_and_no_other_cell_has_any(frame: str) -> None:
    cells = covered(faces(frame, WEFT)) + covered(faces(frame, WARP))
    band = {
        (i, j) for i in range(COLUMNS) for j in range(ROWS) if i < BAND or j < BAND or i >= COLUMNS - BAND or j >= ROWS - BAND
    }
    assert len(cells) == len(set(cells))
    assert set(cells) == band


def test_strips_go_over_two_at_most_and_only_the_middles_of_the_sides_turn(frame: str) -> None:
    """A float covers one cell at an edge, two inside; where the mirrored diagonals meet, one or up to four."""
    lengths = [round(width / PITCH + 0.06) for left, _, width, _ in faces(frame, WEFT) if abs(left + width / 2 - 140) > 6]
    lengths += [round(height / PITCH + 0.06) for _, top, _, height in faces(frame, WARP) if abs(top + height / 2 - 96) > 6]
    assert set(lengths) == {1, 2}
    assert lengths.count(2) > 2 * lengths.count(1)


@pytest.mark.parametrize("colours", [WEFT, WARP], ids=["weft", "warp"])
def test_frame_is_the_same_from_left_and_right_top_and_bottom(frame: str, colours: tuple[tuple[str, str, str], ...]) -> None:
    cells = set(covered(faces(frame, colours)))
    assert {(COLUMNS - 1 - i, j) for i, j in cells} == cells
    assert {(i, ROWS - 1 - j) for i, j in cells} == cells


def test_ground_lies_under_the_band_and_not_under_the_words(frame: str) -> None:
    ring = next(p for p in ET.fromstring(frame).iter(f"{SVG}path") if p.get("fill") == GROUND)  # noqa: S314  our own
    assert ring.get("d") == "M0 0h280v192h-280z M10 10v172h260v-172z"


def test_knot_is_five_by_five_over_and_under_by_ones() -> None:
    svg = knot_svg(1.3)
    assert (len(faces(svg, WEFT)), len(faces(svg, WARP))) == (13, 12)


def test_drawing_is_small(frame: str) -> None:
    assert len(frame) < 250_000
    assert frame.count("<path") == 19
