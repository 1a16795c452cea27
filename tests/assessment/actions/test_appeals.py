from datetime import timedelta
from decimal import Decimal

import pytest

from kheo.assessment.actions.appeals import answer_appeal, count_again, raise_appeal
from kheo.assessment.actions.rounds import agree_points, decide_tie, record_votes
from kheo.assessment.models import Appeal, Assessment, Ballot, Council
from kheo.assessment.queries.results import results_of
from kheo.assessment.queries.sheets import standings
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import find_grant
from tests.assessment.actions.rounds_scene import put_out, today

pytestmark = pytest.mark.django_db


def appeal(scene, text="Điểm mục 2 chưa tính đợt hai.", file=0):
    grant = find_grant(scene.office, "council.manage", scene.place)
    return raise_appeal(scene.office, grant, scene.files[file], text)


@pytest.mark.parametrize(("days", "taken"), [(5, True), (6, False)])
def test_appeals_are_taken_until_their_last_day(published, days, taken):
    Council.objects.filter(pk=published.council.pk).update(published_on=today() - timedelta(days=days))
    published.files[0].council.refresh_from_db()
    if taken:
        assert appeal(published).raised_on == today()
        with pytest.raises(RefusedError, match="đã có kiến nghị"):
            appeal(published)
    else:
        with pytest.raises(RefusedError, match=f"Hết hạn kiến nghị ngày {today() - timedelta(days=1):%d/%m/%Y}"):
            appeal(published)


def test_an_appeal_needs_words_and_a_published_result(scene):
    with pytest.raises(RefusedError, match="chưa công bố"):
        appeal(scene)
    for text in (" ", "x" * 2001):
        with pytest.raises(RefusedError, match="Ghi điều kiến nghị"):
            appeal(scene, text)


def test_a_rejected_appeal_changes_nothing(published):
    made = appeal(published)
    with pytest.raises(RefusedError, match="Ghi câu trả lời"):
        answer_appeal(published.office, made, " ", made.version, upheld=False)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        answer_appeal(published.office, made, "Đã tính.", 9, upheld=False)
    answered = answer_appeal(published.office, made, "Đợt hai đã tính ở mục 1.", made.version, upheld=False)
    assert (answered.state, answered.answered_on) == (Appeal.State.REJECTED, today())
    with pytest.raises(RefusedError, match="đã trả lời ngày"):
        answer_appeal(published.office, made, "lần nữa", answered.version, upheld=True)
    with pytest.raises(RefusedError, match="không có phúc tra"):
        count_again(published.office, published.files[0])
    assert Assessment.objects.filter(state="closed").count() == 2


def test_an_upheld_appeal_opens_the_sheet_and_keeps_what_was_given(published):
    made = appeal(published)
    answer_appeal(published.office, made, "Tính thêm đợt hai.", made.version, upheld=True)
    sheet = Assessment.objects.get(pk=published.sheets[0].pk)
    assert (sheet.state, sheet.reopenings.get().reason) == ("open", "Phúc tra: Tính thêm đợt hai.")
    assert standings([sheet.pk])[sheet.pk].verified_total is None
    published.give(2, 0, None, 4)
    with pytest.raises(RefusedError, match="chưa đủ điểm"):
        count_again(published.office, published.files[0])
    published.give(2, 0, 6, 4)
    count_again(published.office, published.files[0])
    assert standings([sheet.pk])[sheet.pk].verified_total == Decimal("9.50")
    assert sheet.__class__.objects.get(pk=sheet.pk).state == "closed"
    assert Ballot.objects.filter(file=published.files[0]).count() == 6
    again = appeal(published)
    assert again.round == 2


def test_a_file_scored_again_may_be_wide_again(published):
    made = appeal(published)
    answer_appeal(published.office, made, "Xem lại.", made.version, upheld=True)
    published.give(2, 0, 1, 1)
    count_again(published.office, published.files[0])
    assert Assessment.objects.get(pk=published.sheets[0].pk).state == "open"
    agree_points(published.office, published.files[0], Decimal(7), "thống nhất lại")
    assert Assessment.objects.get(pk=published.sheets[0].pk).state == "closed"
    made = appeal(published)
    Assessment.objects.filter(pk=published.sheets[0].pk).update(state="open", assessed_on=None)
    with pytest.raises(RefusedError, match="đang mở"):
        answer_appeal(published.office, made, "Xem lại.", made.version, upheld=True)


def test_files_that_are_equal_again_after_an_appeal_are_ordered_again(equal):
    first, second = (file.pk for file in equal.files)
    decide_tie(equal.office, equal.council, (first, second), "lan toả hơn")
    record_votes(equal.office, equal.council, {first: (3, 0), second: (3, 0)})
    put_out(equal)
    decide_tie(equal.office, equal.council, (second, first), "sau phúc tra")
    assert [one.file.pk for one in results_of(equal.now()).files] == [second, first]
