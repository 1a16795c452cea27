"""Drawings within office files: shapes and letters are taken; scripts, addresses and broken ones are not."""

import pytest

from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.limits import RefusedUpload
from tests.foundation.uploads import samples
from tests.foundation.uploads.test_reaching import with_part

S = 'xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'


def with_drawing(inner, part="word/media/image1.svg", given=""):
    return with_part(samples.word("Báo cáo"), part, f"<svg {S} {given}>{inner}</svg>")


@pytest.mark.parametrize(
    "data",
    [
        with_drawing("<script>alert(1)</script>"),
        with_drawing("<g><foreignObject/></g>"),
        with_drawing("", given='onload="a()"'),
        with_drawing('<image x:href="https://example.com/a.png"/>'),
        with_drawing('<use href="other.svg#a"/>'),
        with_drawing('<a href=" javascript:a()"><text>x</text></a>'),
        with_drawing('<a><animate attributeName="xlink:href" values="javascript:a()"/></a>'),
        with_drawing('<rect style="fill:url( https://example.com/a)"/>'),
        with_drawing("<style>@import 'https://example.com/a.css';</style>"),
        with_drawing("<style>a{b:url(&quot;//example.com/a&quot;)}</style>"),
        with_drawing('<image href="data:image/svg+xml;base64,AAAA"/>'),
        with_drawing("<g>"),
        with_drawing("<script/>", "word/media/image1.png"),
        with_drawing("<script/>", "word/media/IMAGE1.SVG"),
        with_part(samples.word("a"), "word/media/a.svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'),
        with_part(samples.word("a"), "word/media/a.bin", '<?xml version="1.0"?><!-- x --><s:svg xmlns:s="s"><script/></s:svg>'),
        with_part(samples.odt("a"), "Pictures/a.svg", f"<svg {S}><script/></svg>"),
    ],
)
def test_a_drawing_that_runs_or_asks_something_is_refused(data):
    name = "a.odt" if b"opendocument" in data[:200] else "a.docx"
    with pytest.raises(RefusedUpload, match="hình vẽ SVG"):
        check_upload(name, data, "evidence")


@pytest.mark.parametrize(
    "inner",
    [
        '<path d="M0 0"/><text>on load</text>',
        '<defs><g id="a"/></defs><use x:href="#a"/><rect fill="url(#a)" style="fill:url(\'#a\')"/>',
        '<image href="data:image/png;base64,AAAA"/><a href="https://example.com/"><text>x</text></a>',
        '<style>.a{fill:#fff}</style><animate attributeName="x"/><use href=""/>',
    ],
)
def test_a_drawing_of_shapes_and_letters_is_taken(inner):
    assert check_upload("a.docx", with_drawing(inner), "evidence").extension == "docx"
