"""A body's words: a mistake mended everywhere, a rename from a day that leaves papers of before as they were."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation import ties
from kheo.organisation.actions.body_words import BodyContent, edit_body
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, FormerWords, Position
from kheo.organisation.queries.bodies import as_it_was
from kheo.organisation.ties import Tie, Ties, Way
from tests.factories import DUY_TIEN, KIM_BANG, actor_for, body_of, make_account, make_locality

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def office():
    return actor_for(make_account("office", make_locality(DUY_TIEN)))


@pytest.fixture
def body(office):
    return body_of(make_locality(DUY_TIEN), "mttq")


class Papers(Ties):
    """A chapter of the tests' own that prints a paper in the words of every body."""

    def papers_of(self, body):
        return [Tie(Way.STAYS, f"giấy của {body.code}", 3)]


@pytest.fixture
def papers(monkeypatch):
    monkeypatch.setattr(ties, "_chapters", dict(ties._chapters))
    ties.register(Papers())


def wheres(refusal):
    return [problem.where for problem in refusal.value.problems]


def test_a_mistake_is_mended_and_leaves_no_former_words(office, body):
    content = BodyContent("  Mặt trận   Duy Tiên ", superior="TỈNH HÀ NAM", number_suffix="QĐ-MT", valid_from=date(2014, 1, 1))
    edited = edit_body(office, body, content, 1)
    assert (edited.name, edited.short_name, edited.superior, edited.number_suffix, edited.valid_from, edited.version) == (
        "Mặt trận Duy Tiên", "Mặt trận Duy Tiên", "TỈNH HÀ NAM", "QĐ-MT", date(2014, 1, 1), 2,
    )  # fmt: skip
    assert FormerWords.objects.count() == 0
    [row] = AuditRow.objects.filter(action="body.edit")
    fields = ["name", "short_name", "superior", "number_suffix", "valid_from"]
    assert row.details == {"code": body.code, "fields": fields, "since": None}


def test_nothing_changed_writes_nothing(office, body):
    assert edit_body(office, body, BodyContent(body.name, body.short_name), 1).version == 1
    assert AuditRow.objects.filter(action="body.edit").count() == 0


def test_a_rename_keeps_the_words_of_before_for_papers_of_before(office, body):
    old = body.name
    edit_body(office, body, BodyContent("Tên thứ hai", since=date(2022, 5, 1)), 1)
    last = edit_body(office, body, BodyContent("Tên thứ ba", since=date(2024, 5, 1)), 2)
    days = (date(2022, 4, 30), date(2022, 5, 1), date(2024, 4, 30), date(2024, 5, 1), None)
    assert [as_it_was(last, day).name for day in days] == [old, "Tên thứ hai", "Tên thứ hai", "Tên thứ ba", "Tên thứ ba"]
    assert as_it_was(last, days[0]).pk == last.pk


def test_where_papers_were_issued_a_change_says_which_kind_it_is(office, body, papers):
    with pytest.raises(RefusedError, match="3 giấy của") as refusal:
        edit_body(office, body, BodyContent("Tên mới"), 1)
    assert wheres(refusal) == ["Mang tên mới từ ngày"]
    assert edit_body(office, body, BodyContent("Tên đúng", is_mistake=True), 1).name == "Tên đúng"
    assert edit_body(office, body, BodyContent("Tên mới", since=date(2024, 1, 1)), 2).name == "Tên mới"
    assert edit_body(office, body, BodyContent("Tên mới", valid_from=date(2014, 1, 1)), 3).version == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BodyContent(" "), {"Tên": "Chưa có tên"}),
        (BodyContent("hội đồng nhân dân duy tiên"), {"Tên": "đang có trong thời gian này"}),
        (BodyContent("Tên mới", since=TODAY + timedelta(days=1)), {"Mang tên mới từ ngày": "chưa đến"}),
        (BodyContent("Tên mới", since=date(2019, 1, 1)), {"Mang tên mới từ ngày": "sau ngày lập"}),
        (BodyContent("Tên mới", since=date(2024, 1, 1)), {"Mang tên mới từ ngày": "đã kết thúc"}),
        (BodyContent("Tên mới", since=date(2021, 1, 1)), {"Mang tên mới từ ngày": "lần đổi trước"}),
        (BodyContent("Tên mới", valid_from=date(2024, 1, 1)), {"Có từ ngày": "trước ngày kết thúc"}),
        (BodyContent("Tên mới", valid_from=date(2020, 6, 2)), {"Có từ ngày": "Đã có chức vụ từ 01/06/2020"}),
        (BodyContent("", valid_from=date(2023, 1, 1), since=TODAY + timedelta(days=9)), None),
    ],
)
def test_each_wrong_change_is_told_and_nothing_written(office, body, content, said):
    Body.objects.filter(pk=body.pk).update(valid_from=date(2020, 1, 1), valid_to=date(2024, 1, 1))
    FormerWords.objects.create(body=body, until=date(2021, 1, 1), name="Tên cũ", short_name="Tên cũ")
    person = make_account("leader", body.locality).person
    Position.objects.create(person=person, body=body, title="Chủ tịch", role="leader", valid_from=date(2020, 6, 1))
    with pytest.raises(RefusedError) as refusal:
        edit_body(office, body, content, 1)
    if said is None:
        assert set(wheres(refusal)) == {"Tên", "Mang tên mới từ ngày", "Có từ ngày"}
    else:
        assert {problem.where: True for problem in refusal.value.problems} == dict.fromkeys(said, True)
        assert all(words in str(refusal.value) for words in said.values())
    body.refresh_from_db()
    assert body.version == 1


def test_a_founding_day_stands_before_the_first_rename_and_a_day_without_change_is_none(office, body):
    FormerWords.objects.create(body=body, until=date(2021, 1, 1), name="Tên cũ", short_name="Tên cũ")
    with pytest.raises(RefusedError, match="Đã đổi tên ngày 01/01/2021"):
        edit_body(office, body, BodyContent(body.name, body.short_name, valid_from=date(2021, 1, 1)), 1)
    with pytest.raises(RefusedError, match="vẫn như cũ"):
        edit_body(office, body, BodyContent(body.name, body.short_name, since=date(2022, 1, 1)), 1)


def test_two_at_once_and_strangers_are_refused(office, body):
    edit_body(office, body, BodyContent("Tên một"), 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_body(office, body, BodyContent("Tên hai"), 1)
    for account in (make_account("leader", body.locality), make_account("office", make_locality(KIM_BANG))):
        with pytest.raises(NotAllowedError):
            edit_body(actor_for(account), body, BodyContent("Tên ba"), 2)
