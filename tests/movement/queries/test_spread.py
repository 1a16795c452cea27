"""Trees of one, of two hundred, of a chain of five hundred; whom they reach; what the public is not told."""

from datetime import date

import pytest

from kheo.movement.models import Guidance, Initiative, Lineage, Registration, Result
from kheo.movement.queries.lineage import find_origins, initiatives_named, keys_above, learnt_below, learnt_from
from kheo.movement.queries.spread import beside, spread_of, tree_of
from kheo.movement.views.family_picture import DEEPEST, MOST_DRAWN, draw_family
from kheo.movement.views.spread import nested
from tests import factories

pytestmark = pytest.mark.django_db


def initiative(programme, title, **fields):
    return factories.make_registration(programme, title, state="running", **fields).initiative


def learn(copy, origin, year=2024):
    return Lineage.objects.create(copy=copy, origin=origin, learnt_on=date(year, 3, 1))


def many(programme, count, parent_of):
    """*count* initiatives with a registration each, the n-th learnt from ``parent_of(n)`` of those before."""
    unit = factories.make_unit("gso2024-13325", "Phường Hòa Mạc")
    made = Initiative.objects.bulk_create(
        Initiative(
            locality=programme.locality, unit=unit, title=f"Cách {n}", folded=f"cach {n}", kind="mo_hinh", subject="collective"
        )
        for n in range(count + 1)
    )
    field = programme.fields.get(key="economy")
    Registration.objects.bulk_create(
        Registration(programme=programme, initiative=one, field=field, registered_on=date(2024, 2, 1)) for one in made
    )
    Lineage.objects.bulk_create(
        Lineage(copy=made[n], origin=made[parent_of(n)], learnt_on=date(2024, 3, 1)) for n in range(1, count + 1)
    )
    return made


@pytest.mark.parametrize(("count", "parent_of"), [(1, lambda n: n - 1), (200, lambda n: (n - 1) // 3), (500, lambda n: n - 1)])
def test_a_tree_is_three_queries_however_many_and_however_deep(programme, django_assert_num_queries, count, parent_of):
    root = many(programme, count, parent_of)[0]
    with django_assert_num_queries(3):
        tree = tree_of(root)
    assert (len(tree.rows), tree.reach.copies, tree.unnamed) == (count + 1, count, 0)
    assert tree.reach.generations == {1: 1, 200: 5, 500: 500}[count]
    picture = draw_family(tree.rows)
    assert (len(picture.rows), picture.left_out) == (min(count + 1, MOST_DRAWN), max(count + 1 - MOST_DRAWN, 0))
    assert max(row.x for row in picture.rows) <= 8 + 16 * DEEPEST
    assert [row.y for row in picture.rows] == sorted({row.y for row in picture.rows})
    listed, waiting = 0, nested(tree.rows)
    while waiting:
        node = waiting.pop()
        listed += 1
        waiting += node.children
    assert listed == count


def test_reach_counts_places_once_and_people_by_their_newest_number(programme, wards, place):
    root = initiative(programme, "Gốc", unit=wards["hoa_mac"])
    first = initiative(programme, "Một", unit=wards["hoang_dong"])
    second = initiative(programme, "Hai", unit=wards["hoang_dong"])
    third = initiative(programme, "Ba", unit=wards["hoa_mac"])
    learn(first, root, 2023)
    learn(second, first, 2024)
    learn(third, root, 2024)
    next_year = factories.make_programme(place, 2025)
    again = Registration.objects.create(
        programme=next_year, initiative=first, field=next_year.fields.get(key="economy"), registered_on=date(2025, 2, 1)
    )
    for row, measure, value, day in (
        (first.registrations.get(programme=programme), "people", 100, date(2024, 6, 1)),
        (again, "people", 140, date(2025, 6, 1)),
        (again, "dong", 9, date(2025, 6, 1)),
        (second.registrations.get(), "households", 20, date(2024, 6, 1)),
        (root.registrations.get(), "people", 9000, date(2024, 6, 1)),
    ):
        Result.objects.create(registration=row, measure=measure, value=value, as_of=day)
    reach = tree_of(root).reach
    assert (reach.copies, reach.places, reach.generations, reach.households, reach.people) == (3, 2, 2, 20, 140)
    assert [(one.year, one.copies, one.places, one.households, one.people) for one in reach.years] == [
        (2023, 1, 1, 0, 140),
        (2024, 2, 1, 20, 0),
    ]
    rows = {row.title: row for row in tree_of(root).rows}
    assert (rows["Một"].years, rows["Một"].place, rows["Một"].people) == ("2024–2025", "Phường Hoàng Đông", 140)


def test_across_the_turn_each_keeps_the_name_of_its_year(programme, wards):
    """Hòa Mạc ended on 01/07/2025; Duy Tiên, a locality of its own, learnt from it the year after."""
    old = initiative(programme, "Đường hoa", unit=wards["hoa_mac"])
    ward = factories.make_locality(factories.WARD)
    new = initiative(factories.make_programme(ward, 2026), "Đường hoa Duy Tiên", unit=wards["duy_tien"])
    learn(new, old, 2026)
    assert [(row.place, row.years) for row in tree_of(old).rows] == [("Phường Hòa Mạc", "2024"), ("Phường Duy Tiên", "2026")]


def test_what_was_only_ever_stopped_is_counted_and_not_named(programme):
    root, stopped = initiative(programme, "Gốc"), initiative(programme, "Việc đã thôi")
    below = initiative(programme, "Cháu")
    learn(stopped, root)
    learn(below, stopped)
    Registration.objects.filter(initiative=stopped).update(state="stopped")
    tree = tree_of(root)
    assert [row.title for row in tree.rows] == ["Gốc", "một mô hình không nêu tên", "Cháu"]
    assert (tree.rows[1].place, tree.unnamed, tree.reach.copies) == ("", 1, 2)
    assert beside(below).origins[0].initiative is None
    found = spread_of(programme.locality)
    assert [(one.copy.title, one.origin, one.words) for one in found.newest] == [("Cháu", None, "")]
    assert (found.copies, found.years) == (2, [(2024, 2)])


def test_the_picture_of_a_locality(programme, django_assert_max_num_queries):
    root, copy, ready, quiet = (initiative(programme, title) for title in ("Gốc", "Một", "Sẵn sàng", "Chưa công khai"))
    learn(copy, root, 2022)
    Lineage.objects.create(copy=ready, origin_words="Xã Minh Hoạ, 2019", learnt_on=date(2024, 1, 5))
    Guidance.objects.create(initiative=ready, steps="Bàn", is_public=True)
    Guidance.objects.create(initiative=quiet, steps="Bàn")
    Guidance.objects.create(initiative=root, steps="Bàn", is_public=True)
    with django_assert_max_num_queries(5):
        found = spread_of(programme.locality)
    assert [(one.initiative.title, one.copies) for one in found.most_copied] == [("Gốc", 1)]
    assert [(one.copy.title, one.words) for one in found.newest] == [("Sẵn sàng", "Xã Minh Hoạ, 2019"), ("Một", "")]
    assert [one.initiative.title for one in found.ready] == ["Sẵn sàng"]
    assert found.years == [(2022, 1), (2023, 0), (2024, 1)]
    told = beside(ready)
    assert ([one.words for one in told.origins], told.copies, told.has_guidance) == (["Xã Minh Hoạ, 2019"], 0, True)


def test_a_circle_that_a_restored_copy_holds_ends(programme):
    one, two = initiative(programme, "Một"), initiative(programme, "Hai")
    learn(one, two)
    learn(two, one)
    assert [row.title for row in tree_of(one).rows] == ["Một", "Hai"]
    assert keys_above(one.pk) == {one.pk, two.pk}


def test_rows_that_stayed_with_a_double_lead_nowhere(programme):
    root, kept, double, copy = (initiative(programme, title) for title in ("Gốc", "Giữ", "Trùng", "Chép"))
    for one in (kept, double):
        learn(one, root)
        learn(copy, one)
    Initiative.objects.filter(pk=double.pk).update(merged_into=kept)
    assert [row.title for row in tree_of(root).rows] == ["Gốc", "Giữ", "Chép"]
    assert [(one.origin, one.copy) for one in learnt_below(root.pk)] == [(root.pk, kept.pk), (kept.pk, copy.pk)]
    assert [row.origin for row in learnt_from(copy)] == [kept]
    assert beside(root).copies == 1


def test_origins_are_found_by_folded_words_here_and_where_they_were_recognised(programme, elsewhere):
    here = initiative(programme, "Đường hoa thay rác")
    copy = initiative(programme, "Đường hoa xanh")
    far = factories.make_programme(elsewhere)
    known = factories.make_registration(far, "Đường hoa bốn mùa", state="recognised").initiative
    factories.make_registration(far, "Đường hoa kín", state="running")
    bare = initiative(programme, "Đường hoa không năm")
    bare.registrations.all().delete()
    place = programme.locality
    assert find_origins(place, "duong HOA", copy) == [here, known]
    assert find_origins(place, "rác hoa", copy) == [here]
    assert (find_origins(place, " ", copy), find_origins(place, "chợ", copy)) == ([], [])
    assert initiatives_named().get(pk=bare.pk).newest_year is None
