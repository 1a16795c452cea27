"""Late first, then by day; of one kind three are shown and the rest folded, unless one alone is left."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kheo.desk.queries.bench import DeskItem
from kheo.desk.queries.items import Fold, Part, folded, parted


def item(number, kind="việc", tone="wait"):
    return DeskItem("Chờ", tone, f"{kind} {number}", "", "Mở", f"/{kind}/{number}/", kind=kind, all_url=f"/{kind}/")


def test_four_of_a_kind_are_all_shown_and_of_five_two_are_folded():
    four = [item(number) for number in range(4)]
    assert folded(four) == four
    five = [item(number) for number in range(5)]
    assert folded(five) == [*five[:3], Fold("việc", tuple(five[3:]), "/việc/")]


def test_a_fold_stands_where_the_last_shown_one_of_its_kind_stands():
    mine, other = [item(number) for number in range(6)], item(0, "khác")
    assert folded([*mine[:4], other, *mine[4:]]) == [*mine[:3], Fold("việc", tuple(mine[3:]), "/việc/"), other]


def test_things_without_a_kind_are_never_folded():
    alone = [DeskItem("Chờ", "wait", f"Việc {number}", "", "Mở", f"/{number}/", due=date(2024, 1, 1)) for number in range(9)]
    assert folded(alone) == alone


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["a", "b", "c"])), unique=True, max_size=40))
def test_nothing_is_lost_and_nothing_shown_twice(drawn):
    items = [item(number, kind) for number, kind in drawn]
    rows = folded(items)
    shown = [one for row in rows for one in (row.items if isinstance(row, Fold) else [row])]
    assert sorted(one.what for one in shown) == sorted(one.what for one in items)
    assert all(len(row.items) > 1 for row in rows if isinstance(row, Fold))


TODAY = date(2026, 11, 30)


def due(days, tone="wait"):
    on = None if days is None else TODAY + timedelta(days=days)
    return DeskItem("Chờ", tone, f"Việc {days}", "", "Mở", f"/{days}/", due=on)


def test_many_things_stand_under_the_time_by_which_they_are_due():
    days = [0, 1, 7, 8, 30, None]
    late = [due(-40, "late"), due(-3, "late")]
    waited = due(-2)
    items = [*late, waited, *(due(number) for number in days)]
    assert parted(items, TODAY) == [
        Part("Đã quá hạn", late),
        Part("Hôm nay", [waited, due(0)]),
        Part("Trong bảy ngày tới", [due(1), due(7)]),
        Part("Sau đó", [due(8), due(30)]),
        Part("Không định ngày", [due(None)]),
    ]


def test_eight_things_are_not_parted_and_none_make_no_part():
    items = [due(number) for number in range(8)]
    assert parted(items, TODAY) == [Part("", items)]
    assert parted([], TODAY) == []


def test_each_part_is_folded_for_itself():
    items = [item(number) for number in range(6)] + [due(number) for number in range(1, 4)]
    dated = sorted(items, key=lambda one: one.due or date.max)
    parts = parted(dated, TODAY)
    assert [part.title for part in parts] == ["Trong bảy ngày tới", "Không định ngày"]
    assert parts[1].rows == folded([item(number) for number in range(6)])
