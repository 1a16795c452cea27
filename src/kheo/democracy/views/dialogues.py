"""Dialogues: the office's pages, and the public one of the commune's yearly dialogue with residents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.democracy.actions import dialogues as acts
from kheo.democracy.forms.consultations import ReasonForm
from kheo.democracy.forms.dialogues import (
    CloseForm,
    ConclusionForm,
    DialogueAnswerForm,
    DialogueForm,
    HoldForm,
    InviteForm,
    QuestionForm,
)
from kheo.democracy.models import Dialogue, DialogueQuestion
from kheo.democracy.queries.dialogues import (
    conclusions_of,
    dialogues_of,
    public_dialogues,
    questions_of,
    year_standing,
)
from kheo.democracy.rules.consultations import rule
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.consultations import read_or_write
from kheo.democracy.views.taking import done, form_page, take
from kheo.democracy.workflow import DIALOGUE
from kheo.directives.queries.tasks import may_read
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

FILE = "democracy:dialogue_file"
LISTED = 40


@page("page.public")
@require_safe
def dialogues(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The commune's dialogues with residents, and whether this year's was held (Điều 32)."""
    today = timezone.localdate()
    rows = [(row, DIALOGUE.public_label(row.state)) for row in public_dialogues(locality)[:LISTED]]
    context = {
        "rows": rows,
        "standing": year_standing(locality, today),
        "source": rule("yearly.dialogues", today),
        "wording": wording_note(today),
    }
    return render(request, "democracy/dialogues.html", context)


@page("page.public")
@require_safe
def dialogue(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What residents asked, what was answered, what was concluded; nobody is named."""
    found = public_dialogues(locality).filter(pk=pk).first()
    if found is None:
        raise Http404("Không có cuộc đối thoại này.")
    is_done = found.state == "closed"
    context = {
        "dialogue": found,
        "state": DIALOGUE.public_label(found.state),
        "questions": questions_of(found) if is_done else [],
        "conclusions": conclusions_of(found) if is_done else [],
        "source": rule("yearly.dialogues", found.planned_on),
        "wording": wording_note(found.planned_on),
    }
    return render(request, "democracy/dialogue.html", context)


@page("consultation.read")
@require_safe
def dialogue_list(request: HttpRequest, locality: Locality) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "rows": [(row, DIALOGUE.label(row.state)) for row in dialogues_of(locality)[:LISTED]],
        "standing": year_standing(locality, today),
        "source": rule("yearly.dialogues", today),
        "may_manage": may(request, "dialogue.manage", locality),
        "wording": wording_note(today),
    }
    return render(request, "democracy/dialogue_list.html", context)


def dialogue_or_404(locality: Locality, pk: int) -> Dialogue:
    found = dialogues_of(locality).select_related("locality__unit", "consultation").filter(pk=pk).first()
    if found is None:
        raise Http404("Không có cuộc đối thoại này.")
    return found


def _context(found: Dialogue, heading: str, verb: str, note: str = "") -> dict[str, object]:
    back = reverse(FILE, args=[found.locality.code, found.pk])
    return {"heading": heading, "verb": verb, "lead": found.title, "back": back, "back_words": found.title, "note": note}


@page("consultation.read")
@require_safe
def dialogue_file(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = dialogue_or_404(locality, pk)
    conclusions = conclusions_of(found)
    given = [row.conclusion.task for row in conclusions if row.conclusion.task]
    keys = ("bound.told", "bound.present", "bound.answered") if found.kind == "bound" else ("yearly.dialogues",)
    context = {
        "dialogue": found,
        "state": DIALOGUE.label(found.state),
        "questions": questions_of(found),
        "conclusions": conclusions,
        "may_manage": may(request, "dialogue.manage", locality),
        "may_answer": may(request, "consultation.answer", locality),
        "tasks_to_open": {one.pk for one in given if may_read(acting(request), one, locality)},
        "sources": [rule(key, found.planned_on).citation for key in keys],
        "wording": wording_note(found.planned_on),
    }
    return render(request, "democracy/dialogue_file.html", context)


@page("dialogue.manage")
@read_or_write
def dialogue_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = DialogueForm(locality, request.POST or None)
    made: list[Dialogue] = []
    if take(request, form, lambda: made.append(acts.plan_dialogue(acting(request), locality, form.content_of()))):
        return done(request, "Đã ghi cuộc đối thoại. Mời xong thì ghi ngày mời.", FILE, locality.code, made[0].pk)
    context = {
        "heading": "Chuẩn bị cuộc đối thoại",
        "verb": "Ghi cuộc đối thoại",
        "lead": locality.name,
        "back": reverse("democracy:dialogue_list", args=[locality.code]),
        "back_words": "Đối thoại",
    }
    return form_page(request, form, context)


@page("dialogue.manage")
@read_or_write
def dialogue_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = dialogue_or_404(locality, pk)
    form = DialogueForm(locality, request.POST or None, found)
    act = lambda: acts.edit_dialogue(acting(request), found, form.content_of(), form.cleaned_data["version"])  # noqa: E731  one act
    if take(request, form, act, lambda: dialogue_or_404(locality, pk).version):
        return done(request, "Đã sửa cuộc đối thoại.", FILE, locality.code, pk)
    return form_page(request, form, _context(found, "Sửa cuộc đối thoại", "Ghi"))


@page("dialogue.manage")
@read_or_write
def dialogue_invite(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = dialogue_or_404(locality, pk)
    form = InviteForm(found, request.POST or None, version=found.version)

    def act() -> None:
        data = form.cleaned_data
        acts.invite_to_dialogue(acting(request), found, data["invited_on"], data["version"], form.told_of())

    if take(request, form, act, lambda: dialogue_or_404(locality, pk).version):
        return done(request, "Đã ghi ngày mời.", FILE, locality.code, pk)
    key = "bound.told" if found.kind == "bound" else "yearly.dialogues"
    return form_page(request, form, _context(found, "Đã mời", "Ghi đã mời", rule(key, found.planned_on).citation))


@page("dialogue.manage")
@read_or_write
def dialogue_hold(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = dialogue_or_404(locality, pk)
    form = HoldForm(request.POST or None, initial={"version": found.version, "held_on": found.planned_on})

    def act() -> None:
        data = form.cleaned_data
        acts.hold_dialogue(acting(request), found, data["held_on"], form.present(), data["version"])

    if take(request, form, act, lambda: dialogue_or_404(locality, pk).version):
        return done(request, "Đã ghi cuộc họp. Ghi từng ý kiến rồi trả lời.", FILE, locality.code, pk)
    key = "bound.present" if found.kind == "bound" else "yearly.dialogues"
    note = f"Chỉ ghi số người, không ghi tên. {rule(key, found.planned_on).citation}"
    return form_page(request, form, _context(found, "Đã họp", "Ghi đã họp", note))


@page("dialogue.manage")
@read_or_write
def dialogue_ask(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = dialogue_or_404(locality, pk)
    form = QuestionForm(request.POST or None)

    def act() -> None:
        acts.add_question(acting(request), found, form.cleaned_data["text"], agency=form.cleaned_data["agency"])

    if take(request, form, act):
        return done(request, "Đã ghi. Ghi tiếp ý kiến sau ở dưới.", "democracy:dialogue_ask", locality.code, pk)
    return form_page(request, form, _context(found, "Ghi một ý kiến, câu hỏi", "Ghi"))


@page("consultation.answer")
@read_or_write
def dialogue_answer(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    question = _question(locality, pk)
    initial = {"verdict": question.verdict, "answer": question.answer, "version": question.version}
    form = DialogueAnswerForm(request.POST or None, initial=initial)

    def act() -> None:
        data = form.cleaned_data
        acts.answer_question(acting(request), question, data["verdict"], data["answer"], data["version"])

    if take(request, form, act, lambda: _question(locality, pk).version):
        return done(request, "Đã ghi lời trả lời.", FILE, locality.code, question.dialogue_id)
    context = _context(question.dialogue, "Trả lời", "Ghi lời trả lời")
    return form_page(request, form, {**context, "asked": question.text})


def _question(locality: Locality, pk: int) -> DialogueQuestion:
    rows = DialogueQuestion.objects.select_related("dialogue__locality")
    found = rows.filter(dialogue__locality=locality, pk=pk).first()
    if found is None:
        raise Http404("Không có ý kiến này.")
    return found


@page("dialogue.manage")
@read_or_write
def dialogue_conclude(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = dialogue_or_404(locality, pk)
    form = ConclusionForm(locality, request.POST or None)

    def act() -> None:
        data = form.cleaned_data
        acts.add_conclusion(acting(request), found, data["text"], form.owner_of(), data["due_on"])

    if take(request, form, act):
        return done(request, "Đã ghi kết luận; thành nhiệm vụ khi kết thúc cuộc đối thoại.", FILE, locality.code, pk)
    return form_page(request, form, _context(found, "Ghi một kết luận", "Ghi kết luận"))


@page("dialogue.manage")
@read_or_write
def dialogue_close(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = dialogue_or_404(locality, pk)
    form = CloseForm(request.POST or None, initial={"version": found.version})

    def act() -> None:
        acts.close_dialogue(acting(request), found, form.cleaned_data["answers_sent_on"], form.cleaned_data["version"])

    if take(request, form, act, lambda: dialogue_or_404(locality, pk).version):
        return done(request, "Đã kết thúc; các kết luận đã thành nhiệm vụ.", FILE, locality.code, pk)
    return form_page(request, form, _context(found, "Kết thúc cuộc đối thoại", "Kết thúc"))


@page("dialogue.manage")
@read_or_write
def dialogue_withdraw(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = dialogue_or_404(locality, pk)
    form = ReasonForm(request.POST or None, initial={"version": found.version})

    def act() -> None:
        acts.withdraw_dialogue(acting(request), found, form.cleaned_data["reason"], form.cleaned_data["version"])

    if take(request, form, act, lambda: dialogue_or_404(locality, pk).version):
        return done(request, "Đã thôi cuộc đối thoại.", FILE, locality.code, pk)
    return form_page(request, form, _context(found, "Thôi cuộc đối thoại", "Thôi"))
