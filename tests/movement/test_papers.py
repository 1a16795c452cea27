from datetime import date
from decimal import Decimal

import pytest

from kheo.documents.content import Table
from kheo.documents.pdf import to_pdf
from kheo.foundation.refusal import RefusedError
from kheo.movement.papers import minutes
from tests import factories


def test_minutes_list_every_closed_sheet_by_place(programme, wards):
    for title, total in (("Một", 80), ("Hai", 90.5)):
        factories.make_assessment(factories.make_registration(programme, title, unit=wards["hoa_mac"]), total)
    paper = minutes(programme)
    (table,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert table.rows == (
        ("1", "Hai", "Phường Hòa Mạc", "90,5", "90,5", "Đạt"),
        ("2", "Một", "Phường Hòa Mạc", "80", "80", "Đạt"),
    )
    assert (paper.on, paper.place, paper.draft, paper.annexes, paper.number) == (date(2024, 12, 10), "Duy Tiên", False, (), None)
    assert to_pdf(paper).startswith(b"%PDF")


def test_differences_stand_in_the_annex_with_their_reason(programme):
    sheet = factories.make_assessment(factories.make_registration(programme, "Một"), 80)
    score = sheet.scores.get()
    score.self_score, score.reason = Decimal("85.5"), "thiếu sổ thu chi"
    score.save()
    (annex,) = minutes(programme).annexes
    (table,) = annex.blocks
    assert table.rows == (("Một", "hieu-qua. Hiệu quả", "85,5", "80", "thiếu sổ thu chi"),)


def test_minutes_are_a_draft_while_a_sheet_is_open(programme):
    factories.make_assessment(factories.make_registration(programme), 80)
    factories.make_assessment(factories.make_registration(programme), 70, None)
    assert minutes(programme).draft


def test_without_a_closed_sheet_there_is_nothing_to_write_down(programme):
    factories.make_assessment(factories.make_registration(programme), 80, None)
    with pytest.raises(RefusedError) as refused:
        minutes(programme)
    assert str(refused.value) == "Chưa chốt phiếu điểm nào nên chưa có gì để lập biên bản. Chốt điểm rồi lập lại."
