"""Names of blanks and fonts, and putting them away: what is put away is not offered, what was printed with it stays provable."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.recognition.models import Blank, OfficeFont


def rename_blank(actor: Actor, blank: Blank, name: str, version: int) -> Blank:
    """Call *blank* *name*; the trail keeps what it was called, prints hold on to the blank itself."""
    grant = require(actor, "blank.manage", blank.locality)
    with transaction.atomic():
        locked = _locked_blank(blank, version)
        taken = Blank.objects.filter(locality=locked.locality).exclude(pk=locked.pk).values_list("name", flat=True)
        before, locked.name = locked.name, _name(name, longest(Blank, "name"), locked.name, taken)
        locked.version += 1
        locked.save(update_fields=["name", "version"])
        record(actor, grant, "blank.rename", locked, locked.locality, {"from": before, "to": locked.name})
    return locked


def shelve_blank(actor: Actor, blank: Blank, version: int, *, away: bool) -> Blank:
    """Put *blank* away, or take it back into use; nothing for one that is so already."""
    grant = require(actor, "blank.manage", blank.locality)
    with transaction.atomic():
        locked = _locked_blank(blank, version)
        if (locked.retired_at is not None) == away:
            return locked
        locked.retired_at = timezone.now() if away else None
        locked.version += 1
        locked.save(update_fields=["retired_at", "version"])
        record(actor, grant, "blank.shelve", locked, locked.locality, {"away": away})
    return locked


def rename_font(actor: Actor, font: OfficeFont, name: str) -> OfficeFont:
    """Call *font* *name* in the office's lists; the file is the same."""
    grant = require(actor, "font.add", font.locality)
    with transaction.atomic():
        locked = _locked_font(font)
        taken = OfficeFont.objects.filter(locality=locked.locality).exclude(pk=locked.pk).values_list("name", flat=True)
        before, locked.name = locked.name, _name(name, longest(OfficeFont, "name"), locked.name, taken)
        locked.save(update_fields=["name"])
        record(actor, grant, "font.rename", locked, locked.locality, {"from": before, "to": locked.name})
    return locked


def shelve_font(actor: Actor, font: OfficeFont, *, away: bool) -> OfficeFont:
    """Put *font* away, or take it back into use; places that are set in it keep it."""
    grant = require(actor, "font.add", font.locality)
    with transaction.atomic():
        locked = _locked_font(font)
        if (locked.retired_at is not None) == away:
            return locked
        locked.retired_at = timezone.now() if away else None
        locked.save(update_fields=["retired_at"])
        record(actor, grant, "font.shelve", locked, locked.locality, {"away": away})
    return locked


def _locked_blank(blank: Blank, version: int) -> Blank:
    locked = Blank.objects.select_for_update(of=("self",)).select_related("locality").get(pk=blank.pk)
    require_version(version, locked.version)
    return locked


def _locked_font(font: OfficeFont) -> OfficeFont:
    return OfficeFont.objects.select_for_update(of=("self",)).select_related("locality").get(pk=font.pk)


def _name(text: str, most: int, before: str, taken: Iterable[str]) -> str:
    """*text* as it is kept; RefusedError for none, one too long, the same as *before*, or one that another has."""
    name = tidy(text)
    problems = too_long(name, most, "Tên")
    if not name:
        problems.append(Problem("Chưa ghi tên.", "Tên"))
    elif name == before:
        problems.append(Problem("Tên giống hệt đang dùng; không có gì để đổi.", "Tên"))
    elif fold(name) in {fold(one) for one in taken}:
        problems.append(Problem("Đã có tên này, kể cả trong những thứ đã cất; đặt tên khác.", "Tên"))
    if problems:
        raise RefusedError(*problems)
    return name
