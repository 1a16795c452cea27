"""Changing a programme that people rely on already: a decision with its reason, written down as it was and as it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.models import Programme, ProgrammeChange
from kheo.movement.queries.changes import WITHOUT_REASON, is_under_way, programme_in_words
from kheo.movement.queries.rounds import items_of
from kheo.movement.rules.rounds import PAPER_LENGTH, REASON_LENGTH, Change, differences, item_changes
from kheo.organisation.authority import Actor


@dataclass(frozen=True)
class Why:
    """Why a programme is changed after it had begun, and by which paper, if there is one.

    *version*: of the page that was open; None where nobody looked at a page (command line, another act).
    """

    reason: str = ""
    paper: str = ""
    version: int | None = None


UNSAID = Why()


@contextmanager
def changing(actor: Actor, programme: Programme, why: Why) -> Iterator[Programme]:
    """Lock *programme*, let the caller write, then put down what differs; refused without a reason where one is owed.

    A closed programme is not changed. Everything happens in one transaction: a refusal leaves nothing behind.
    """
    with transaction.atomic():
        locked = lock_programme(programme)
        require_version(locked.version if why.version is None else why.version, locked.version)
        if locked.state == Programme.State.CLOSED:
            raise RefusedError(Problem("Chương trình đã đóng. Mở lại rồi mới sửa."))
        under_way = is_under_way(locked, timezone.localdate())
        before, form = programme_in_words(locked), items_of(locked)
        yield locked
        locked.version += 1
        locked.save(update_fields=["version"])
        if under_way:
            changed = [*differences(before, programme_in_words(locked)), *item_changes(form, items_of(locked))]
            _note(actor, locked, changed, why)


def lock_programme(programme: Programme) -> Programme:
    return Programme.objects.select_for_update().get(pk=programme.pk)


def _note(actor: Actor, programme: Programme, changed: list[Change], why: Why) -> None:
    if not changed:
        return
    reason, paper = tidy(why.reason), tidy(why.paper)
    problems = []
    owing = dict.fromkeys(one.what for one in changed if one.what not in WITHOUT_REASON)
    if owing and not reason:
        problems.append(
            Problem(f"Chương trình đã chạy: ghi lý do khi đổi {', '.join(owing)}. Lý do hiện ở trang chương trình.", "Lý do sửa")
        )
    if len(reason) > REASON_LENGTH:
        problems.append(Problem(f"Lý do dài quá {REASON_LENGTH} ký tự; viết gọn lại.", "Lý do sửa"))
    if len(paper) > PAPER_LENGTH:
        problems.append(Problem(f"Số văn bản dài quá {PAPER_LENGTH} ký tự.", "Theo văn bản"))
    if problems:
        raise RefusedError(*problems)
    ProgrammeChange.objects.create(
        programme=programme,
        reason=reason,
        paper=paper,
        changes=[[one.what, one.before, one.after] for one in changed],
        made_by=actor.account_id,
    )
