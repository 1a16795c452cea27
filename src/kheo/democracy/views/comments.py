"""Typing comments in, reading them, gathering and answering: by no name, for there is none."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.democracy.actions.comments import enter_comment, record_tally
from kheo.democracy.actions.topics import TopicContent, accept_comment, add_topic, answer_topic, edit_topic, set_aside_comment
from kheo.democracy.forms.comments import AcceptForm, AnswerForm, PaperCommentForm, SetAsideForm, TallyForm, TopicForm
from kheo.democracy.models import Comment, Tally, Topic
from kheo.democracy.queries.comments import comments_of, progress, shown_comments
from kheo.democracy.queries.consultations import villages_entered_for
from kheo.democracy.rules.consultations import STANCES, forms, rule
from kheo.democracy.views.consultations import FILE, act_context, consultation_or_404, read_or_write
from kheo.democracy.views.taking import done, form_page, take
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

A_PAGE = 20
COMMENTS, COMMENT = "democracy:comments", "democracy:comment"


@page("comment.enter")
@read_or_write
def comment_enter(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One comment from paper, a meeting, the telephone."""
    found, today = consultation_or_404(locality, pk), timezone.localdate()
    is_head = not may(request, "consultation.manage", locality)
    villages = villages_entered_for(acting(request), locality, today)
    form = PaperCommentForm(found, villages, today, request.POST or None, is_head=is_head)

    def act() -> None:
        data = form.cleaned_data
        enter_comment(acting(request), found, form.content(), data["form"], data["received_on"])

    if take(request, form, act):
        return done(request, "Đã nhập. Nhập tiếp tờ sau ở dưới.", "democracy:comment_enter", locality.code, pk)
    note = "Đã đếm tay giơ hoặc phiếu ở «Ghi số đếm» thì ở đây chỉ nhập lời, không chọn câu trả lời nữa, để không đếm hai lần."
    return form_page(request, form, act_context(found, "Nhập ý kiến trên giấy, ở cuộc họp", "Nhập", note))


@page("comment.enter")
@read_or_write
def tally_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return _tally(request, locality, pk, None)


@page("comment.enter")
@read_or_write
def tally_correct(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = Tally.objects.filter(consultation__locality=locality, pk=pk).select_related("village").first()
    if found is None:
        raise Http404("Không có số đếm này.")
    return _tally(request, locality, found.consultation_id, found)


def _tally(request: HttpRequest, locality: Locality, pk: int, corrects: Tally | None) -> HttpResponse:
    found, today = consultation_or_404(locality, pk), timezone.localdate()
    villages = villages_entered_for(acting(request), locality, today)
    initial: dict[str, object] = {}
    if corrects is not None:
        initial = {"form": corrects.form, "held_on": corrects.held_on, "present": corrects.present}
        initial["village"] = corrects.village.code if corrects.village else ""
        for row in corrects.counts.all():
            initial |= {f"cau-{row.question_id}-{stance}": getattr(row, stance) for stance in STANCES}
    is_head = not may(request, "consultation.manage", locality)
    form = TallyForm(found, villages, request.POST or None, is_head=is_head, **initial)
    if take(request, form, lambda: record_tally(acting(request), found, form.content(), corrects)):
        return done(request, "Đã ghi số đếm.", FILE, locality.code, pk)
    heading = "Ghi lại số đếm" if corrects else "Ghi số đếm ở cuộc họp, phiếu thu về"
    return form_page(request, form, act_context(found, heading, "Ghi số đếm", "Chỉ ghi số, không ghi ai chọn gì."))


@page("consultation.manage")
@require_safe
def comments(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Comments to read, by how they stand; never by who wrote them."""
    found = consultation_or_404(locality, pk)
    asked = request.GET.get("the", "")
    state = asked if asked in Comment.State.values else ""
    rows = Paginator(comments_of(found, state).order_by("pk"), A_PAGE).get_page(request.GET.get("trang"))
    labels = forms(found.opened_on or found.opens_on)
    context = {
        "consultation": found,
        "page": rows,
        "lines": [(one, labels[one.comment.form].value) for one in shown_comments(list(rows.object_list))],
        "state": state,
        "states": Comment.State.choices,
        "progress": progress(found),
    }
    return render(request, "democracy/comments.html", context)


def _comment(locality: Locality, pk: int) -> Comment:
    rows = Comment.objects.select_related("consultation__locality", "topic", "village")
    found = rows.filter(consultation__locality=locality, pk=pk).first()
    if found is None:
        raise Http404("Không có ý kiến này.")
    return found


@page("consultation.manage")
@read_or_write
def comment(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One comment: taken into a topic, or set aside with a reason; then on to the next that waits."""
    found = _comment(locality, pk)
    sets_aside = "reason" in request.POST or "set_aside" in request.POST
    version = {"version": found.version}
    accept = AcceptForm(found.consultation, request.POST or None if not sets_aside else None, topic=found.topic_id, **version)
    aside = SetAsideForm(request.POST or None if sets_aside else None, initial=version)

    def accepted() -> None:
        data, topic = accept.cleaned_data, accept.cleaned_data["topic"]
        if data["title"]:
            topic = add_topic(acting(request), found.consultation, TopicContent(data["title"]))
        accept_comment(acting(request), found, topic, data["version"])

    def put_aside() -> None:
        set_aside_comment(acting(request), found, aside.cleaned_data["reason"], aside.cleaned_data["version"])

    def current() -> int:
        return _comment(locality, pk).version

    if take(request, aside, put_aside, current) if sets_aside else take(request, accept, accepted, current):
        words = "Đã ghi lý do; người viết đọc được bằng mã." if sets_aside else "Đã nhận ý kiến."
        waiting = comments_of(found.consultation, Comment.State.WAITING).order_by("pk").first()
        where = (COMMENT, locality.code, waiting.pk) if waiting else (COMMENTS, locality.code, found.consultation_id)
        return done(request, words, *where)
    (shown,) = shown_comments([found])
    context = {
        "shown": shown,
        "comment": found,
        "consultation": found.consultation,
        "accept": accept,
        "aside": aside,
        "form_words": rule(f"form.{found.form}", found.received_on).value,
        "choices": [(row.question.text, STANCES[row.choice]) for row in found.stances.select_related("question")],
        "may_read": found.consultation.state in {"open", "closed"},
    }
    status = 422 if accept.errors or aside.errors else 200
    return render(request, "democracy/comment.html", context, status=status)


@page("consultation.manage")
@read_or_write
def topic_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = consultation_or_404(locality, pk)
    form = TopicForm(request.POST or None, initial={"version": 0})
    if take(request, form, lambda: add_topic(acting(request), found, form.content())):
        return done(request, "Đã lập nhóm ý kiến.", FILE, locality.code, pk)
    return form_page(request, form, act_context(found, "Lập nhóm ý kiến", "Lập nhóm"))


def _topic(locality: Locality, pk: int) -> Topic:
    rows = Topic.objects.select_related("consultation__locality")
    found = rows.filter(consultation__locality=locality, pk=pk).first()
    if found is None:
        raise Http404("Không có nhóm ý kiến này.")
    return found


@page("consultation.manage")
@read_or_write
def topic_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _topic(locality, pk)
    initial = {"title": found.title, "summary": found.summary, "version": found.version}
    form = TopicForm(request.POST or None, initial=initial)
    act = lambda: edit_topic(acting(request), found, form.content(), form.cleaned_data["version"])  # noqa: E731  one act
    if take(request, form, act, lambda: _topic(locality, pk).version):
        return done(request, "Đã sửa nhóm ý kiến.", FILE, locality.code, found.consultation_id)
    return form_page(request, form, act_context(found.consultation, "Sửa nhóm ý kiến", "Ghi nhóm"))


@page("consultation.answer")
@read_or_write
def topic_answer(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The answer to a topic, with what was said in it beside."""
    found = _topic(locality, pk)
    initial = {"verdict": found.verdict, "answer": found.answer, "version": found.version}
    form = AnswerForm(request.POST or None, initial=initial)

    def act() -> None:
        data = form.cleaned_data
        answer_topic(acting(request), found, data["verdict"], data["answer"], data["version"])

    if take(request, form, act, lambda: _topic(locality, pk).version):
        return done(request, "Đã ghi lời trả lời.", FILE, locality.code, found.consultation_id)
    said = list(found.comments.exclude(text="").order_by("pk")[:A_PAGE])
    context = act_context(found.consultation, f"Trả lời: {found.title}", "Ghi lời trả lời")
    return form_page(request, form, {**context, "topic": found, "said": said}, "democracy/topic_answer.html")
