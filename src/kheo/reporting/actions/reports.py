"""From the opened report to the signed paper: words and signer, number and date with the content frozen, the scan."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import signed_scan
from kheo.movement.rules.programmes import year_problem
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body, Locality
from kheo.organisation.trail import record
from kheo.recognition.rules.numbers import read_number
from kheo.reporting.models import IssuedReport, Report, ReportText
from kheo.reporting.queries.composing import compose
from kheo.reporting.queries.contents import content_of
from kheo.reporting.queries.freezing import digest, frozen
from kheo.reporting.queries.reports import Signing, has_record, is_of_village, issuers_of, texts_of, usual_signing
from kheo.reporting.rules.issuing import Draft, day_problems, issue_problems, number_problems
from kheo.reporting.rules.outline import outline
from kheo.reporting.workflow import REPORT

LABELS = {
    "signer_authority": "Thẩm quyền ký",
    "signer_position": "Chức vụ người ký",
    "signer_name": "Họ tên người ký",
    "place_name": "Địa danh",
}
SHAPES = {Body.Layout.PARTY: ("-", "12-BC/TU"), Body.Layout.ADMINISTRATIVE: ("/", "12/BC-UBND")}


def open_report(actor: Actor, issuer: Body, year: int) -> Report:
    """Begin the report of *issuer* on *year*; the signer is the one of its last report, else its leader."""
    locality = issuer.locality
    if locality is None:
        raise RefusedError(Problem("Cơ quan ngoài địa phương không lập báo cáo ở đây.", "Cơ quan"))
    grant = require(actor, "report.manage", locality)
    if problem := year_problem(year):
        raise RefusedError(Problem(problem, "Năm"))
    problems = []
    if issuer.kind == Body.Kind.COMMUNITY:
        what = f"{issuer.name} không ban hành văn bản hành chính (Điều 2 khoản 1 Nghị định 30/2020/NĐ-CP); chọn cơ quan khác."
        problems.append(Problem(what, "Cơ quan"))
    elif is_of_village(issuer):
        what = f"{issuer.name} là tổ chức ở thôn, tổ dân phố, không ban hành báo cáo năm; chọn cơ quan cấp xã."
        problems.append(Problem(what, "Cơ quan"))
    elif not issuers_of(locality, year).filter(pk=issuer.pk).exists():
        problems.append(Problem(f"{issuer.name} không hoạt động trong năm {year}; chọn cơ quan khác.", "Cơ quan"))
    if not has_record(locality, year):
        problems.append(Problem(f"Sổ chưa có gì của năm {year}: chưa có đăng ký, nhiệm vụ hay hoạt động nào.", "Năm"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        Locality.objects.select_for_update(no_key=True).get(pk=locality.pk)
        if Report.objects.filter(issuer=issuer, year=year).exists():
            raise RefusedError(Problem(f"{issuer.name} đã có báo cáo năm {year}; mở báo cáo ấy trong danh sách.", "Cơ quan"))
        report = Report.objects.create(locality=locality, issuer=issuer, year=year, **vars(usual_signing(issuer, locality, year)))
        record(actor, grant, "report.open", report, locality, {"issuer": issuer.pk, "year": year})
    return report


def write_report(actor: Actor, report: Report, texts: dict[str, str], signing: Signing, version: int) -> Report:
    """Put *texts* (box → words) and the signer in the place of what was there; an empty box is taken away."""
    grant = require(actor, "report.manage", report.locality)
    wanted = {key: _tidied(text) for key, text in texts.items()}
    words = {name: tidy(value) for name, value in vars(signing).items()}
    if problems := [*_text_problems(wanted), *_word_problems(words)]:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = _locked(report, version, "report.write")
        for name, value in words.items():
            setattr(locked, name, value)
        _bump(locked)
        for key, text in wanted.items():
            if text:
                ReportText.objects.update_or_create(report=locked, key=key, defaults={"text": text})
            else:
                ReportText.objects.filter(report=locked, key=key).delete()
        details = {"boxes": sorted(key for key, text in wanted.items() if text), "version": locked.version}
        record(actor, grant, "report.write", locked, locked.locality, details)
    return locked


def discard_report(actor: Actor, report: Report, version: int) -> None:
    """Take a report that was never issued away, with its words."""
    grant = require(actor, "report.manage", report.locality)
    with transaction.atomic():
        locked = _locked(report, version, "report.discard")
        record(actor, grant, "report.discard", locked, locked.locality, {"issuer": locked.issuer_id, "year": locked.year})
        locked.delete()


def issue_report(actor: Actor, report: Report, number: str, day: date, version: int, *, differences_seen: bool = False) -> Report:
    """Enter *number* and *day* of the signed paper and freeze what it says: every text, every figure with its value.

    Refused while a required box is empty, or while a text states a number that the record does not have, unless whoever
    issues it says that this was seen (*differences_seen*); the frozen content keeps what differed.
    """
    grant = require(actor, "report.manage", report.locality)
    with transaction.atomic():
        # One writer for the numbers of a locality: two reports of one issuer never get the same.
        Locality.objects.select_for_update(no_key=True).get(pk=report.locality_id)
        locked = _locked(report, version, "report.issue")
        texts = texts_of(locked)
        composed = compose(locked, texts)
        draft = Draft(locked.year, texts, locked.signer_authority, locked.place_name, len(composed.differing))
        problems = [
            *issue_problems(draft, differences_seen=differences_seen),
            *day_problems(locked.year, day, timezone.localdate()),
            *_number_problems(locked, number, day),
        ]
        read = read_number(number)
        if problems or read is None:
            raise RefusedError(*problems)
        locked.number, locked.date = read.text, day
        _bump(locked)
        told = frozen(content_of(locked, composed, read.text, day), composed)
        issued = IssuedReport.objects.create(report=locked, content=told, sha256=digest(told), issued_by=actor.account_id)
        details = {"date": day.isoformat(), "sha256": issued.sha256, "differing": draft.differing, "version": locked.version}
        record(actor, grant, "report.issue", locked, locked.locality, details)
    return locked


def attach_signed_report(actor: Actor, report: Report, name: str, content: bytes, version: int) -> Report:
    """Keep the scan of the signed paper beside the issued report; its content stays as it was."""
    grant = require(actor, "report.manage", report.locality)
    checked = signed_scan(name, content)
    with transaction.atomic():
        locked = _locked(report, version, "report.attach")
        locked.signed_file = keep_file(checked, locked.locality.code, actor.account_id)
        _bump(locked)
        record(actor, grant, "report.attach", locked, locked.locality, {"sha256": checked.sha256, "version": locked.version})
    return locked


def _locked(report: Report, version: int, step: str) -> Report:
    """Lock the row and take *step* of the workflow on it; refuse a stale *version* or a wrong state."""
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("locality__unit", "issuer__unit")
        .filter(pk=report.pk)
        .first()
    )
    if locked is None:
        raise RefusedError("Báo cáo này vừa bị người khác xoá. Về danh sách báo cáo để xem.")
    locked.state = REPORT.target(step, locked.state)
    require_version(version, locked.version)
    return locked


def _bump(report: Report) -> None:
    report.version += 1
    report.save()


def _tidied(text: str) -> str:
    """Each line tidied, lines kept: a box is several paragraphs."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


def _text_problems(texts: dict[str, str]) -> list[Problem]:
    boxes = {box.key: box for box in outline().boxes()}
    most, mend = longest(ReportText, "text"), "rút gọn hoặc chuyển sang phụ lục riêng"
    problems = [Problem("Dàn ý không có ô này.", key) for key in texts if key not in boxes]
    for key, box in boxes.items():
        problems += too_long(texts.get(key, ""), most, box.label, mend)
    return problems


def _word_problems(words: dict[str, str]) -> list[Problem]:
    return [problem for name, value in words.items() for problem in too_long(value, longest(Report, name), LABELS[name])]


def _number_problems(report: Report, number: str, day: date) -> list[Problem]:
    separator, example = SHAPES[Body.Layout(report.issuer.layout)]
    read = read_number(number)
    others = Report.objects.filter(issuer=report.issuer_id, state=Report.State.ISSUED, date__year=day.year).exclude(pk=report.pk)
    used = {known.key for known in (read_number(text) for text in others.values_list("number", flat=True)) if known}
    return number_problems(read.key if read else "", read.separator if read else "", example, separator, used)
