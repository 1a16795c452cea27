"""Findings of one line: each tells a few words around it, and the work grows with the line, not with its square."""

from kheo.democracy.sensitive import look_at_text, telling
from kheo.democracy.sensitive.values import masked

ROW = "Hộ ông Nguyễn Văn A, số định danh 001099012345, sinh ngày 02/03/1960, điện thoại 0912 345 678, nhận 1.500.000 đồng. "


def test_each_value_of_a_long_line_is_masked_once(monkeypatch):
    asked = []

    def counted(kind, value):
        asked.append(value)
        return masked(kind, value)

    monkeypatch.setattr(telling, "masked", counted)
    look = look_at_text(ROW * 200)
    assert (len(look.findings), len(asked)) == (600, 600)


def test_around_a_finding_other_values_are_masked_and_those_cut_left_out():
    one = look_at_text(ROW * 3).findings[4]
    assert (one.before, one.shown, one.after) == (
        "… Văn A, số định danh xxxxxxxxx345, sinh ngày ",
        "xx/xx/1960",
        ", điện thoại xxxx xxx 678, nhận 1.500.000 đồn…",
    )
