import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.documents.content import Paragraph, Signature
from kheo.documents.printing import breakable, printable
from kheo.foundation.refusal import Problem, RefusedError
from tests.documents import samples


def test_text_is_tidied_everywhere() -> None:
    decomposed = "Tô\u0309  da\u0302n\nphô\u0301"
    ready = printable(samples.decision(subject=decomposed, blocks=(Paragraph(decomposed),), recipients=(decomposed,)), "paper")
    assert (ready.subject, ready.blocks, ready.recipients) == ("Tổ dân phố", (Paragraph("Tổ dân phố"),), ("Tổ dân phố",))


def test_controls_that_show_nothing_go() -> None:
    hostile = "A\u202eB\u2066C\u200bD\x00E\x07F\u00adG\tH"
    assert printable(Signature(hostile), "paper") == Signature("ABCDEFG H")


def test_what_cannot_be_printed_is_refused_with_every_place() -> None:
    paper = samples.decision(subject="xanh 🌱", signature=Signature("T/M", "", "Người \ue000 ký"))
    with pytest.raises(RefusedError) as refused:
        printable(paper, "paper")
    assert refused.value.problems == (
        Problem("Ký tự U+1F331 trong «xanh 🌱» không in được; xoá hoặc thay bằng chữ rồi làm lại.", "trích yếu"),
        Problem("Ký tự U+E000 trong «Người \ue000 ký» không in được; xoá hoặc thay bằng chữ rồi làm lại.", "phần ký"),
    )


def test_half_a_character_is_left_out() -> None:
    assert printable(samples.decision(subject="a\ud83cb"), "paper").subject == "ab"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\N{ZERO WIDTH SPACE}")))
def test_breakable_adds_places_to_break_and_nothing_else(text: str) -> None:
    broken = breakable({"a": [text, None, 3]})
    assert broken["a"][1:] == [None, 3]
    assert broken["a"][0].replace("\N{ZERO WIDTH SPACE}", "") == text
    assert not re.search(r"[^\s\u200b]{31,}", broken["a"][0])
