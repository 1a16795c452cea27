"""Proofs that something was made public: the office's, and each village head's own (Luật 10/2022/QH15 Điều 13)."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import Posting, Proof
from kheo.democracy.queries.posting_spots import Spot, shown
from kheo.democracy.queries.publishing import valid_proofs
from kheo.democracy.rules.proofs import Told, days_of, form_problems, proof_problems
from kheo.democracy.rules.publishing import OF_A_VILLAGE
from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.foundation.uploads.checks import Checked
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.models import Unit
from kheo.organisation.trail import record


@dataclass(frozen=True)
class ProofContent:
    """See ``rules.proofs.Told``; *village* for the forms that are a village's."""

    form: str
    on: date
    village: Unit | None = None
    kind: str = Proof.Kind.SHOWN
    until: date | None = None
    way: str = ""
    times: int | None = None
    note: str = ""


def owner_of(posting: Posting, village: Unit | None) -> Owner:
    """Whose proof it is: the village's, else the commune's."""
    return Owner(village.pk if village else posting.locality.unit_id)


def prove(actor: Actor, posting: Posting, content: ProofContent, file: SentFile | None = None) -> list[Proof]:
    """Write down that *posting* was shown, told or taken down; the loudspeaker gives a row a day. Append-only."""
    locality = posting.locality
    grant = require(actor, "publishing.prove", locality, owner_of(posting, content.village))
    checked, problems = _look(posting, content, file)
    with transaction.atomic():
        held = _lock(posting)
        problems += _already(held, content, None)
        if problems:
            raise RefusedError(*problems)
        kept = keep_file(checked, locality.code, actor.account_id) if checked else None
        return [_write(actor, grant, held, replace(content, on=day), kept, None) for day in days_of(_told(content, None))]


def correct_proof(
    actor: Actor, proof: Proof, content: ProofContent | None, file: SentFile | None = None, reason: str = ""
) -> Proof:
    """Put a new row in the place of *proof*; without *content* the proof is taken back, with the *reason*.

    The file stays where no other is sent. The row that was wrong stays, and is counted no more.
    """
    posting = proof.posting
    locality = posting.locality
    grant = require(actor, "publishing.prove", locality, owner_of(posting, proof.village))
    if content is None:
        content = ProofContent(proof.form, proof.on, proof.village, Proof.Kind.VOID, note=reason)
        checked, problems = None, [] if tidy(reason) else [Problem("Ghi vì sao bỏ minh chứng này.", "Lý do")]
    else:
        content = replace(content, form=proof.form, village=proof.village)
        checked, problems = _look(posting, content, file, proof.file)
        if content.until is not None:
            problems.append(Problem("Mỗi lần ghi lại một ngày.", "Đến ngày"))
    with transaction.atomic():
        held = _lock(posting)
        problems += _already(held, content, proof)
        if Proof.objects.filter(corrects=proof).exists() or proof.kind == Proof.Kind.VOID:
            problems = [Problem("Minh chứng này đã được ghi lại hoặc đã bỏ; mở lại trang để xem.")]
        if problems:
            raise RefusedError(*problems)
        kept = keep_file(checked, locality.code, actor.account_id) if checked else proof.file
        return _write(actor, grant, held, content, kept, proof)


def _look(
    posting: Posting, content: ProofContent, file: SentFile | None, former: StoredFile | None = None
) -> tuple[Checked | None, list[Problem]]:
    today = timezone.localdate()
    checked, problems = look_at(file, "evidence")
    told = _told(content, file or former)
    problems += [
        *form_problems(content.form, posting.forms),
        *proof_problems(told, Proof.Way.values, posting.paper_day, today),
        *_place_problems(posting, content, today),
    ]
    return checked, problems


def _told(content: ProofContent, file: SentFile | StoredFile | None) -> Told:
    return Told(content.form, content.on, content.kind, content.until, content.way, content.times, content.note, file is not None)


def _place_problems(posting: Posting, content: ProofContent, today: date) -> list[Problem]:
    """A village's form names a village that has to show it, and one that was there on the day."""
    village = content.village
    if content.form not in OF_A_VILLAGE:
        return [Problem("Hình thức này không của riêng thôn, tổ dân phố nào.", "Nơi")] if village else []
    if village is None:
        return [Problem("Chọn thôn, tổ dân phố.", "Nơi")]
    spot = spot_of(posting, content.form, village, today)
    if spot is None:
        return [Problem("Nơi này không phải công khai nội dung ấy; chọn trong danh sách.", "Nơi")]
    if village.ended_on is not None and content.on >= village.ended_on:
        what = f"«{spot.place}» không còn từ {village.ended_on:%d/%m/%Y}; ghi ở nơi tiếp nhận ({spot.heirs or 'chưa ghi'})."
        return [Problem(what, "Nơi")]
    return []


def spot_of(posting: Posting, form: str, village: Unit, today: date) -> Spot | None:
    """The place of *form* in *village*, if it has to show *posting*."""
    spots = shown([posting], today)[0].spots
    return next((one for one in spots if one.form == form and one.village is not None and one.village.pk == village.pk), None)


def _already(posting: Posting, content: ProofContent, corrected: Proof | None) -> list[Problem]:
    """Nothing is written twice, and nothing comes down that was not hung."""
    same = valid_proofs().filter(posting=posting, form=content.form, village=content.village)
    others = same.exclude(pk=corrected.pk) if corrected else same
    days = days_of(_told(content, None))
    if twice := others.filter(kind=content.kind, on__in=days).order_by("on").first():
        return [Problem(f"Ngày {twice.on:%d/%m/%Y} đã ghi rồi.", "Ngày")]
    if content.kind == Proof.Kind.ENDED and not others.filter(kind=Proof.Kind.SHOWN, on__lte=content.on).exists():
        return [Problem("Chưa ghi ngày niêm yết nào trước ngày này; ghi ảnh niêm yết trước.", "Ngày")]
    return []


def _lock(posting: Posting) -> Posting:
    return Posting.objects.select_for_update(of=("self",)).select_related("locality__unit").get(pk=posting.pk)


def _write(
    actor: Actor, grant: Grant, posting: Posting, content: ProofContent, kept: StoredFile | None, corrected: Proof | None
) -> Proof:
    made = Proof.objects.create(
        posting=posting,
        form=content.form,
        village=content.village,
        kind=content.kind,
        on=content.on,
        way=content.way,
        times=content.times,
        note=tidy(content.note),
        file=kept,
        corrects=corrected,
        added_by=actor.account_id,
    )
    details = {
        "posting": posting.pk,
        "form": made.form,
        "kind": made.kind,
        "on": made.on.isoformat(),
        "village": content.village.code if content.village else "",
        "sha256": kept.sha256 if kept else "",
        "corrects": corrected.pk if corrected else None,
    }
    record(actor, grant, "publishing.correct_proof" if corrected else "publishing.prove", made, posting.locality, details)
    return made
