"""Contrast as WCAG 2.2 measures it (1.4.3 text 4.5 : 1; 1.4.11 edges of controls and graphics 3 : 1)."""

import re

import pytest

from kheo.foundation.ui.built import stylesheet

TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", stylesheet())) | {"white": "#ffffff"}
SURFACES = ("paper", "card", "wash", "son-wash", "lua-wash", "nghe-wash", "cham-wash")
TEXT = [
    *(("ink", surface) for surface in SURFACES),
    *(("soft", surface) for surface in SURFACES),
    *(("son-ink", surface) for surface in ("paper", "card", "wash", "son-wash", "nghe-wash")),
    *((colour, surface) for colour in ("lua", "nghe", "cham") for surface in ("paper", "card", f"{colour}-wash")),
    ("white", "son"),
    ("white", "son-ink"),
    ("card", "ink"),
]
EDGES = [
    *(("edge", surface) for surface in ("paper", "card", "wash")),
    *(("son", surface) for surface in ("paper", "card", "wash", "son-wash")),
    *(("cham", surface) for surface in ("paper", "card", "cham-wash", "son-wash")),
    ("lua", "card"),
    ("gold", "card"),
    ("nghe", "nghe-wash"),
]


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_standard_says():
    # #767676 on white is the well-known lightest grey that passes for text.
    grey, white = luminance("#767676"), luminance("#ffffff")
    assert round((white + 0.05) / (luminance("#000000") + 0.05), 2) == 21
    assert round((white + 0.05) / (grey + 0.05), 2) == 4.54


@pytest.mark.parametrize(("colour", "surface"), TEXT)
def test_text_can_be_read(colour, surface):
    assert contrast(colour, surface) >= 4.5


@pytest.mark.parametrize(("colour", "surface"), EDGES)
def test_edges_of_controls_can_be_seen(colour, surface):
    assert contrast(colour, surface) >= 3


def test_every_colour_of_the_stylesheet_is_a_token():
    rules = re.sub(r":root \{.*?\n\}", "", stylesheet(), flags=re.DOTALL)
    screen = rules.split("@media print")[0]
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", screen)) == {"#fff"}


def test_every_token_used_is_defined():
    defined = set(re.findall(r"--([a-z0-9-]+):", stylesheet()))
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", stylesheet())) - defined == set()
    assert re.findall(r"--([a-z0-9-]+): var\(--\1\)", stylesheet()) == []
