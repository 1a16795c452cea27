"""A programme that asks for the ten items, a ward that registers, and a form that may be handed in."""

from dataclasses import replace

import pytest

from kheo.movement.actions.submissions import begin_submission, submit_submission
from kheo.movement.models import FormItem
from kheo.movement.rules.form_items import USUAL_ITEMS
from kheo.movement.rules.submissions import SubmissionContent
from kheo.organisation.models import Body, Role
from tests import factories

WHOLE = SubmissionContent(
    title="Đường hoa thay rác",
    kind="mo_hinh",
    subject="collective",
    field="economy",
    novelty="new",
    leading_kind="union",
    leading_body="Hội Phụ nữ",
    items={item.key: f"Lời của mục {item.label}" for item in USUAL_ITEMS if item.is_required and item.key != "name"},
)


def ask_items(programme):
    FormItem.objects.bulk_create(
        FormItem(
            programme=programme,
            key=item.key,
            label=item.label,
            help=item.help,
            order=order,
            is_required=item.is_required,
            is_short=item.is_short,
        )
        for order, item in enumerate(USUAL_ITEMS, 1)
    )


class Round:
    """What a test does over and over: begin a form, hand it in."""

    def __init__(self, programme, unit, staff):
        self.programme, self.unit, self.staff = programme, unit, staff

    def begun(self, **changed):
        return begin_submission(self.staff, self.programme, self.unit, replace(WHOLE, **changed))

    def handed(self, **changed):
        form = self.begun(**changed)
        return submit_submission(self.staff, form, form.version)


@pytest.fixture
def ward_body(place, wards):
    return factories.make_body(place, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=wards["hoa_mac"])


@pytest.fixture
def staff(place, ward_body):
    return factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="hoa-mac"))


@pytest.fixture
def neighbour(place, wards):
    """The staff of the next ward."""
    factories.make_body(place, "hoang-dong", "Đảng uỷ phường Hoàng Đông", Body.Kind.PARTY, unit=wards["hoang_dong"])
    return factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="hoang-dong"))


@pytest.fixture
def round_(programme, wards, staff):
    ask_items(programme)
    return Round(programme, wards["hoa_mac"], staff)
