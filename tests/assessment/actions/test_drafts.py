import pytest
from django.db import IntegrityError

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.actions.drafts import begin_draft, discard_draft, publish_draft, write_draft
from kheo.assessment.actions.sheets import open_assessment
from kheo.assessment.criteria.writing import toml_of
from kheo.assessment.models import CriteriaDraft, CriteriaSet
from kheo.assessment.queries.criteria import drafts_of, listed_sets, read_back, sets_for
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Role
from tests import factories
from tests.assessment.criteria.test_typed import small
from tests.assessment.rich import RICH
from tests.assessment.test_criteria import GOOD

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.make_locality()


@pytest.fixture
def elsewhere():
    return factories.make_locality(factories.KIM_BANG)


@pytest.fixture
def office(place):
    return factories.actor_for(factories.make_account(Role.OFFICE, place))


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def written(office, place, like=None, **head):
    draft = begin_draft(office, place, like)
    return write_draft(office, draft, small(**head), draft.version)


def test_a_draft_is_published_as_a_set_of_the_locality_and_is_gone(office, place):
    draft = written(office, place, title="Thang của phường")
    assert (str(draft), set(sets_for(place.code))) == ("Thang của phường", set())
    made = publish_draft(office, draft, 2)
    assert (made.locality, made.code, made.version, made.title) == (place.code, "thang-cua-phuong", 1, "Thang của phường")
    assert (set(sets_for(place.code)), CriteriaDraft.objects.count()) == ({made}, 0)
    assert list(AuditRow.objects.order_by("pk").values_list("action", flat=True)) == [
        "criteria.begin",
        "criteria.write",
        "criteria.publish",
    ]


def test_what_was_published_and_written_as_toml_is_loaded_as_an_equal_set(office, place):
    made = publish_draft(office, written(office, place), 2)
    again, is_new = load_criteria(office, toml_of(read_back(made)), place)
    assert (is_new, again) == (False, made)
    shared, _new = load_criteria(COMMAND_LINE, toml_of(read_back(made)))
    assert read_back(shared) == read_back(made)


def test_a_draft_that_does_not_add_up_stays_a_draft(office, place):
    draft = written(office, place, total="12")
    with pytest.raises(RefusedError) as refused:
        publish_draft(office, draft, 2)
    assert said(refused) == ["Thông tin chung: tổng điểm ghi 12 nhưng điểm tối đa các mục cộng lại là 10."]
    assert (CriteriaSet.objects.count(), drafts_of(place.code).get().document["total"]) == (0, "12")


def test_a_shared_set_is_copied_with_everything_it_states(office, place):
    shared, _new = load_criteria(COMMAND_LINE, RICH.encode())
    draft = begin_draft(office, place, shared)
    assert draft.code == ""
    made = publish_draft(office, draft, 1)
    assert (made.locality, made.code, read_back(made).items) == (place.code, "bo-du-cach-cham", read_back(shared).items)
    assert read_back(made).scheme == read_back(shared).scheme


def test_the_next_version_leaves_sheets_their_own(office, place):
    first = publish_draft(office, written(office, place), 2)
    sheet = open_assessment(office, first, place)
    draft = begin_draft(office, place, first)
    assert (draft.code, begin_draft(office, place, first)) == (first.code, draft)
    with pytest.raises(RefusedError) as refused:
        publish_draft(office, draft, 1)
    assert said(refused) == ["Bản thảo không khác phiên bản 1 đã công bố; sửa rồi công bố, hoặc bỏ bản thảo."]
    second = publish_draft(office, write_draft(office, draft, small(title="Tên khác"), 1), 2)
    assert (second.code, second.version, second.title) == (first.code, 2, "Tên khác")
    sheet.refresh_from_db()
    assert sheet.criteria_set == first


def test_another_set_of_the_same_name_is_not_the_next_version(office, place):
    first = publish_draft(office, written(office, place), 2)
    second = publish_draft(office, written(office, place), 2)
    third = publish_draft(office, written(office, place), 2)
    assert [one.code for one in (first, second, third)] == ["bo-nho", "bo-nho-2", "bo-nho-3"]


def test_two_who_write_at_once_are_told(office, place):
    draft = begin_draft(office, place)
    write_draft(office, draft, small(), 1)
    for act in (lambda: write_draft(office, draft, small(), 1), lambda: publish_draft(office, draft, 1)):
        with pytest.raises(RefusedError):
            act()
    with pytest.raises(RefusedError):
        discard_draft(office, draft, 1)
    discard_draft(office, draft, 2)
    with pytest.raises(RefusedError) as refused:
        write_draft(office, draft, small(), 2)
    assert said(refused) == ["Bản thảo này vừa được công bố hoặc bỏ. Mở lại danh sách bộ tiêu chí."]
    assert CriteriaDraft.objects.count() == 0


def test_a_code_that_somebody_took_meanwhile_is_told(office, place, monkeypatch):
    def collides(*_parts):
        raise IntegrityError

    monkeypatch.setattr("kheo.assessment.actions.drafts.write_set", collides)
    draft = written(office, place, source="nguồn khác")
    with pytest.raises(RefusedError) as refused:
        publish_draft(office, draft, 2)
    assert said(refused) == ["Người khác vừa công bố một bộ cùng mã. Tải lại trang rồi công bố lần nữa."]


def test_only_the_office_of_the_place_writes(office, place, elsewhere):
    draft = written(office, place)
    council = factories.actor_for(factories.make_account(Role.COUNCIL, place))
    stranger = factories.actor_for(factories.make_account(Role.OFFICE, elsewhere))
    for actor in (council, stranger):
        for act in (
            lambda actor=actor: begin_draft(actor, place),
            lambda actor=actor: write_draft(actor, draft, small(), 2),
            lambda actor=actor: publish_draft(actor, draft, 2),
            lambda actor=actor: discard_draft(actor, draft, 2),
        ):
            with pytest.raises(NotAllowedError):
                act()
    assert CriteriaDraft.objects.get().version == 2


def test_a_set_of_another_locality_is_not_copied(office, place, elsewhere):
    theirs, _new = load_criteria(COMMAND_LINE, GOOD.encode(), elsewhere)
    with pytest.raises(RefusedError):
        begin_draft(office, place, theirs)
    assert CriteriaDraft.objects.count() == 0


def test_the_list_shows_the_newest_version_of_what_the_place_may_use(office, place, elsewhere, django_assert_num_queries):
    shared, _new = load_criteria(COMMAND_LINE, GOOD.encode())
    newer, _new = load_criteria(COMMAND_LINE, GOOD.replace("Dân làm", "Dân kiểm tra").encode())
    load_criteria(COMMAND_LINE, GOOD.encode(), elsewhere)
    own = publish_draft(office, written(office, place), 2)
    open_assessment(office, shared, place)
    open_assessment(office, newer, place)
    open_assessment(COMMAND_LINE, newer, elsewhere)
    with django_assert_num_queries(2):
        found = listed_sets(place.code)
    assert [(one.criteria_set, one.items, one.classes, one.sheets) for one in found] == [(own, 2, 2, 0), (newer, 2, 1, 2)]
