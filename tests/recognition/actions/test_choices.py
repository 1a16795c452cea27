import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.choices import set_choice
from kheo.recognition.models import RewardSetting
from kheo.recognition.queries.choices_of_place import chosen
from tests import factories
from tests.recognition.scene import wrong

pytestmark = pytest.mark.django_db


def test_the_newest_choice_holds_in_its_own_place_only_and_the_old_one_stays(scene, there):
    set_choice(scene.office, scene.locality, "rounding", "up_10000", " Thông báo của  phòng tài chính ")
    set_choice(scene.office, scene.locality, "rounding", "nearest_1000", "Đổi theo kho bạc")
    held = chosen(scene.locality.pk, "rounding")
    assert (held.value, held.reason, held.words) == ("nearest_1000", "Đổi theo kho bạc", "làm tròn đến hàng nghìn đồng")
    assert RewardSetting.objects.filter(locality=scene.locality).count() == 2
    assert RewardSetting.objects.first().reason == "Thông báo của phòng tài chính"
    other = chosen(there.locality.pk, "rounding")
    assert (other.value, other.since) == ("none", None)
    assert [row.details for row in AuditRow.objects.filter(action="reward.set")] == [
        {"key": "rounding", "value": "up_10000"},
        {"key": "rounding", "value": "nearest_1000"},
    ]


def test_a_choice_needs_a_reason_and_says_something_new(scene):
    for value, reason, said in (
        ("up_10000", " ", "Lý do: Ghi căn cứ hoặc lý do của lựa chọn này: văn bản nào, ai quyết định."),
        ("nowhere", "Vì vậy", "Làm tròn tiền thưởng: Chọn một dòng trong danh sách."),
        ("none", "x" * 301, "Lý do: Dài 301 ký tự, nhiều nhất 300; viết gọn lại."),
    ):
        with pytest.raises(RefusedError) as refusal:
            set_choice(scene.office, scene.locality, "rounding", value, reason)
        assert wrong(refusal) == [said]
    set_choice(scene.office, scene.locality, "rounding", "none", "Như quy định")
    with pytest.raises(RefusedError) as refusal:
        set_choice(scene.office, scene.locality, "rounding", "none", "Như quy định")
    assert wrong(refusal) == ["Lý do: Lựa chọn và lý do giống hệt đang dùng; không có gì để ghi."]
    assert RewardSetting.objects.count() == 1


def test_only_the_office_chooses(scene):
    leader = factories.actor_for(factories.make_account(Role.LEADER, scene.locality))
    with pytest.raises(NotAllowedError):
        set_choice(leader, scene.locality, "rounding", "none", "Vì vậy")
