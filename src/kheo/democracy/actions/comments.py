"""Comments come in: over the public page, on paper, from meetings. Nothing of who wrote them is kept, nor who sent them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.consultations import lock_consultation
from kheo.democracy.models import Comment, Consultation, Stance, Tally, TallyCount
from kheo.democracy.queries.comments import code_digest, digest_of
from kheo.democracy.queries.consultations import villages_of_place
from kheo.democracy.rules.comments import comment_problems, lines_of, tally_problems
from kheo.democracy.rules.consultations import ONLINE, VILLAGE_FORMS, forms
from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.authority import NOBODY, Actor, Owner, find_grant, require
from kheo.organisation.models import Unit
from kheo.organisation.trail import record

FORM, VILLAGE, DAY, CODE = "Hình thức", "Thôn, tổ dân phố", "Ngày nhận", "Mã theo dõi"


@dataclass(frozen=True)
class CommentContent:
    """*stances*: the choice by the key of a question; *village*: where the writer lives, or None."""

    text: str = ""
    stances: Mapping[int, str] = field(default_factory=dict)
    village: Unit | None = None


@dataclass(frozen=True)
class TallyContent:
    """*counts*: numbers by stance, by the key of a question."""

    form: str
    held_on: date
    present: int
    counts: Mapping[int, Mapping[str, int]]
    village: Unit | None = None


def send_comment(consultation: Consultation, content: CommentContent, code: str) -> Comment:
    """Take a resident's comment under the writer's own *code*; the same code again gives the same comment.

    Whoever is signed in acts as nobody here: the trail tells that a comment came, never from which account.
    """
    grant = require(NOBODY, "comment.send", consultation.locality)
    digest = code_digest(code)
    if digest is None:
        raise RefusedError(Problem("Mã theo dõi của trang này không đọc được; tải lại trang rồi gửi.", CODE))
    today = timezone.localdate()
    with transaction.atomic():
        held = lock_consultation(consultation, "comment.send")
        if taken := Comment.objects.filter(code_digest=digest).first():
            return _same(taken, held)
        problems = [*_form_problems(held, ONLINE), *_content_problems(held, content, today)]
        if today > held.ends_on:
            what = f"Đợt lấy ý kiến đã hết hạn ngày {held.ends_on:%d/%m/%Y}; ý kiến này chưa được ghi."
            problems.append(Problem(what))
        if problems:
            raise RefusedError(*problems)
        made = _keep(held, content, ONLINE, today, digest)
        record(NOBODY, grant, "comment.send", made, held.locality, {"consultation": held.pk})
    return made


def enter_comment(actor: Actor, consultation: Consultation, content: CommentContent, form: str, received_on: date) -> Comment:
    """Type in what came on paper, by telephone, at a meeting; a village head for the own village alone."""
    grant = require(actor, "comment.enter", consultation.locality, _owner(content.village))
    with transaction.atomic():
        held = lock_consultation(consultation, "comment.enter")
        problems = [
            *_form_problems(held, form),
            *_village_form_problems(actor, held, form),
            *_content_problems(held, content, received_on),
            *_day_problems(held, received_on, DAY),
        ]
        if problems:
            raise RefusedError(*problems)
        made = _keep(held, content, form, received_on, None)
        record(actor, grant, "comment.enter", made, held.locality, {"consultation": held.pk, "form": form})
    return made


def record_tally(actor: Actor, consultation: Consultation, content: TallyContent, corrects: Tally | None = None) -> Tally:
    """Write down counted hands or slips; a correction stands beside the row that it *corrects*."""
    grant = require(actor, "comment.enter", consultation.locality, _owner(content.village))
    with transaction.atomic():
        held = lock_consultation(consultation, "comment.enter")
        questions = list(held.questions.values_list("pk", flat=True))
        problems = [
            *_form_problems(held, content.form),
            *_village_form_problems(actor, held, content.form),
            *_village_problems(held, content.village, content.held_on),
            *_day_problems(held, content.held_on, DAY),
            *tally_problems(content.present, content.counts, questions),
            *_correction_problems(actor, held, corrects),
            *([] if corrects else _twice_problems(held, content)),
        ]
        if problems:
            raise RefusedError(*problems)
        made = Tally.objects.create(
            consultation=held,
            form=content.form,
            village=content.village,
            held_on=content.held_on,
            present=content.present,
            corrects=corrects,
            added_by=actor.account_id,
        )
        TallyCount.objects.bulk_create(
            TallyCount(tally=made, question_id=question, **counts) for question, counts in content.counts.items()
        )
        details = {"consultation": held.pk, "form": content.form, "present": content.present}
        record(actor, grant, "tally.record", made, held.locality, details)
    return made


def _owner(village: Unit | None) -> Owner:
    """Whose the row is: a village's; what names no village belongs to no village head."""
    return Owner(village.pk if village else 0)


def _same(taken: Comment, consultation: Consultation) -> Comment:
    if taken.consultation_id != consultation.pk:
        raise RefusedError(Problem("Mã theo dõi này đã dùng cho đợt khác; tải lại trang rồi gửi.", CODE))
    return taken


def _form_problems(consultation: Consultation, form: str) -> list[Problem]:
    if form in consultation.forms:
        return []
    labels = forms(consultation.opened_on or consultation.opens_on)
    planned = "; ".join(labels[letter].value for letter in consultation.forms)
    return [Problem(f"Kế hoạch không có hình thức này. Có: {planned} (Điều 26 khoản 2 Luật 10/2022/QH15).", FORM)]


def _village_form_problems(actor: Actor, consultation: Consultation, form: str) -> list[Problem]:
    """A village head writes down the village's meeting and slips; the rest comes to the office."""
    if form in VILLAGE_FORMS or find_grant(actor, "consultation.manage", consultation.locality):
        return []
    return [Problem("Hình thức này do cơ quan thường trực nhập; ở thôn, tổ dân phố nhập ý kiến họp và phiếu của hộ.", FORM)]


def _village_problems(consultation: Consultation, village: Unit | None, day: date) -> list[Problem]:
    if village is None or village.pk in {unit.pk for unit, _name in villages_of_place(consultation.locality, day)}:
        return []
    where = consultation.locality.name
    return [Problem(f"Không phải thôn, tổ dân phố của {where} ngày {day:%d/%m/%Y}; chọn trong danh sách.", VILLAGE)]


def _content_problems(consultation: Consultation, content: CommentContent, day: date) -> list[Problem]:
    questions = set(consultation.questions.values_list("pk", flat=True))
    words = comment_problems(lines_of(content.text), content.stances, questions)
    return [*words, *_village_problems(consultation, content.village, day)]


def _day_problems(consultation: Consultation, day: date, where: str) -> list[Problem]:
    opened = consultation.opened_on or consultation.opens_on
    last = min(consultation.ends_on, timezone.localdate())
    if opened <= day <= last:
        return []
    what = f"Ngày nhận phải trong thời gian lấy ý kiến, từ {opened:%d/%m/%Y} đến {last:%d/%m/%Y}."
    return [Problem(what, where)]


def _correction_problems(actor: Actor, consultation: Consultation, corrects: Tally | None) -> list[Problem]:
    if corrects is None:
        return []
    require(actor, "comment.enter", consultation.locality, _owner(corrects.village))
    if corrects.consultation_id != consultation.pk:
        return [Problem("Số đếm ấy thuộc đợt lấy ý kiến khác.")]
    if Tally.objects.filter(corrects=corrects).exists():
        return [Problem("Số đếm này đã được ghi lại; tải lại trang rồi sửa bản mới.")]
    return []


def _twice_problems(consultation: Consultation, content: TallyContent) -> list[Problem]:
    """The same numbers of the same day and village are the same hands, typed a second time."""
    alike = Tally.objects.filter(
        consultation=consultation,
        form=content.form,
        village=content.village,
        held_on=content.held_on,
        present=content.present,
        corrected_by=None,
    )
    for one in alike.prefetch_related("counts"):
        if {row.question_id: (row.agree, row.disagree, row.other) for row in one.counts.all()} == {
            key: (counts.get("agree", 0), counts.get("disagree", 0), counts.get("other", 0))
            for key, counts in content.counts.items()
        }:
            what = "Đúng số đếm này đã ghi rồi. Ghi nhầm thì «Ghi lại một số đếm sai»; là cuộc khác thì xem lại ngày, số người."
            return [Problem(what, "Số người dự, số phiếu thu về")]
    return []


def _keep(consultation: Consultation, content: CommentContent, form: str, received_on: date, code: str | None) -> Comment:
    """A comment of choices alone needs no reading; words wait for a reader."""
    words = lines_of(content.text)
    made = Comment.objects.create(
        consultation=consultation,
        form=form,
        village=content.village,
        text=words,
        digest=digest_of(words),
        received_on=received_on,
        code_digest=code,
        state=Comment.State.WAITING if words else Comment.State.ACCEPTED,
    )
    Stance.objects.bulk_create(
        Stance(comment=made, question_id=question, choice=choice) for question, choice in content.stances.items()
    )
    return made
