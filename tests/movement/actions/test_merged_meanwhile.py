"""Pages that were opened before two records became one: what they send is refused, not written to the double."""

from datetime import date
from decimal import Decimal
from unittest import mock

import pytest

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.aims import add_aim, edit_aim
from kheo.movement.actions.check_ins import CheckInContent, check_in, edit_check_in
from kheo.movement.actions.evidence import EvidenceContent, add_evidence, describe_evidence, remove_evidence
from kheo.movement.actions.guidance import GuidanceContent, write_guidance
from kheo.movement.actions.lineage import LineageContent, note_lineage, record_lineage
from kheo.movement.actions.merging import merge_initiatives
from kheo.movement.actions.registrations import record_result
from kheo.movement.models import CheckIn, Evidence, Guidance, Lineage, Registration, Result
from kheo.movement.queries.merging import plan_of
from kheo.movement.rules.aims import AimContent
from tests import factories
from tests.movement.period_scene import Scene

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 20)


class Doubles:
    """Two records of one initiative in one year; the double has another year of its own."""

    def __init__(self, scene, settings, home):
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(home)}},
        }
        self.office = scene.office
        self.kept, self.double = scene.registrations[0], scene.registrations[1]
        before = factories.make_programme(scene.place, 2023)
        self.earlier = Registration.objects.create(
            programme=before, initiative=self.double.initiative, field=before.fields.get(key="economy"), registered_on=DAY
        )
        self.told = check_in(self.office, self.double, CheckInContent(DAY, "Đã họp"))
        self.aim = add_aim(self.office, self.double, AimContent("people", target=Decimal(100)))
        said = EvidenceContent("Danh sách", is_not_secret=True)
        self.file = add_evidence(self.office, self.double, "a.csv", b"a,b\n1,2\n", said)
        self.told.registration = self.aim.registration = self.file.registration = self.double

    def merge(self):
        kept, double = self.kept.initiative, self.double.initiative
        return merge_initiatives(self.office, kept, double, "Là một", plan_of(kept, double).fingerprint)


@pytest.fixture
def scene(db):
    return Scene()


@pytest.fixture
def doubles(scene, tmp_path, settings):
    return Doubles(scene, settings, tmp_path)


def test_what_is_written_from_a_page_opened_before_a_merge_is_refused_not_lost_with_the_double(doubles):
    office, row, initiative = doubles.office, doubles.double, doubles.double.initiative
    doubles.merge()
    said = EvidenceContent("Biên bản", is_not_secret=True)
    acts = [
        lambda: check_in(office, row, CheckInContent(DAY, "Đã trồng")),
        lambda: edit_check_in(office, doubles.told, CheckInContent(DAY, "Đã sửa"), 1),
        lambda: edit_aim(office, doubles.aim, AimContent("people", target=Decimal(200)), 1),
        lambda: record_result(office, row, "people", Decimal(5), DAY),
        lambda: add_evidence(office, row, "b.csv", b"a,b\n3,4\n", said),
        lambda: describe_evidence(office, doubles.file, "Chú thích khác", is_public=False),
        lambda: remove_evidence(office, doubles.file),
        lambda: write_guidance(office, initiative, GuidanceContent("Bàn với dân"), 0),
        lambda: record_lineage(office, initiative, LineageContent(DAY, origin_words="Xã bên")),
    ]
    for act in acts:
        with pytest.raises(RefusedError):
            act()
    assert CheckIn.objects.get().registration == doubles.kept
    assert Evidence.objects.get().registration == doubles.kept
    assert (Result.objects.count(), Guidance.objects.count(), Lineage.objects.count()) == (0, 0, 0)


def test_a_learning_noted_from_a_record_that_was_merged_meanwhile_goes_to_the_kept_one(doubles, scene):
    origin = doubles.double.initiative
    doubles.merge()
    assert note_lineage(scene.registrations[2], origin, DAY, None).origin == doubles.kept.initiative
    copy = scene.registrations[2].initiative
    with pytest.raises(RefusedError, match="vừa gộp"), mock.patch("kheo.movement.actions.lineage.may_be_origin"):
        record_lineage(scene.office, copy, LineageContent(DAY, origin=origin))  # seen as an origin a moment before the merge
