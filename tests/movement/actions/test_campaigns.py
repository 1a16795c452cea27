from dataclasses import replace

import pytest

from kheo.directives.actions.documents import add_directive
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.campaigns import CampaignContent, create_campaign, edit_campaign
from kheo.movement.models import Campaign
from kheo.movement.queries.campaigns import campaigns_of, find_campaign, years_told
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from tests import factories
from tests.directives.scene import LINES
from tests.directives.scene import content as directive_content


@pytest.fixture
def years(place):
    return [factories.make_programme(place, year) for year in (2023, 2024)]


def test_years_are_put_in_and_taken_out(place, office, years):
    made = create_campaign(office, place, CampaignContent(" Giai đoạn  2021–2025", 2021, 2025, None, years))
    assert (made.title, [one.year for one in made.programmes.order_by("year")]) == ("Giai đoạn 2021–2025", [2023, 2024])
    edit_campaign(office, made, CampaignContent("Giai đoạn", 2024, 2025, None, years[1:]), 1)
    made.refresh_from_db()
    assert (made.first_year, made.version, [one.year for one in made.programmes.all()]) == (2024, 2, [2024])
    assert [row.action for row in AuditRow.objects.order_by("pk")] == ["campaign.create", "campaign.edit"]
    with pytest.raises(RefusedError):
        edit_campaign(office, made, CampaignContent("Cũ", 2024, 2025), 1)


def test_what_it_cannot_be_is_told(place, office, years, elsewhere, stranger):
    create_campaign(office, place, CampaignContent("Đã có", 2021, 2025))
    theirs = factories.make_programme(elsewhere, 2024)
    paper = add_directive(stranger, elsewhere, directive_content(), LINES)
    wrong = CampaignContent("Đã  có", 2024, 2023, paper, [theirs, years[0]])
    with pytest.raises(RefusedError) as refused:
        create_campaign(office, place, wrong)
    assert [str(one) for one in refused.value.problems] == [
        "Tên: Đã có giai đoạn tên ấy; đặt tên khác hoặc sửa giai đoạn kia.",
        "Đến năm: Năm cuối không trước năm đầu, và cả giai đoạn không quá 15 năm.",
        "Kế hoạch: Văn bản này của địa phương khác.",
        "Các năm: Có chương trình của địa phương khác.",
        "Các năm: Chương trình năm 2023 nằm ngoài 2024–2023; bỏ đánh dấu.",
    ]
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"title": " "}, ["Tên"]),
        ({"title": "a" * 200}, []),
        ({"title": "a" * 201}, ["Tên"]),
        ({"first_year": 1999}, ["Từ năm", "Đến năm"]),
        ({"first_year": 2011}, []),
        ({"first_year": 2010}, ["Đến năm"]),
        ({"last_year": 2101}, ["Đến năm", "Đến năm"]),
    ],
)
def test_each_edge(place, office, changed, where):
    try:
        create_campaign(office, place, replace(CampaignContent("Giai đoạn", 2021, 2025), **changed))
        said = []
    except RefusedError as refusal:
        said = [problem.where for problem in refusal.problems]
    assert said == where


def test_who_may(place, stranger, office):
    made = create_campaign(office, place, CampaignContent("Giai đoạn", 2021, 2025))
    for actor in (stranger, factories.actor_for(factories.make_account(Role.LEADER, place))):
        with pytest.raises(NotAllowedError):
            create_campaign(actor, place, CampaignContent("Khác", 2021, 2025))
        with pytest.raises(NotAllowedError):
            edit_campaign(actor, made, CampaignContent("Khác", 2021, 2025), 1)


def test_years_stand_side_by_side(place, office, years, elsewhere, wards, django_assert_num_queries):
    made = create_campaign(office, place, CampaignContent("Giai đoạn", 2022, 2024, None, years))
    body = factories.body_of(place, "mttq")
    for state, novelty, unit, whose in (
        ("recognised", "new", wards["hoa_mac"], None),
        ("stopped", "carried_on", wards["hoa_mac"], None),
        ("running", "carried_on", wards["hoang_dong"], None),
        ("running", "", place.unit, body),
    ):
        factories.make_registration(years[1], state=state, novelty=novelty, unit=unit, body=whose)
    factories.make_registration(factories.make_programme(elsewhere, 2024))
    with django_assert_num_queries(1):
        told = years_told(made)
    assert [
        (row.year, row.programme, row.registered, row.fresh, row.carried_on, row.recognised, row.stopped, row.places)
        for row in told
    ] == [(2022, None, 0, 0, 0, 0, 0, 0), (2023, years[0], 0, 0, 0, 0, 0, 0), (2024, years[1], 4, 1, 2, 1, 1, 3)]
    assert [(one.title, one.years) for one in campaigns_of(place)] == [("Giai đoạn", 2)]
    assert (find_campaign(place, made.pk), find_campaign(elsewhere, made.pk)) == (made, None)
