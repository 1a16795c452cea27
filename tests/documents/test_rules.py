from datetime import date

import pytest

from kheo.documents.rules import PARTS, TABLE, layout_on, small
from kheo.foundation.refusal import Problem, RefusedError


def test_party_layout_before_and_from_the_regulation_of_2026() -> None:
    before, after = layout_on("party", date(2026, 1, 8)), layout_on("party", date(2026, 1, 9))
    assert {rule.document for rule in before.rules} == {"Hướng dẫn 36-HD/VPTW"}
    assert {rule.document for rule in after.rules} == {"Quy định 399-QĐ/TW"}
    assert after.citations == ("Quy định 399-QĐ/TW (chưa đối chiếu văn bản)",)
    assert [rule.key for rule in before.rules if rule.verified] == ["party.text", "party.head"]
    assert not after.verified
    # No new technical guide was found: the measures stay.
    assert before.measures() == after.measures()


@pytest.mark.parametrize(
    ("kind", "first", "eve"),
    [
        ("party", date(2018, 4, 3), date(2018, 4, 2)),
        ("administrative", date(2020, 3, 5), date(2020, 3, 4)),
    ],
)
def test_a_day_before_the_oldest_rule_is_refused(kind: str, first: date, eve: date) -> None:
    assert layout_on(kind, first).kind == kind
    with pytest.raises(RefusedError) as refused:
        layout_on(kind, eve)
    told = f"Khéo có quy định thể thức từ ngày {first:%d/%m/%Y}, văn bản này ghi {eve:%d/%m/%Y}; xem lại ngày trên văn bản."
    assert refused.value.problems == (Problem(told, "ngày văn bản"),)


def test_administrative_measures_are_those_of_decree_30() -> None:
    look = layout_on("administrative", date(2025, 1, 6))
    assert (look.width, look.height, look.top, look.bottom, look.left, look.right) == (210, 297, 20, 20, 30, 15)
    assert (look.body, look.title, look.between, look.under_issuer, look.position_bold) == (14, 14, 6, "rule", True)
    assert look.text_width == 165
    assert [rule.verified for rule in look.rules] == [True, True, False, False, False]


def test_party_measures_are_those_of_the_guide() -> None:
    look = layout_on("party", date(2024, 12, 26))
    assert (look.name, look.superior, look.issuer, look.number, look.place) == (15, 14, 14, 14, 14)
    assert (look.title, look.subject, look.body, look.under_issuer, look.position_bold) == (16, 14, 14, "star", False)


def test_every_measure_used_lies_within_what_its_rule_allows() -> None:
    measures = [(rule.key, name, value) for rule in TABLE.rules for name, value in rule.value.items() if isinstance(value, list)]
    assert len(measures) == 81
    assert [(key, name) for key, name, (used, least, most) in measures if not least <= used <= most] == []


def test_every_key_has_one_row_on_any_day() -> None:
    days = {rule.valid_from for rule in TABLE.rules} | {date(2026, 1, 8), date(2030, 1, 1)}
    for kind, first in (("party", date(2018, 4, 3)), ("administrative", date(2020, 3, 5))):
        for day in (day for day in days if day >= first):
            counts = {part: sum(r.key == f"{kind}.{part}" and r.holds_on(day) for r in TABLE.rules) for part in PARTS}
            assert counts == dict.fromkeys(PARTS, 1)


def test_an_annex_set_small_is_smaller_in_its_type_alone() -> None:
    whole = layout_on("party", date(2024, 1, 1))
    annex = small(whole)
    assert (annex.body < whole.body, annex.table < whole.table, annex.spacing) == (True, True, 1)
    assert (annex.left, annex.rules) == (whole.left, whole.rules)
