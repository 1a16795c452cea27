from datetime import date, timedelta

from kheo.directives.actions.documents import end_directive
from kheo.directives.models import Directive
from kheo.directives.queries.counts import Counts
from kheo.directives.queries.documents import (
    find_directive,
    find_requirement,
    in_force,
    replacements_for,
    requirements_for,
    shown_directives,
    shown_requirements,
)
from kheo.directives.queries.owners import named_owners, owner_groups, units_living
from kheo.organisation.models import Unit, UnitVersion


def test_directives_hold_from_their_day_until_before_their_end(scene):
    old = scene.directive()
    end_directive(scene.office, old, date(2023, 6, 1), "Hết thời hạn", 1)
    law = scene.directive(number="10/2022/QH15", issued_on=date(2022, 11, 10), valid_from=date(2023, 7, 1))

    def holding(day):
        return {one.pk for one in in_force(Directive.objects.filter(locality=scene.locality), day)}

    assert holding(date(2019, 1, 6)) == set()
    assert holding(date(2019, 1, 7)) == {old.pk}
    assert holding(date(2023, 5, 31)) == {old.pk}
    assert holding(date(2023, 6, 1)) == set()
    assert holding(date(2023, 7, 1)) == {law.pk}


def test_the_list_has_what_holds_first_with_its_counts_in_two_queries(scene, there, django_assert_num_queries):
    there.task(requirement=there.requirement())
    old, new = scene.directive(), scene.directive(number="25-NQ/TW", issued_on=date(2013, 6, 3))
    end_directive(scene.office, old, scene.today, "Hết thời hạn", 1)
    coming = scene.directive(number="1/2026/QH16", valid_from=scene.today + timedelta(days=9), kind="law")
    scene.task(requirement=scene.requirement(new))
    with django_assert_num_queries(2):
        found = shown_directives(scene.locality, scene.today)
    assert [(one.directive.pk, one.state, one.counts.total) for one in found] == [
        (new.pk, "in_force", 1),
        (coming.pk, "coming", 0),
        (old.pk, "ended", 0),
    ]
    assert [one.directive.pk for one in shown_directives(scene.locality, scene.today, "law")] == [coming.pk]
    assert found[0].directive.requirement_count == 2


def test_requirements_show_their_tasks(scene):
    directive = scene.directive()
    scene.task(requirement=scene.requirement(directive, 2))
    assert [one.counts for one in shown_requirements(directive, scene.today)] == [Counts(), Counts(open=1)]


def test_what_is_of_the_neighbour_is_not_found(scene, there):
    directive = there.directive()
    requirement = there.requirement(directive)
    assert find_directive(scene.locality, directive.pk) is None
    assert find_requirement(scene.locality, requirement.pk) is None
    own = scene.directive()
    assert list(replacements_for(own)) == []
    assert not requirements_for(scene.locality, scene.today, requirement.pk).filter(pk=requirement.pk).exists()


def test_a_task_may_come_from_what_holds_and_keep_what_it_had(scene):
    old = scene.directive()
    had = scene.requirement(old)
    end_directive(scene.office, old, date(2023, 6, 1), "Hết thời hạn", 1)
    assert list(requirements_for(scene.locality, scene.today)) == []
    assert list(requirements_for(scene.locality, scene.today, had.pk)) == [had]


def test_owners_are_those_of_the_day_in_groups(scene, there, django_assert_num_queries):
    with django_assert_num_queries(3):
        groups = owner_groups(scene.locality, scene.today)
    assert [(group.slug, group.label, len(group.choices)) for group in groups] == [
        ("don-vi", "Xã, phường, thị trấn", 2),
        ("co-quan", "Cơ quan, đoàn thể", 5),
        ("co-so", "Cơ quan, đoàn thể ở cơ sở", 1),
    ]
    assert groups[2].choices[0].name == "Uỷ ban nhân dân phường Hòa Mạc, Phường Hòa Mạc"
    UnitVersion.objects.filter(unit=scene.wards[0]).update(valid_to=scene.today)
    scene.bodies = scene.locality.bodies.update(valid_to=scene.today)
    assert [one.key for group in owner_groups(scene.locality, scene.today) for one in group.choices] == [scene.wards[1].code]
    named = named_owners(scene.locality, [scene.wards[0].code, scene.body("mttq").code, there.wards[0].code], scene.today)
    assert sorted(one.name for one in named) == sorted([scene.body("mttq").name, "Phường Hòa Mạc"])


def test_villages_are_called_villages(scene):
    Unit.objects.filter(pk__in=[ward.pk for ward in scene.wards]).update(level=Unit.Level.VILLAGE)
    assert owner_groups(scene.locality, scene.today)[0].label == "Thôn, tổ dân phố"


def test_a_unit_lives_in_its_own_locality_and_time(scene, there):
    first, second = scene.wards
    assert units_living(scene.locality, [first, second, there.wards[0]], scene.today) == {first.pk, second.pk}
    second.founded_on = scene.today + timedelta(days=1)
    assert units_living(scene.locality, [first, second], scene.today) == {first.pk}
