from decimal import Decimal

import pytest

from kheo.assessment.rules.points import item_problem
from kheo.assessment.rules.schemes import Item, Part, Scoring

STEPS = Item("1", Decimal(8), step=Decimal("0.5"))
LEVELS = Item("2", Decimal(10), scoring=Scoring.LEVELS, levels=(Decimal(0), Decimal(5), Decimal(10)))
FREE = Item("3", Decimal(8), scoring=Scoring.FREE)
VETO = Item("4", Decimal(1), Part.VETO)


@pytest.mark.parametrize(
    ("item", "points", "said"),
    [
        (STEPS, "7.5", ""),
        (STEPS, "7.25", "Điểm 7,25 không theo bước 0,5; nhập bội số của 0,5."),
        (LEVELS, "5", ""),
        (LEVELS, "5.5", "Điểm 5,5 không phải một mức của mục; các mức: 0, 5, 10."),
        (FREE, "7.37", ""),
        (FREE, "8", ""),
        (FREE, "8.01", "Điểm 8,01 nằm ngoài khoảng 0 đến 8; nhập lại trong khoảng này."),
        (VETO, "0", ""),
        (VETO, "1", ""),
        (VETO, "0.5", "Mục điểm liệt chỉ có 0 (không) hoặc 1 (có)."),
    ],
)
def test_points_follow_the_items_way_of_scoring(item, points, said):
    assert item_problem(item, Decimal(points)) == said
