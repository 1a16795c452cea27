"""Writing the requirements of a directive so that what points at one of them goes on pointing at it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, ProtectedError

from kheo.directives.models import Directive, Requirement
from kheo.directives.rules.requirements import RequirementLine
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy

_OUT_OF_THE_WAY = 10_000  # beyond any order that is used: two requirements never stand in one place while they move
_WORDS = {"task": "nhiệm vụ", "target": "chỉ tiêu", "activity": "hoạt động", "conclusionpoint": "điểm kết luận"}


@dataclass(frozen=True)
class RequirementContent:
    """A requirement and its place in the text; *pk*: the row that it changes, None for a new one."""

    place: str
    text: str
    pk: int | None = None


Line = tuple[int | None, RequirementLine]


def tidied_requirements(contents: Sequence[RequirementContent]) -> list[Line]:
    return [(content.pk, RequirementLine(tidy(content.place), tidy(content.text))) for content in contents]


def write_requirements(directive: Directive, lines: Sequence[Line]) -> None:
    """Make the requirements of *directive* read as *lines*, in the transaction of the act; RefusedError for what cannot go."""
    present = {row.pk: row for row in Requirement.objects.filter(directive=directive)}
    kept = _matched(present, lines)
    _remove([row for pk, row in present.items() if pk not in kept])
    Requirement.objects.filter(directive=directive).update(order=F("order") + _OUT_OF_THE_WAY)
    for order, ((_pk, line), key) in enumerate(zip(lines, kept, strict=True), 1):
        if key is None:
            Requirement.objects.create(directive=directive, order=order, place=line.place, text=line.text)
        else:
            Requirement.objects.filter(pk=key).update(order=order, place=line.place, text=line.text)


def _matched(present: dict[int, Requirement], lines: Sequence[Line]) -> list[int | None]:
    """For each line the row that it is: the one it names, else one that reads the same and nobody named."""
    named = {pk for pk, _line in lines if pk is not None}
    if strangers := named - set(present):
        raise RefusedError(
            Problem(f"Có {len(strangers)} yêu cầu không còn trong văn bản này; tải lại trang để xem bản mới.", "Yêu cầu")
        )
    if any(count > 1 for count in Counter(pk for pk, _line in lines if pk is not None).values()):
        raise RefusedError(Problem("Một yêu cầu được gửi hai lần; tải lại trang rồi sửa lại.", "Yêu cầu"))
    free = {(row.place, row.text): pk for pk, row in present.items() if pk not in named}
    return [pk if pk is not None else free.pop((line.place, line.text), None) for pk, line in lines]


def _remove(rows: Sequence[Requirement]) -> None:
    problems = []
    for row in rows:
        try:
            row.delete()
        except ProtectedError as protected:
            counts = Counter(type(one).__name__.lower() for one in protected.protected_objects)
            said = ", ".join(f"{count} {_WORDS.get(name, 'mục khác')}" for name, count in sorted(counts.items()))
            what = f"Yêu cầu «{row.text[:80]}» đang có {said} trỏ tới, không bỏ được; sửa chữ hoặc để nguyên."
            problems.append(Problem(what, "Yêu cầu"))
    if problems:
        raise RefusedError(*problems)
