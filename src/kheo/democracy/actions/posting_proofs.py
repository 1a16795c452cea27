"""Proofs that something was made public: the office's, and each village head's own (Luật 10/2022/QH15 Điều 13)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import Posting, Proof
from kheo.democracy.queries.posting_spots import Spot, shown
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
    grant = require(actor, "publishing.prove", posting.locality, owner_of(posting, content.village))
    return _prove(actor, posting, [(grant, content)], file)


def prove_together(
    actor: Actor, posting: Posting, content: ProofContent, villages: Sequence[Unit], file: SentFile | None = None
) -> list[Proof]:
    """The same in several villages at once: one day, one file (the minutes of posting, a sheet of photographs)."""
    if not villages:
        raise RefusedError(Problem("Chọn ít nhất một nơi.", "Nơi"))
    pairs = [
        (
            require(actor, "publishing.prove", posting.locality, owner_of(posting, village)),
            replace(content, village=village),
        )
        for village in villages
    ]
    return _prove(actor, posting, pairs, file)


def _prove(actor: Actor, posting: Posting, pairs: Sequence[tuple[Grant, ProofContent]], file: SentFile | None) -> list[Proof]:
    checked, problems = _look(posting, pairs[0][1], file)
    with transaction.atomic():
        held = _lock(posting)
        spots = _spots(held)
        problems += [problem for _, one in pairs for problem in _place_problems(spots, one, None)]
        if problems:
            raise RefusedError(*problems)
        kept = keep_file(checked, held.locality.code, actor.account_id) if checked else None
        return [
            _write(actor, grant, held, replace(one, on=day), kept, None)
            for grant, one in pairs
            for day in days_of(_told(one, None))
        ]


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
        problems += _place_problems(_spots(held), content, proof)
        if Proof.objects.filter(corrects=proof).exists() or proof.kind == Proof.Kind.VOID:
            problems = [Problem("Minh chứng này đã được ghi lại hoặc đã bỏ; mở lại trang để xem.")]
        if problems:
            raise RefusedError(*problems)
        kept = keep_file(checked, locality.code, actor.account_id) if checked else proof.file
        return _write(actor, grant, held, content, kept, proof)


def _look(
    posting: Posting, content: ProofContent, file: SentFile | None, former: StoredFile | None = None
) -> tuple[Checked | None, list[Problem]]:
    checked, problems = look_at(file, "evidence")
    problems += form_problems(content.form, posting.forms)
    problems += proof_problems(_told(content, file or former), Proof.Way.values, posting.paper_day, timezone.localdate())
    return checked, problems


def _told(content: ProofContent, file: SentFile | StoredFile | None) -> Told:
    return Told(content.form, content.on, content.kind, content.until, content.way, content.times, content.note, file is not None)


Spots = dict[tuple[str, int | None], Spot]


def _spots(posting: Posting) -> Spots:
    """Every place in which *posting* has to be shown, by form and village, as it stands today."""
    found = shown([posting], timezone.localdate())[0].spots
    return {(spot.form, spot.village.pk if spot.village else None): spot for spot in found}


def _place_problems(spots: Spots, content: ProofContent, corrected: Proof | None) -> list[Problem]:
    """A village that has to show it, and was there on the day; nothing written twice, nothing down that was not hung."""
    village = content.village
    if (village is not None) != (content.form in OF_A_VILLAGE):
        what = "Hình thức này không của riêng thôn, tổ dân phố nào." if village else "Chọn thôn, tổ dân phố."
        return [Problem(what, "Nơi")]
    spot = spots.get((content.form, village.pk if village else None))
    if spot is None:
        # A form that nobody asked for was told of already; here it is the village that is of no such posting.
        return [Problem("Nơi này không phải công khai nội dung ấy; chọn trong danh sách.", "Nơi")] if village else []
    if village is not None and village.ended_on is not None and content.on >= village.ended_on:
        what = f"«{spot.place}» không còn từ {village.ended_on:%d/%m/%Y}; ghi ở nơi tiếp nhận ({spot.heirs or 'chưa ghi'})."
        return [Problem(what, "Nơi")]
    return _day_problems(spot, content, corrected)


def _day_problems(spot: Spot, content: ProofContent, corrected: Proof | None) -> list[Problem]:
    others = [one for one in spot.proofs if corrected is None or one.pk != corrected.pk]
    days = days_of(_told(content, None))
    where = f"{spot.place}, ngày" if spot.place else "Ngày"
    if twice := [one.on for one in others if one.kind == content.kind and one.on in days]:
        return [Problem(f"{where} {min(twice):%d/%m/%Y} đã ghi rồi.", "Ngày")]
    is_hung = any(one.kind == Proof.Kind.SHOWN and one.on <= content.on for one in others)
    if content.kind == Proof.Kind.ENDED and not is_hung:
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
