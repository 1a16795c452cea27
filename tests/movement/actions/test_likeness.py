from dataclasses import replace

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.importing import import_initiatives
from kheo.movement.actions.likeness import Judgement, decide_likeness, seen_digest
from kheo.movement.actions.registering import register_initiative
from kheo.movement.actions.registrations import edit_registration
from kheo.movement.actions.sketching import compare_waiting, sketch_initiative
from kheo.movement.models import Initiative, Likeness, Lineage, Lookalike, Registration, Sketch, Submission
from kheo.movement.queries.likeness.finding import asked_of, asked_of_submission, look_alikes
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from tests import factories
from tests.movement.actions.test_registrations import CONTENT, DAY
from tests.movement.conftest import ROWS, sheet
from tests.movement.likeness.stories import stories

A, B = stories()[:2]


@pytest.fixture
def old(programme, wards):
    return told(programme, "Bài năm ngoái", A, unit=wards["hoa_mac"])


@pytest.fixture
def new(place, wards):
    return told(factories.make_programme(place, 2025), "Bài năm nay", A, unit=wards["hoa_mac"])


@pytest.fixture
def form(new, wards):
    content = {"title": "Phiếu mới", "items": {"content": A}}
    return Submission.objects.create(programme=new.programme, unit=wards["hoa_mac"], content=content, state="submitted")


def told(programme, title, text, **fields):
    made = factories.make_registration(programme, title, summary=text, **fields)
    sketch_initiative(made.initiative)
    return made


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_different_is_recorded_and_not_asked_again(office, old, new):
    compare_waiting()
    made = decide_likeness(office, new.initiative, old.initiative, Judgement("different", " Hai  nơi "))
    assert (made.initiative, made.other, made.verdict, made.reason) == (new.initiative, old.initiative, "different", "Hai nơi")
    assert (float(made.share), made.decided_by) == (0.987, office.account_id)
    assert Lookalike.objects.count() == 0
    row = AuditRow.objects.get(action="likeness.decide")
    assert row.details == {"other": old.initiative_id, "verdict": "different"}
    Sketch.objects.update(is_compared=False)
    compare_waiting()
    assert Lookalike.objects.count() == 0
    for one, other in ((new, old), (old, new)):
        (found,) = look_alikes(asked_of(one.initiative))
        assert (found.initiative, found.decision) == (other.initiative, made)


def test_it_is_asked_again_when_a_text_changes(office, old, new):
    decide_likeness(office, new.initiative, old.initiative, Judgement("different"))
    Initiative.objects.filter(pk=old.initiative_id).update(lesson="Lời mới viết thêm vào bài học.")
    sketch_initiative(old.initiative)
    compare_waiting()
    assert Lookalike.objects.count() == 1
    assert look_alikes(asked_of(new.initiative))[0].decision is None


def test_the_last_of_two_decisions_counts(office, old, new):
    decide_likeness(office, new.initiative, old.initiative, Judgement("different"))
    last = decide_likeness(office, old.initiative, new.initiative, Judgement("same"))
    assert look_alikes(asked_of(new.initiative))[0].decision == last


def test_continued_says_so_on_this_years_registration(office, old, new):
    decide_likeness(office, new.initiative, old.initiative, Judgement("continued"))
    changed = Registration.objects.get(pk=new.pk)
    assert (changed.novelty, changed.version) == ("carried_on", 2)
    assert Registration.objects.get(pk=old.pk).novelty == ""


def test_copied_writes_the_origin(office, old, new):
    decide_likeness(office, new.initiative, old.initiative, Judgement("copied"))
    assert list(Lineage.objects.values_list("copy", "origin")) == [(new.initiative_id, old.initiative_id)]


def test_a_text_without_a_registration_is_decided_all_the_same(office, old, new):
    Registration.objects.filter(pk=new.pk).delete()
    assert decide_likeness(office, new.initiative, old.initiative, Judgement("continued")).verdict == "continued"


@pytest.mark.parametrize(
    ("verdict", "carried", "learnt", "version"),
    [("continued", True, False, 2), ("copied", False, True, 2), ("different", False, False, 1), ("same", False, False, 1)],
)
def test_a_form_is_tied_to_what_it_carries_on_or_learnt_from(office, old, form, verdict, carried, learnt, version):
    made = decide_likeness(office, form, old.initiative, Judgement(verdict))
    changed = Submission.objects.get()
    assert (changed.carried_from, changed.learnt_from) == (old if carried else None, old.initiative if learnt else None)
    assert (changed.version, made.submission, made.initiative) == (version, form, None)
    decisions = {one.initiative.pk: one.decision for one in look_alikes(asked_of_submission(changed))}
    assert decisions[old.initiative_id] == made


def test_what_was_said_of_a_form_holds_for_what_it_became(office, old, new, form):
    made = decide_likeness(office, form, old.initiative, Judgement("different"))
    Initiative.objects.filter(pk=new.initiative_id).update(title="Phiếu mới")
    Submission.objects.update(registration=new, state="accepted")
    sketch_initiative(new.initiative)
    assert look_alikes(asked_of(Initiative.objects.get(pk=new.initiative_id)))[0].decision == made


def test_everything_wrong_is_told_and_nothing_written(office, old, new):
    wrong = Judgement("khac", "a" * 301, "0" * 64)
    with pytest.raises(RefusedError) as refused:
        decide_likeness(office, new.initiative, old.initiative, wrong)
    assert said(refused) == [
        "Hai bài này là gì của nhau: Chọn một trong bốn câu trả lời.",
        "Lý do: Dài quá 300 ký tự; viết gọn lại.",
        "Một trong hai bài vừa được sửa sau khi mở trang; xem lại hai bài rồi quyết định.",
    ]
    assert Likeness.objects.count() == 0


def test_what_was_seen_may_be_decided(office, old, new):
    seen = seen_digest(asked_of(new.initiative), Initiative.objects.get(pk=old.initiative_id))
    assert decide_likeness(office, new.initiative, old.initiative, Judgement("different", "", seen)).pk


def test_of_another_locality_only_what_it_recognised_and_never_as_one(office, new, elsewhere):
    theirs = told(factories.make_programme(elsewhere), "Nơi khác", A)
    with pytest.raises(RefusedError) as refused:
        decide_likeness(office, new.initiative, theirs.initiative, Judgement("copied"))
    assert said(refused) == ["Không có mô hình này, hoặc địa phương ấy chưa công nhận nó."]
    Registration.objects.filter(pk=theirs.pk).update(state="recognised")
    for verdict in ("same", "continued"):
        with pytest.raises(RefusedError) as refused:
            decide_likeness(office, new.initiative, theirs.initiative, Judgement(verdict))
        assert said(refused)[0].startswith("Quyết định: Mô hình của địa phương khác")
    decide_likeness(office, new.initiative, theirs.initiative, Judgement("copied"))
    assert Lineage.objects.get().origin == theirs.initiative


def test_nothing_is_like_itself(office, new):
    with pytest.raises(RefusedError):
        decide_likeness(office, new.initiative, new.initiative, Judgement("different"))


def test_only_the_office_of_the_place_decides(old, new, stranger, place):
    for actor in (stranger, factories.actor_for(factories.make_account(Role.UNIT_STAFF, place))):
        with pytest.raises(NotAllowedError):
            decide_likeness(actor, new.initiative, old.initiative, Judgement("different"))


def test_registering_editing_and_importing_read_the_text(office, programme, wards):
    made = register_initiative(office, programme, wards["hoa_mac"], replace(CONTENT, summary=A), DAY)
    before = Sketch.objects.get(pk=made.initiative_id)
    assert before.marks.count() > 20
    edit_registration(office, made, replace(CONTENT, summary=B), 1)
    assert Sketch.objects.get(pk=made.initiative_id).digest != before.digest
    import_initiatives(office, programme, "bang.xlsx", sheet(*ROWS))
    assert set(Sketch.objects.values_list("pk", flat=True)) == set(Initiative.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("state", ["draft", "accepted", "declined", "withdrawn"])
def test_a_form_that_does_not_wait_is_not_decided_on(office, old, form, state):
    Submission.objects.update(state=state)
    form.refresh_from_db()
    with pytest.raises(RefusedError, match="không chờ xét"):
        decide_likeness(office, form, old.initiative, Judgement("copied"))
    assert (Likeness.objects.count(), Submission.objects.get().learnt_from) == (0, None)
