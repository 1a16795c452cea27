"""Criteria sets are loaded from their files."""

import hashlib

from django.db import IntegrityError, transaction

from kheo.assessment.criteria import SetRead, read_criteria
from kheo.assessment.models import ClassThreshold, CriteriaSet, Criterion
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record


def load_criteria(actor: Actor, content: bytes, locality: Locality | None = None) -> tuple[CriteriaSet, bool]:
    """Load the set in *content* (TOML); return it and whether it is new. Without *locality* every locality may choose it.

    A file that was loaded before adds nothing; a changed one under the same code becomes the next version, and sheets
    already opened keep theirs.
    """
    grant = require(actor, "criteria.load", locality)
    read, digest = read_criteria(content), hashlib.sha256(content).hexdigest()
    versions = CriteriaSet.objects.filter(code=read.code, locality=locality.code if locality else "")
    try:
        with transaction.atomic():
            # Read at once: between two questions another load may be done, and the same file became a version twice.
            held = list(versions.order_by("-version"))
            known = next((one for one in held if one.digest == digest), None)
            if known is not None:
                return known, False
            made = write_set(read, digest, locality.code if locality else "", held[0].version + 1 if held else 1)
            record(actor, grant, "criteria.load", made, locality, {"code": made.code, "version": made.version, "digest": digest})
    except IntegrityError:
        raise RefusedError(f"Người khác vừa nạp bộ «{read.code}» cùng lúc. Nạp lại một lần nữa.") from None
    return made, True


def write_set(read: SetRead, digest: str, locality: str, version: int) -> CriteriaSet:
    """Write *read* down as *version* of its code; only inside a transaction of an action."""
    made = CriteriaSet.objects.create(
        locality=locality,
        code=read.code,
        version=version,
        title=read.title,
        source=read.source,
        illustrative=read.illustrative,
        excerpt=read.excerpt,
        unread=read.unread,
        basis=read.basis,
        met_at=read.met_at,
        self_cap=read.self_cap,
        veto=read.veto,
        kinds=[{"code": kind.code, "label": kind.label} for kind in read.kinds],
        digest=digest,
    )
    Criterion.objects.bulk_create(
        Criterion(
            criteria_set=made,
            order=order,
            group=item.group,
            code=item.code,
            text=item.text,
            maximum=item.maximum,
            step=item.step,
            evidence=item.evidence,
            part=item.part,
            scoring=item.scoring,
            levels=[{"points": str(level.points), "text": level.text} for level in item.levels],
            giver=item.giver,
            only_for=list(item.only_for),
        )
        for order, item in enumerate(read.items, start=1)
    )
    ClassThreshold.objects.bulk_create(
        ClassThreshold(
            criteria_set=made,
            name=row.name,
            min_total=row.min_total,
            met_percent=row.met_percent,
            met_is_over=row.met_is_over,
            no_zero=row.no_zero,
            kind=row.kind,
        )
        for row in read.classes
    )
    return made
