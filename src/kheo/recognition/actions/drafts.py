"""Drafts: opening, wording, filling and throwing away a list before anybody signs it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.models import Programme, Subject
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body
from kheo.organisation.trail import record
from kheo.recognition.models import Decision, DecisionKind, DecisionLine, GivenOut
from kheo.recognition.queries.lines import LineContent
from kheo.recognition.rules.awards import award_names
from kheo.recognition.rules.checks import FIRST_DAY
from kheo.recognition.workflow import DECISION

LABELS = {
    "title": "Trích yếu",
    "signer_authority": "Quyền hạn ký",
    "signer_position": "Chức vụ người ký",
    "signer_name": "Người ký",
    "place_name": "Địa danh",
    "recipient": "Tên người nhận",
    "reason": "Thành tích",
    "award": "Hình thức khen",
    "birth_year": "Năm sinh",
    "service_years": "Số năm công tác",
}
_BOUNDS = {"birth_year": (1900, 2100), "service_years": (0, 70)}
_MAY_BE_EMPTY = {"signer_position", "signer_name", "reason", "award"}


@dataclass(frozen=True)
class Wording:
    """The words of the paper around its list; *award*: what a commendation gives, "" for the usual form of the level."""

    title: str
    signer_authority: str
    place_name: str
    signer_position: str = ""
    signer_name: str = ""
    award: str = ""


def draft_decision(
    actor: Actor,
    programme: Programme,
    kind: str,
    body: Body,
    wording: Wording,
    day: date | None = None,
    lines: Sequence[LineContent] = (),
) -> Decision:
    """Open a draft of *kind* by *body* with *lines*; *day* is the day on which it is meant to be signed.

    Authority, subsets and doubles are told by the check, not here: a draft may be unfinished, never of another locality.
    """
    locality = programme.locality
    grant = require(actor, "decision.draft", locality)
    problems = [*_frame_problems(programme, kind, body, wording, day), *_line_problems(programme, kind, lines)]
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        decision = Decision.objects.create(
            locality=locality, programme=programme, kind=kind, body=body, date=day, **_tidied(wording)
        )
        _write_lines(decision, lines)
        record(actor, grant, "decision.draft", decision, locality, {"kind": kind, "body": body.code, "lines": len(lines)})
    return decision


def reword_decision(
    actor: Actor, decision: Decision, body: Body, wording: Wording, day: date | None, *, version: int
) -> Decision:
    """Change body, words and planned day of a draft."""
    grant = require(actor, "decision.draft", decision.locality)
    problems = _frame_problems(decision.programme, decision.kind, body, wording, day)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.edit")
        locked.body, locked.date = body, day
        for name, text in _tidied(wording).items():
            setattr(locked, name, text)
        bump(locked)
        record(actor, grant, "decision.reword", locked, locked.locality, {"body": body.code, "version": locked.version})
    return locked


def set_lines(actor: Actor, decision: Decision, lines: Sequence[LineContent], version: int) -> Decision:
    """Put *lines* in place of the draft's list, in their order."""
    grant = require(actor, "decision.draft", decision.locality)
    problems = _line_problems(decision.programme, decision.kind, lines)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.edit")
        DecisionLine.objects.filter(decision=locked).delete()
        _write_lines(locked, lines)
        bump(locked)
        record(actor, grant, "decision.lines", locked, locked.locality, {"lines": len(lines), "version": locked.version})
    return locked


def add_line(actor: Actor, decision: Decision, line: LineContent, version: int) -> Decision:
    """Put one line at the end of a draft."""
    grant = require(actor, "decision.draft", decision.locality)
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.edit")
        present = DecisionLine.objects.filter(decision=locked)
        problems = _line_problems(locked.programme, locked.kind, [line])
        if line.registration is not None and present.filter(registration=line.registration).exists():
            problems.append(Problem("Hồ sơ này đã có trong danh sách; không thêm lần nữa.", line.recipient))
        if problems:
            raise RefusedError(*problems)
        last = present.order_by("-order").first()
        _write_lines(locked, [line], first=last.order + 1 if last else 1)
        bump(locked)
        record(actor, grant, "decision.add_line", locked, locked.locality, {"version": locked.version})
    return locked


def remove_line(actor: Actor, decision: Decision, order: int, version: int) -> Decision:
    """Take line *order* out of a draft; the lines after it move up."""
    grant = require(actor, "decision.draft", decision.locality)
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.edit")
        if not DecisionLine.objects.filter(decision=locked, order=order).delete()[0]:
            raise RefusedError(f"Danh sách không có dòng {order}; tải lại trang để xem danh sách mới.")
        for line in DecisionLine.objects.filter(decision=locked, order__gt=order).order_by("order"):
            line.order -= 1
            line.save(update_fields=["order"])
        bump(locked)
        record(actor, grant, "decision.remove_line", locked, locked.locality, {"order": order, "version": locked.version})
    return locked


def discard_draft(actor: Actor, decision: Decision, version: int) -> None:
    """Throw a draft away with its lines; what was checked or issued stays."""
    grant = require(actor, "decision.draft", decision.locality)
    with transaction.atomic():
        locked = lock_decision(decision, version, "decision.edit")
        if GivenOut.objects.filter(decision=locked).exists():
            raise RefusedError("Dự thảo này đã có tệp đưa ra để ký nên không xoá được; sửa lại danh sách rồi trình ký lần khác.")
        record(actor, grant, "decision.discard", locked, locked.locality, {"kind": locked.kind})
        locked.delete()


def lock_decision(decision: Decision, version: int, step: str) -> Decision:
    """Lock the row and take *step* of the workflow on it; refuse a stale *version* or a wrong state."""
    locked = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("programme__locality__unit", "locality", "body__unit")
        .filter(pk=decision.pk)
        .first()
    )
    if locked is None:
        raise RefusedError("Dự thảo này vừa bị người khác xoá. Về danh sách quyết định để xem.")
    locked.state = DECISION.target(step, locked.state)
    require_version(version, locked.version)
    return locked


def bump(decision: Decision) -> None:
    decision.version += 1
    decision.save()


def _tidied(wording: Wording) -> dict[str, str]:
    return {field.name: tidy(getattr(wording, field.name)) for field in fields(wording)}


def _frame_problems(programme: Programme, kind: str, body: Body, wording: Wording, day: date | None) -> list[Problem]:
    problems = [*_text_problems(Decision, _tidied(wording))]
    if kind not in DecisionKind.values:
        problems.append(Problem("Không có loại quyết định này; chọn một trong năm loại.", "Loại"))
    if wording.award and (kind != DecisionKind.COMMENDATION or wording.award not in award_names()):
        problems.append(Problem("Chọn một hình thức trong danh sách; chỉ quyết định khen thưởng có mục này.", LABELS["award"]))
    if body.locality_id not in (None, programme.locality_id):
        problems.append(Problem("Cơ quan này của địa phương khác; chọn cơ quan của mình hoặc cơ quan cấp trên.", "Cơ quan"))
    if programme.state != Programme.State.OPEN:
        problems.append(Problem("Chương trình năm đã đóng; mở lại chương trình rồi mới thêm văn bản.", "Chương trình"))
    if day is not None and day < FIRST_DAY:
        problems.append(Problem(f"Ngày {day:%d/%m/%Y} ở trước khi có phong trào; xem lại năm.", "Ngày dự kiến"))
    return problems


def _line_problems(programme: Programme, kind: str, lines: Sequence[LineContent]) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[int, int] = {}
    for order, line in enumerate(lines, 1):
        where = f"Dòng {order}"
        problems += [
            Problem(problem.what, f"{where}, {problem.where}")
            for problem in _text_problems(DecisionLine, {"recipient": tidy(line.recipient), "reason": tidy(line.reason)})
        ]
        problems += _medal_problems(kind, line)
        if line.subject not in Subject.values:
            problems.append(Problem("Chọn tập thể, cá nhân hoặc hộ gia đình.", where))
        if line.registration is None:
            continue
        if line.registration.programme_id != programme.pk:
            problems.append(Problem("Hồ sơ này không thuộc chương trình của quyết định.", where))
        if line.registration.pk in seen:
            problems.append(Problem(f"Hồ sơ này đã có ở dòng {seen[line.registration.pk]}; bỏ một dòng.", where))
        seen.setdefault(line.registration.pk, order)
    return problems


def _medal_problems(kind: str, line: LineContent) -> list[Problem]:
    """Year of birth and years of service belong to a medal only, and are what they can be."""
    problems = []
    for name, (lowest, highest) in _BOUNDS.items():
        value = getattr(line, name)
        if value is None:
            continue
        if kind != DecisionKind.MEDAL:
            problems.append(Problem("Chỉ ghi cho kỷ niệm chương; các danh sách khác không giữ mục này.", LABELS[name]))
        elif not lowest <= value <= highest:
            problems.append(Problem(f"Ghi số từ {lowest} đến {highest}.", LABELS[name]))
    return problems


def _text_problems(table: type[Decision] | type[DecisionLine], texts: dict[str, str]) -> list[Problem]:
    problems = []
    for name, text in texts.items():
        most = longest(table, name)
        if not text and name not in _MAY_BE_EMPTY:
            problems.append(Problem("Chưa ghi mục này.", LABELS[name]))
        problems += too_long(text, most, LABELS[name])
    return problems


def _write_lines(decision: Decision, lines: Sequence[LineContent], first: int = 1) -> None:
    DecisionLine.objects.bulk_create(
        DecisionLine(
            decision=decision,
            order=order,
            registration=line.registration,
            subject=line.subject,
            recipient=tidy(line.recipient),
            unit=line.unit,
            reason=tidy(line.reason),
            birth_year=line.birth_year,
            service_years=line.service_years,
        )
        for order, line in enumerate(lines, first)
    )
