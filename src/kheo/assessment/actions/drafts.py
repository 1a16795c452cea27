"""Sets that a locality writes itself: begun, written, published as a version, thrown away."""

import hashlib
from typing import Any

from django.db import IntegrityError, transaction

from kheo.assessment.actions.criteria import write_set
from kheo.assessment.criteria.typed import blank, check_typed, slug_of, typed_of
from kheo.assessment.criteria.writing import toml_of
from kheo.assessment.models import CriteriaDraft, CriteriaSet
from kheo.assessment.queries.criteria import read_back
from kheo.foundation.refusal import RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record


def begin_draft(actor: Actor, locality: Locality, like: CriteriaSet | None = None) -> CriteriaDraft:
    """Begin a set of *locality*, empty or as a copy of *like*; of a set of its own this becomes the next version.

    Where its next version is being written already, that draft is returned and nothing is begun.
    """
    grant = require(actor, "criteria.edit", locality)
    if like is not None and like.locality not in ("", locality.code):
        raise RefusedError("Bộ tiêu chí này của địa phương khác; chỉ sao được bộ dùng chung hoặc bộ của mình.")
    is_own = like is not None and like.locality == locality.code
    code = like.code if like is not None and is_own else ""
    with transaction.atomic():
        known = CriteriaDraft.objects.filter(locality=locality.code, code=code).first() if code else None
        if known is not None:
            return known
        typed = typed_of(read_back(like)) if like is not None else blank()
        made = CriteriaDraft.objects.create(locality=locality.code, code=code, title=typed["title"], document=typed)
        record(actor, grant, "criteria.begin", made, locality, {"like": like.pk if like is not None else None})
    return made


def write_draft(actor: Actor, draft: CriteriaDraft, typed: dict[str, Any], version: int) -> CriteriaDraft:
    """Keep what was typed, whole or not; what is wrong with it is told before it is published, not here."""
    locality = Locality.objects.get(code=draft.locality)
    grant = require(actor, "criteria.edit", locality)
    with transaction.atomic():
        locked = _lock(draft, version)
        locked.document, locked.title = typed, tidy(typed["title"])[:200]
        locked.version += 1
        locked.save()
        record(actor, grant, "criteria.write", locked, locality, {"version": locked.version})
    return locked


def publish_draft(actor: Actor, draft: CriteriaDraft, version: int) -> CriteriaSet:
    """Publish the draft: from now on a programme can choose it. Sheets opened under an older version keep theirs.

    RefusedError names everything that does not add up; the draft stays then.
    """
    locality = Locality.objects.get(code=draft.locality)
    grant = require(actor, "criteria.edit", locality)
    try:
        with transaction.atomic():
            locked = _lock(draft, version)
            versions = CriteriaSet.objects.filter(locality=locality.code)
            code = locked.code or _free_code(slug_of(locked.title), set(versions.values_list("code", flat=True)))
            checked = check_typed(locked.document, code)
            if checked.faults:
                raise RefusedError(*(fault.problem for fault in checked.faults))
            digest = hashlib.sha256(toml_of(checked.read)).hexdigest()
            newest = versions.filter(code=code).order_by("-version").first()
            if newest is not None and read_back(newest) == checked.read:
                raise RefusedError(
                    f"Bản thảo không khác phiên bản {newest.version} đã công bố; sửa rồi công bố, hoặc bỏ bản thảo."
                )
            made = write_set(checked.read, digest, locality.code, newest.version + 1 if newest else 1)
            details = {"code": made.code, "version": made.version, "digest": digest}
            record(actor, grant, "criteria.publish", made, locality, details)
            locked.delete()
    except IntegrityError:
        raise RefusedError("Người khác vừa công bố một bộ cùng mã. Tải lại trang rồi công bố lần nữa.") from None
    return made


def discard_draft(actor: Actor, draft: CriteriaDraft, version: int) -> None:
    """Throw the draft away; published versions stay."""
    locality = Locality.objects.get(code=draft.locality)
    grant = require(actor, "criteria.edit", locality)
    with transaction.atomic():
        locked = _lock(draft, version)
        record(actor, grant, "criteria.discard", locked, locality, {"title": locked.title})
        locked.delete()


def _free_code(wanted: str, taken: set[str]) -> str:
    """*wanted*, or with the next free number behind it: another set of the same name is not its next version."""
    code, number = wanted, 2
    while code in taken:
        code, number = f"{wanted[:76].rstrip('-')}-{number}", number + 1
    return code


def _lock(draft: CriteriaDraft, version: int) -> CriteriaDraft:
    locked = CriteriaDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise RefusedError("Bản thảo này vừa được công bố hoặc bỏ. Mở lại danh sách bộ tiêu chí.")
    require_version(version, locked.version)
    return locked
