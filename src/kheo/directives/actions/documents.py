"""Directives: adding, editing with their requirements, ending or replacing on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.directives.actions.requirements import RequirementContent, tidied_requirements, write_requirements
from kheo.directives.models import Directive, Requirement
from kheo.directives.rules.documents import day_problems, number_problems, secrecy_problems, word_problems
from kheo.directives.rules.requirements import requirement_problems
from kheo.foundation.paper_numbers import number_key
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.foundation.uploads.secrecy import stamp_in_words
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record

__all__ = ["DirectiveContent", "RequirementContent", "SentFile", "add_directive", "edit_directive", "end_directive"]

LABELS = {
    "kind": "Loại văn bản",
    "number": "Số, ký hiệu",
    "issuer": "Cơ quan ban hành",
    "issued_on": "Ngày ban hành",
    "summary": "Trích yếu",
    "valid_from": "Có hiệu lực từ",
    "valid_to": "Hết hiệu lực từ",
    "verified": "Đã đối chiếu nguyên văn",
    "source": "Đọc ở đâu",
    "ending": "Vì sao",
    "replaced_by": "Văn bản thay thế",
}
ENDING_LENGTH = 300
_LENGTHS = {"number": 60, "issuer": 160, "summary": 400, "source": 300}


@dataclass(frozen=True)
class DirectiveContent:
    """What stands on the paper. *verified*: number, day and issuer were compared with its text; *source*: where it was read."""

    kind: str
    number: str
    issuer: str
    issued_on: date
    summary: str
    valid_from: date | None = None
    valid_to: date | None = None
    verified: bool = False
    source: str = ""


def add_directive(
    actor: Actor,
    locality: Locality,
    content: DirectiveContent,
    requirements: Sequence[RequirementContent],
    file: SentFile | None = None,
) -> Directive:
    """Keep a directive with its requirements in their order, and its file when there is one."""
    grant = require(actor, "directive.manage", locality)
    lines = tidied_requirements(requirements)
    checked, problems = look_at(file, "paper")
    problems = [*_content_problems(content), *requirement_problems([line for _pk, line in lines]), *problems]
    with transaction.atomic():
        # One writer for the directives of a locality: the same paper is not added twice at one moment.
        Locality.objects.select_for_update(no_key=True).get(pk=locality.pk)
        problems += _twin_problems(locality, content, None)
        if problems:
            raise RefusedError(*problems)
        made = Directive(locality=locality)
        _put(made, content)
        if checked is not None:
            made.file = keep_file(checked, locality.code, actor.account_id)
        made.save()
        write_requirements(made, lines)
        details = {"kind": made.kind, "requirements": len(lines), "sha256": checked.sha256 if checked else None}
        record(actor, grant, "directive.add", made, locality, details)
    return made


def edit_directive(
    actor: Actor,
    directive: Directive,
    content: DirectiveContent,
    requirements: Sequence[RequirementContent],
    version: int,
    file: SentFile | None = None,
) -> Directive:
    """Put *content* and *requirements* in place of what was there; a new *file* replaces the old one, none leaves it.

    A requirement that names its ``pk``, or reads as it did, stays the same row, so what points at it stays; one that is
    left out goes, unless tasks, targets or activities point at it. Without ``valid_to`` a directive is in force again.
    """
    grant = require(actor, "directive.manage", directive.locality)
    lines = tidied_requirements(requirements)
    checked, problems = look_at(file, "paper")
    problems = [*_content_problems(content), *requirement_problems([line for _pk, line in lines]), *problems]
    with transaction.atomic():
        Locality.objects.select_for_update(no_key=True).get(pk=directive.locality_id)
        locked = _lock(directive, version)
        problems += _twin_problems(locked.locality, content, locked)
        if problems:
            raise RefusedError(*problems)
        _put(locked, content)
        if locked.valid_to is None:
            locked.ending, locked.replaced_by = "", None
        if checked is not None:
            locked.file = keep_file(checked, locked.locality.code, actor.account_id)
        locked.version += 1
        locked.save()
        write_requirements(locked, lines)
        details = {"version": locked.version, "requirements": len(lines), "sha256": checked.sha256 if checked else None}
        record(actor, grant, "directive.edit", locked, locked.locality, details)
    return locked


def end_directive(
    actor: Actor, directive: Directive, on: date, ending: str, version: int, replaced_by: Directive | None = None
) -> Directive:
    """End *directive* so that *on* is the first day without it, with the reason and perhaps the directive in its place.

    Its tasks stay as they are: whoever ends it is shown the open ones and calls off what has lost its ground.
    """
    grant = require(actor, "directive.manage", directive.locality)
    ending = tidy(ending)
    with transaction.atomic():
        Locality.objects.select_for_update(no_key=True).get(pk=directive.locality_id)
        locked = _lock(directive, version)
        problems = _ending_problems(locked, on, ending)
        if replaced_by is not None:
            problems += _replacement_problems(locked, replaced_by)
        if problems:
            raise RefusedError(*problems)
        locked.valid_to, locked.ending, locked.replaced_by = on, ending, replaced_by
        locked.version += 1
        locked.save()
        details = {"on": on.isoformat(), "replaced_by": replaced_by.pk if replaced_by else None, "version": locked.version}
        record(actor, grant, "directive.end", locked, locked.locality, details)
    return locked


def _lock(directive: Directive, version: int) -> Directive:
    locked = Directive.objects.select_for_update(of=("self",)).select_related("locality").get(pk=directive.pk)
    require_version(version, locked.version)
    return locked


def _put(directive: Directive, content: DirectiveContent) -> None:
    for name, text in _words(content).items():
        setattr(directive, name, text)
    directive.number_key = number_key(directive.number)
    directive.kind, directive.issued_on = content.kind, content.issued_on
    directive.valid_from, directive.valid_to = content.valid_from, content.valid_to
    directive.verified = content.verified


def _words(content: DirectiveContent) -> dict[str, str]:
    return {name: tidy(getattr(content, name)) for name in _LENGTHS}


def _content_problems(content: DirectiveContent) -> list[Problem]:
    words = _words(content)
    number_tail = words["number"].partition(" ")[2]
    stamps = {
        LABELS["number"]: stamp_in_words(words["number"]) or stamp_in_words(f"({number_tail})"),
        LABELS["summary"]: stamp_in_words(words["summary"]),
    }
    problems = [
        *word_problems(words, _LENGTHS, LABELS, may_be_empty={"source"}),
        *number_problems(words["number"]),
        *secrecy_problems(stamps),
        *day_problems(content.issued_on, content.valid_from, content.valid_to, timezone.localdate()),
    ]
    if content.kind not in Directive.Kind.values:
        problems.append(Problem("Không có loại văn bản này; chọn một loại trong danh sách.", LABELS["kind"]))
    return problems


def _twin_problems(locality: Locality, content: DirectiveContent, own: Directive | None) -> list[Problem]:
    same = Directive.objects.filter(locality=locality, number_key=number_key(content.number), issued_on=content.issued_on)
    twin = (same.exclude(pk=own.pk) if own else same).first()
    if twin is None:
        return []
    what = (
        f"Văn bản số {twin.number} ngày {twin.issued_on:%d/%m/%Y} của {twin.issuer} đã có trong danh sách. "
        "Mở văn bản đó để sửa, hoặc xem lại số và ngày."
    )
    return [Problem(what, LABELS["number"])]


def _ending_problems(directive: Directive, on: date, ending: str) -> list[Problem]:
    if directive.valid_to is not None:
        what = f"Văn bản này đã hết hiệu lực từ {directive.valid_to:%d/%m/%Y}; nếu ghi nhầm thì sửa ở trang «Sửa văn bản»."
        return [Problem(what, LABELS["valid_to"])]
    problems = day_problems(directive.issued_on, directive.valid_from, on, timezone.localdate())
    if not ending:
        problems.append(Problem("Ghi vì sao thôi hiệu lực: văn bản nào thay thế, bãi bỏ, hay hết thời hạn.", LABELS["ending"]))
    if len(ending) > ENDING_LENGTH:
        problems.append(Problem(f"Dài quá {ENDING_LENGTH} ký tự; viết gọn lại.", LABELS["ending"]))
    return problems


def _replacement_problems(directive: Directive, replacement: Directive) -> list[Problem]:
    if replacement.locality_id != directive.locality_id:
        what = "Văn bản này ở danh sách của địa phương khác; ghi văn bản thay thế vào danh sách của mình trước."
        return [Problem(what, LABELS["replaced_by"])]
    seen = {directive.pk}
    follow: Directive | None = Directive.objects.get(pk=replacement.pk)
    while follow is not None:
        if follow.pk in seen:
            what = "Không thể thay bằng chính văn bản này hoặc bằng văn bản mà nó đã thay; chọn văn bản khác."
            return [Problem(what, LABELS["replaced_by"])]
        seen.add(follow.pk)
        follow = follow.replaced_by
    return []


def requirements_of(directive: Directive) -> list[RequirementContent]:
    """The requirements of *directive* as an edit takes them back unchanged."""
    rows = Requirement.objects.filter(directive=directive).order_by("order")
    return [RequirementContent(row.place, row.text, row.pk) for row in rows]
