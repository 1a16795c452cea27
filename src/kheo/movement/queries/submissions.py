"""Registration forms: whose, how they stand, what is missing, what the office said of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.fields.json import KT

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold, tidy
from kheo.movement.models import (
    Kind,
    LeadingKind,
    Novelty,
    Programme,
    ProgrammeField,
    Registration,
    Subject,
    Submission,
    SubmissionNote,
)
from kheo.movement.queries.registrations import unit_name_in
from kheo.movement.queries.rounds import items_of, last_day_for
from kheo.movement.rules.registrations import identity
from kheo.movement.rules.rounds import days_late
from kheo.movement.rules.submissions import CHOSEN, LONGEST_NOTE, SubmissionContent, handing_problems, label_of
from kheo.organisation.authority import Actor, Owner
from kheo.organisation.models import Locality, Role

CLOSED = "Chương trình đã đóng, không nhận đăng ký nữa. Phiếu vẫn được giữ; hỏi cơ quan thường trực."
OPEN = (Submission.State.DRAFT, Submission.State.SUBMITTED, Submission.State.RETURNED)
_FIRST = (Submission.State.SUBMITTED, Submission.State.RETURNED, Submission.State.DRAFT)


def submissions(locality: Locality | int) -> QuerySet[Submission]:
    """Forms of *locality* with what pages show, ``unit_name`` and ``title`` among it; one query."""
    return (
        Submission.objects.filter(programme__locality=locality)
        .annotate(unit_name=unit_name_in("programme__year", "unit"), title=KT("content__title"))
        .select_related("programme__locality", "unit", "body")
    )


def inbox(programme: Programme) -> QuerySet[Submission]:
    """Forms of *programme* without their long words: what waits for the office first, the oldest of those on top."""
    place = Case(*(When(state=state, then=Value(n)) for n, state in enumerate(_FIRST)), default=9, output_field=IntegerField())
    rows = submissions(programme.locality_id).filter(programme=programme).defer("content")
    return rows.annotate(place=place).order_by("place", "submitted_on", "pk")


def held_by(actor: Actor, locality: Locality) -> Q:
    """Forms of the units and bodies for which *actor* is unit staff."""
    own = Q(pk=None)
    for grant in actor.grants:
        if grant.role == Role.UNIT_STAFF and grant.locality == locality.code:
            own |= Q(body__code=grant.body) | Q(body=None, unit=grant.unit_id)
    return own


def owner_of_form(submission: Submission) -> Owner:
    return Owner(submission.unit_id, submission.body.code if submission.body else "")


def place_of_form(submission: Submission) -> str:
    """Who registers, as the year knows it (needs ``unit_name``, see :func:`submissions`)."""
    unit_name: str = getattr(submission, "unit_name", "") or f"mã {submission.unit.code}"
    return submission.body.name if submission.body else unit_name


def answers_of(registration: Registration) -> list[tuple[str, str]]:
    """The words of the form under the items' labels, in the programme's order; an item that it asks no longer by its key."""
    labels = {item.key: item.label for item in items_of(registration.programme)}
    keys = [key for key in dict.fromkeys([*labels, *registration.answers]) if registration.answers.get(key)]
    return [(labels.get(key, key), registration.answers[key]) for key in keys]


def choices_of(programme: Programme) -> dict[str, list[tuple[str, str]]]:
    """What each chosen field of the form may be: value and words."""
    fields = [(row.key, row.label) for row in ProgrammeField.objects.filter(programme=programme)]
    listed = (Kind.choices, Subject.choices, fields, Novelty.choices, LeadingKind.choices)
    return {name: [(str(value), str(label)) for value, label in rows] for name, rows in zip(CHOSEN, listed, strict=True)}


@dataclass(frozen=True)
class Standing:
    """How a form that would be handed in on a day stands: how late, and whether the programme refuses that."""

    last_day: date | None
    late_days: int
    is_shut: bool


def standing_of(submission: Submission, day: date) -> Standing:
    """A form that was handed in once keeps the lateness of that day, however often it is sent back."""
    programme = submission.programme
    last = last_day_for(programme, submission.unit_id, submission.body_id)
    if submission.submitted_on is not None:
        return Standing(last, submission.late_days, is_shut=False)
    late = days_late(day, last)
    return Standing(last, late, is_shut=late > 0 and programme.lateness == Programme.Lateness.GATED)


def twin_of(programme: Programme, unit: int, body: int | None, content: SubmissionContent) -> Registration | None:
    """The registration of this year that the form would double."""
    wanted = identity(unit, body, content.kind, content.title, content.holder)
    named = Registration.objects.filter(
        programme=programme, initiative__unit=unit, initiative__folded=fold(content.title), initiative__kind=content.kind
    )
    for found in named.select_related("initiative"):
        one = found.initiative
        if identity(one.unit_id, one.body_id, one.kind, one.title, one.holder) == wanted:
            return found
    return None


def what_is_missing(submission: Submission, day: date) -> Iterator[Problem]:
    """Why the form cannot be handed in on *day*, each problem with the label of its field."""
    programme = submission.programme
    content = SubmissionContent.of(submission.content)
    items = items_of(programme)
    if programme.state == Programme.State.CLOSED:
        yield Problem(CLOSED)
    standing = standing_of(submission, day)
    if standing.is_shut and standing.last_day is not None:
        yield Problem(
            f"Đã quá hạn {standing.last_day:%d/%m/%Y}, và chương trình chỉ nhận phiếu muộn của đơn vị được mở thêm hạn. "
            "Phiếu vẫn được giữ nguyên; đề nghị cơ quan thường trực mở thêm hạn rồi nộp."
        )
    allowed = {name: {value for value, _label in rows} for name, rows in choices_of(programme).items()}
    yield from handing_problems(content, items, allowed)
    for text in content.replies.values():
        if len(tidy(text)) > LONGEST_NOTE:
            yield Problem(f"Dài quá {LONGEST_NOTE} ký tự; viết gọn lại.", "Trả lời")
    twin = None if submission.carried_from_id else twin_of(programme, submission.unit_id, submission.body_id, content)
    if twin is not None:
        yield Problem("Nơi này đã có một mô hình trùng tên trong chương trình năm nay; đặt tên khác.", label_of("title", items))


@dataclass
class Word:
    """What the office said of an item (*item* "": of the whole), with the answers of the unit."""

    note: SubmissionNote
    answers: list[SubmissionNote] = field(default_factory=list)


def words_of(submission: Submission) -> dict[str, list[Word]]:
    """Words of the office by item, the oldest first, each with its answers; one query."""
    words: dict[int, Word] = {}
    found: dict[str, list[Word]] = {}
    for note in SubmissionNote.objects.filter(submission=submission):
        if note.answers_id is None:
            words[note.pk] = Word(note)
            found.setdefault(note.item, []).append(words[note.pk])
        elif note.answers_id in words:
            words[note.answers_id].answers.append(note)
    return found
