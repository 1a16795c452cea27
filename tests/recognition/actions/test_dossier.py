from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.assessment.models import ApprovalVote, Council, CouncilFile
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.models import Initiative
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.choices import set_choice
from kheo.recognition.actions.dossier import Meeting, record_review, take_in
from kheo.recognition.models import FileReceipt, Review
from kheo.recognition.queries.dossier import council_votes, dossier_of
from tests import factories
from tests.recognition.scene import wrong

pytestmark = pytest.mark.django_db
MEETING = Meeting(date(2024, 12, 26), "Hội đồng Thi đua – Khen thưởng thị xã", "BB 07 ngày 26/12/2024", 10)
ON = date(2024, 12, 30)


@pytest.fixture
def proposal(scene):
    """Two of three proposed, with words about what they did."""
    Initiative.objects.filter(locality=scene.locality).update(way="Họp dân, bàn cách làm")
    scene.issued()
    scene.issued("13-QĐ/BCĐ", "outstanding")
    return scene.issued("05-TTr/BCĐ", "proposal", scene.lines(*scene.registrations[:2]))


def votes(scene, *agreed):
    return {one.pk: (number, 0) for one, number in zip(scene.registrations, agreed, strict=False)}


def test_the_newest_review_counts_and_the_file_is_taken_in_under_the_law_of_its_day(scene, proposal):
    record_review(scene.office, proposal, MEETING, votes(scene, 7, 6))
    with pytest.raises(RefusedError) as refusal:
        take_in(scene.office, proposal, ON, "BN 12")
    assert wrong(refusal) == [
        "Dòng 2, Tập thể 02: 6 trên 10 thành viên đồng ý (60 %), cần từ 7 (70 %). Bỏ khỏi danh sách hoặc họp xét lại."
    ]
    assert FileReceipt.objects.count() == 0
    record_review(scene.office, proposal, MEETING, votes(scene, 7, 7))
    made = take_in(scene.office, proposal, ON, " BN  12 ")
    assert (made.law, made.paper) == ("Luật Thi đua, khen thưởng 06/2022/QH15", "BN 12")
    file = dossier_of(proposal)
    assert (file.is_complete, file.law) == (True, "Luật Thi đua, khen thưởng 06/2022/QH15 (chưa đối chiếu văn bản)")
    assert (file.days, file.due) == ("chưa đặt", None)
    assert Review.objects.count() == 2
    assert [row.details for row in AuditRow.objects.filter(action__startswith="file.")] == [
        {"members": 10, "lines": 2},
        {"members": 10, "lines": 2},
        {"on": "2024-12-30"},
    ]
    for act in (
        lambda: take_in(scene.office, proposal, ON, "BN 13"),
        lambda: record_review(scene.office, proposal, MEETING, votes(scene, 9, 9)),
    ):
        with pytest.raises(RefusedError) as refusal:
            act()
        assert wrong(refusal) == ["Hồ sơ đã được nhận ngày 30/12/2024; không sửa nữa."]


def test_share_and_days_are_the_locality_s_own(scene, proposal):
    record_review(scene.office, proposal, MEETING, votes(scene, 7, 7))
    set_choice(scene.office, scene.locality, "approval_share", "75", "Quy chế hội đồng")
    with pytest.raises(RefusedError) as refusal:
        take_in(scene.office, proposal, ON, "BN 12")
    assert "cần từ 8 (75 %)" in wrong(refusal)[0]
    set_choice(scene.office, scene.locality, "approval_share", "70", "Quy chế sửa đổi")
    set_choice(scene.office, scene.locality, "file_days", "10", "Thủ tục của thị xã")
    take_in(scene.office, proposal, ON, "BN 12")
    file = dossier_of(proposal)
    assert (file.days, file.due) == ("10 ngày làm việc", date(2025, 1, 13))


def test_a_file_with_nothing_in_it_says_everything_at_once(scene):
    scene.issued()
    scene.issued("13-QĐ/BCĐ", "outstanding")
    proposal = scene.issued("05-TTr/BCĐ", "proposal", scene.lines(scene.registrations[0]))
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RefusedError) as refusal:
        take_in(scene.office, proposal, tomorrow, " ")
    assert [said.split(":")[0] for said in wrong(refusal)] == [
        "Dòng 1, Tập thể 01", "Biên bản", "Biên bản", "Giấy biên nhận", "Ngày nhận",
    ]  # fmt: skip
    with pytest.raises(RefusedError) as refusal:
        take_in(scene.office, proposal, date(2024, 12, 25), "x" * 121)
    assert wrong(refusal)[-2:] == [
        "Giấy biên nhận: Dài 121 ký tự, nhiều nhất 120; viết gọn lại.",
        "Ngày nhận: Ngày nhận ở trước ngày tờ trình 26/12/2024.",
    ]


def test_a_review_is_told_whole(scene, proposal):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RefusedError) as refusal:
        record_review(scene.office, proposal, Meeting(tomorrow, " ", "x" * 121, 0), {scene.registrations[0].pk: (1, 0)})
    assert wrong(refusal) == [
        "Hội đồng xét: Chưa ghi mục này.",
        "Biên bản: Dài 121 ký tự, nhiều nhất 120; viết gọn lại.",
        f"Ngày họp: Ngày {tomorrow:%d/%m/%Y} ở sau hôm nay.",
        "Tổng số thành viên: Ghi tổng số thành viên hội đồng, cả người vắng.",
        "2. Tập thể 02, số phiếu đồng ý: Chưa ghi số phiếu.",
    ]
    assert Review.objects.count() == 0


def test_only_an_issued_proposal_has_a_file(scene):
    for decision, said in (
        (scene.issued(), "Chỉ tờ trình đề nghị khen thưởng có hồ sơ."),
        (scene.draft("proposal"), "Tờ trình chưa ghi số, ngày; ghi số rồi mới ghi biên bản và gửi hồ sơ."),
    ):
        with pytest.raises(RefusedError) as refusal:
            take_in(scene.office, decision, ON, "BN 12")
        assert wrong(refusal) == [said]


def test_only_the_office_keeps_the_file(scene, proposal):
    leader = factories.actor_for(factories.make_account(Role.LEADER, scene.locality))
    for act in (lambda: record_review(leader, proposal, MEETING, {}), lambda: take_in(leader, proposal, ON, "BN 12")):
        with pytest.raises(NotAllowedError):
            act()


def test_what_the_scoring_council_voted_is_proposed(scene, proposal):
    first, second, _third = scene.registrations
    council = Council.objects.create(
        locality=scene.locality.code,
        title="Hội đồng thẩm định",
        criteria_set=scene.programme.criteria_set,
        spread_limit=10,
        with_vote=True,
    )
    file = CouncilFile.objects.create(council=council, assessment=first.assessment_link.assessment)
    CouncilFile.objects.create(council=council, assessment=second.assessment_link.assessment)
    for agreed in (6, 8):
        ApprovalVote.objects.create(file=file, round=1, votes_for=agreed, votes_against=1, members=9)
    found = council_votes([first.pk, second.pk])
    assert {key: (one.votes_for, one.votes_against, one.members, one.council) for key, one in found.items()} == {
        first.pk: (8, 1, 9, "Hội đồng thẩm định")
    }
    council.with_vote = False
    council.save()
    assert council_votes([first.pk]) == {}
