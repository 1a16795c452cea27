"""Scripts for the loudspeaker: written, mended, planned, read and written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import Bulletin, Posting, PostingForm, Proof, Reading
from kheo.democracy.queries.bulletins import proper_names
from kheo.democracy.queries.publishing import valid_proofs
from kheo.democracy.queries.screenings import hindrances
from kheo.democracy.rules.bulletins import (
    bulletin_problems,
    log_problems,
    plan_problems,
    ready_problems,
    spoken_problems,
    void_problems,
)
from kheo.democracy.speaking import read_aloud
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.secrecy import stamp_in_lines, stamp_in_words
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record

BY_LOG = "Theo sổ đọc loa"


@dataclass(frozen=True)
class BulletinContent:
    """*source*: the words as written; *posting*: what is published by reading them, if anything."""

    title: str
    source: str
    posting: Posting | None = None


def write_bulletin(actor: Actor, locality: Locality, content: BulletinContent) -> Bulletin:
    """Make a script out of *content*: short forms, numbers and days in words, a sentence a line."""
    grant = require(actor, "bulletin.write", locality)
    problems = list(bulletin_problems(content.title, content.source))
    problems += _secrecy_problems(content.title, content.source)
    if content.posting is not None and content.posting.locality_id != locality.pk:
        problems.append(Problem("Nội dung công khai này của địa phương khác.", "Nội dung công khai"))
    if problems:
        raise RefusedError(*problems)
    source = "\n".join(content.source.splitlines())
    names = proper_names(locality, timezone.localdate())
    with transaction.atomic():
        made = Bulletin.objects.create(
            locality=locality, title=tidy(content.title), source=source, text=read_aloud(source, names).text,
            posting=content.posting, added_by=actor.account_id,
        )  # fmt: skip
        record(actor, grant, "bulletin.write", made, locality, {"posting": content.posting.pk if content.posting else None})
    return made


def edit_bulletin(actor: Actor, bulletin: Bulletin, title: str, text: str, spoken: Sequence[str], version: int) -> Bulletin:
    """Change the script by hand; *spoken*: short forms that are read as they stand."""
    locality = bulletin.locality
    grant = require(actor, "bulletin.write", locality)
    kept = [word for word in dict.fromkeys(tidy(one) for one in spoken) if word]
    problems = [*bulletin_problems(title, text), *spoken_problems(kept), *_secrecy_problems(title, text)]
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        held = _lock(bulletin, version)
        held.title, held.text = tidy(title), "\n".join(line for line in map(tidy, text.splitlines()) if line)
        held.spoken = kept
        held.version += 1
        held.save()
        record(actor, grant, "bulletin.edit", held, locality, {"version": held.version})
    return held


def withdraw_bulletin(actor: Actor, bulletin: Bulletin, version: int) -> None:
    """Put a script away: what is planned goes, what was read stays in the log."""
    grant = require(actor, "bulletin.write", bulletin.locality)
    with transaction.atomic():
        held = _lock(bulletin, version)
        held.withdrawn_at = timezone.now()
        held.version += 1
        held.save()
        planned, _ = Reading.objects.filter(bulletin=held, done_at=None).delete()
        record(actor, grant, "bulletin.withdraw", held, bulletin.locality, {"planned": planned})


def plan_readings(actor: Actor, bulletin: Bulletin, first: date, days: int, at: time) -> list[Reading]:
    """Plan a reading a day for *days* days running from *first* at *at*; a time that is taken already stays once."""
    locality = bulletin.locality
    grant = require(actor, "bulletin.write", locality)
    now = timezone.localtime()
    with transaction.atomic():
        held = _lock(bulletin, None)
        unknown = read_aloud(held.text).unknown
        problems = [*plan_problems(first, days, at, (now.date(), now.time())), *ready_problems(unknown, held.spoken)]
        item = held.posting.item or None if held.posting else None
        problems += hindrances(locality, [("Nội dung", held.source)], item, now.date())
        if problems:
            raise RefusedError(*problems)
        made = []
        for number in range(days):
            reading, is_new = Reading.objects.get_or_create(bulletin=held, on=first + timedelta(days=number), at=at)
            made += [reading] if is_new else []
        record(actor, grant, "bulletin.plan", held, locality, {"first": first.isoformat(), "days": days, "made": len(made)})
    return made


def unplan_reading(actor: Actor, reading: Reading) -> None:
    """Take back a reading that was planned and not done."""
    locality = reading.bulletin.locality
    grant = require(actor, "bulletin.write", locality)
    with transaction.atomic():
        held = _lock_reading(reading)
        if held.done_at:
            raise RefusedError("Lượt này đã ghi là đã đọc; nếu ghi nhầm thì ghi lý do không tính.")
        record(actor, grant, "bulletin.unplan", held, locality, {"on": held.on.isoformat()})
        held.delete()


def log_reading(actor: Actor, reading: Reading, read_by: str, note: str = "") -> Reading:
    """Write down that *reading* was done, by whom; for a posting that has to be read out it is a proof of that day."""
    locality = reading.bulletin.locality
    grant = require(actor, "bulletin.log", locality)
    now = timezone.localtime()
    with transaction.atomic():
        held = _lock_reading(reading)
        if held.done_at:
            raise RefusedError("Lượt này đã ghi rồi; tải lại trang để xem.")
        if problems := list(log_problems(held.on, held.at, read_by, note, (now.date(), now.time()))):
            raise RefusedError(*problems)
        held.done_at = timezone.make_aware(datetime.combine(held.on, held.at))
        held.read_by, held.note, held.logged_by = tidy(read_by), tidy(note), actor.account_id
        held.proof = _proof(actor, held)
        held.save()
        details = {"on": held.on.isoformat(), "proof": held.proof_id}
        record(actor, grant, "bulletin.log", held, locality, details)
    return held


def void_reading(actor: Actor, reading: Reading, reason: str) -> Reading:
    """Say that a reading was written down wrongly: it stays in the log and counts no more; its proof is taken back."""
    locality = reading.bulletin.locality
    grant = require(actor, "bulletin.log", locality)
    if problems := list(void_problems(reason)):
        raise RefusedError(*problems)
    with transaction.atomic():
        held = _lock_reading(reading)
        if not held.done_at or held.void_reason:
            raise RefusedError("Lượt này chưa ghi là đã đọc, hoặc đã không tính từ trước; tải lại trang để xem.")
        held.void_reason = tidy(reason)
        held.save()
        _take_back(actor, held)
        record(actor, grant, "bulletin.void", held, locality, {"on": held.on.isoformat(), "proof": held.proof_id})
    return held


def _proof(actor: Actor, reading: Reading) -> Proof | None:
    """The proof of the day, a new one where there is none yet; none where nothing has to be read out."""
    posting = reading.bulletin.posting
    if posting is None or PostingForm.LOUDSPEAKER not in posting.forms:
        return None
    Posting.objects.select_for_update().get(pk=posting.pk)
    of_day = valid_proofs().filter(posting=posting, form=PostingForm.LOUDSPEAKER, on=reading.on, kind=Proof.Kind.SHOWN)
    return of_day.first() or Proof.objects.create(
        posting=posting, form=PostingForm.LOUDSPEAKER, on=reading.on, note=BY_LOG, added_by=actor.account_id
    )


def _take_back(actor: Actor, reading: Reading) -> None:
    """Void the proof that the log made, unless another reading of that day stands."""
    proof = reading.proof
    if proof is None or proof.note != BY_LOG or Proof.objects.filter(corrects=proof).exists():
        return
    if Reading.objects.filter(proof=proof, void_reason="").exists():
        return
    Proof.objects.create(
        posting=proof.posting, form=proof.form, on=proof.on, kind=Proof.Kind.VOID, corrects=proof,
        note=reading.void_reason, added_by=actor.account_id,
    )  # fmt: skip


def _lock(bulletin: Bulletin, version: int | None) -> Bulletin:
    held = Bulletin.objects.select_for_update(of=("self",)).select_related("locality", "posting").get(pk=bulletin.pk)
    if held.withdrawn_at:
        raise RefusedError("Bài này đã bỏ; soạn bài khác.")
    if version is not None:
        require_version(version, held.version)
    return held


def _lock_reading(reading: Reading) -> Reading:
    found = Reading.objects.select_for_update(of=("self",)).select_related("bulletin__locality", "bulletin__posting", "proof")
    held = found.filter(pk=reading.pk).first()
    if held is None:
        raise RefusedError("Lượt đọc này vừa bị bỏ; tải lại trang để xem.")
    return held


def _secrecy_problems(title: str, text: str) -> list[Problem]:
    stamp = stamp_in_words(title) or stamp_in_lines(text.splitlines())
    what = f"Nội dung mang dấu «{stamp}»: tài liệu bí mật nhà nước không đọc trên loa, không đưa vào đây."
    return [Problem(what, "Nội dung")] if stamp else []
