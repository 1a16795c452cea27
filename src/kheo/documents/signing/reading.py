"""Reading a PDF's signatures with pyHanko. Slow to import, fed with strangers' files: ``apart`` gives it a process of its own."""

import difflib
import io
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    GenericFieldModificationRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from kheo.documents.signing.findings import Chain, Changes, Findings, SignatureSeen

MOST_SIGNATURES = 20  # a decision has two or three: the leader's, the office's, a copy's
MOST_UPDATES = 60
MOST_DIFFERENCES = 8
LONGEST_DIFFERENCE = 160
LONGEST_NAME = 120
MOST_LEVELS = 20  # of the tree of pages
_A4 = (0, 0, 595, 842)
_APPEND_ONLY = 2  # SigFlags: software that keeps to it adds to the file and rewrites nothing (ISO 32000-1, table 219)

# Signing sets SigFlags, which the file given out has at another value; pyHanko's own policy looks at what lies after a signature.
_POLICY = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        field_rules=[SigFieldCreationRule(), SigFieldModificationRule(), GenericFieldModificationRule()],
        ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    ),
)
_USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
_CHAINS: dict[Any, Chain] = {
    AdESIndeterminate.REVOKED_NO_POE: "revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "revoked",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "weak",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "weak",
}
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it finds is told in words, not logged
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def ready_to_sign(pdf: bytes) -> bytes:
    """*pdf* with an empty form at its end: what signing adds later can then be told from what else was added."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    form = generic.DictionaryObject()
    form["/Fields"] = generic.ArrayObject()
    form["/SigFlags"] = generic.NumberObject(_APPEND_ONLY)
    writer.root["/AcroForm"] = form
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sealed(pdf: bytes, key: bytes, passphrase: str) -> bytes:
    """*pdf* signed with the key of the installation, a PKCS#12 archive; ValueError (pyHanko's) when the archive does not open."""
    signer = SimpleSigner.load_pkcs12_data(key, other_certs=[], passphrase=passphrase.encode() or None)
    writer = IncrementalPdfFileWriter(io.BytesIO(ready_to_sign(pdf)))
    done = sign_pdf(writer, PdfSignatureMetadata(field_name="NiemKheo", reason="Niêm sổ"), signer=signer)
    content: bytes = done.getvalue()
    return content


def read(data: bytes, given: bytes | None, roots: Iterable[bytes], *, asked_for_given: bool) -> Findings:
    """What stands in *data*, beside the file *given* out (None: none is known), against the *roots* (DER)."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            return Findings("encrypted")
        signatures = list(reader.embedded_regular_signatures)
        updates = reader.total_revisions
    except Exception:  # noqa: BLE001  a stranger's file breaks a reader in any way it likes
        return Findings("broken")
    if len(signatures) > MOST_SIGNATURES or updates > MOST_UPDATES:
        return Findings("too_many")
    anchors = [x509.Certificate.load(root) for root in roots]
    seen = tuple(_signature(reader, one, anchors) for one in signatures)
    changes: Changes = "not_asked"
    differences: tuple[str, ...] = ()
    if given is not None:
        changes = _changes(reader, data, given)
        if changes in {"altered", "another_file"}:
            differences = _differences(data, given)
        if changes == "another_file" and not differences:
            changes = "same_words"
    elif asked_for_given:
        changes = "another_file"
    return Findings("", seen, changes, differences, len(anchors))


def _signature(reader: PdfFileReader, one: EmbeddedPdfSignature, anchors: list[x509.Certificate]) -> SignatureSeen:
    page, share = _picture(reader, one)
    try:
        certificate = one.signer_cert
        moment = _moment(one)
        status = validate_pdf_signature(
            one,
            ValidationContext(trust_roots=anchors, moment=moment, allow_fetching=False),
            key_usage_settings=_USAGE,
        )
    except Exception:  # noqa: BLE001  a signature that cannot be read proves nothing, whatever is wrong with it
        return SignatureSeen("", page=page, share=share)
    stamp = status.timestamp_validity
    stamp_holds = stamp is not None and stamp.intact and stamp.valid
    valid_from, valid_to = certificate.not_valid_before, certificate.not_valid_after
    return SignatureSeen(
        signer=_named(certificate.subject, "common_name"),
        organisation=_named(certificate.subject, "organization_name"),
        issuer=_named(certificate.issuer, "common_name"),
        valid_from=valid_from.isoformat(),
        valid_to=valid_to.isoformat(),
        signed_at=_iso(status.signer_reported_dt),
        stamped_at=_iso(stamp.timestamp) if stamp is not None and stamp_holds else "",
        stamp_trusted=bool(stamp is not None and stamp_holds and stamp.trusted),
        intact=bool(status.intact and status.valid),
        added_after=not status.docmdp_ok or status.modification_level is None,
        chain=_chain(status, anchors, moment),
        root=_root_of(status),
        page=page,
        share=share,
    )


def _moment(one: EmbeddedPdfSignature) -> datetime:
    """The time whose chain is looked at: that of signing as the signer says, never one that is still to come."""
    now = datetime.now(UTC)
    claimed = one.self_reported_timestamp
    if claimed is None:
        return now
    return min(claimed if claimed.tzinfo else claimed.replace(tzinfo=UTC), now)


def _chain(status: PdfSignatureStatus, anchors: list[x509.Certificate], moment: datetime) -> Chain:
    certificate = status.signing_cert
    if moment < certificate.not_valid_before:
        return "not_yet"
    if moment > certificate.not_valid_after:
        return "expired"
    if status.trusted:
        return "trusted"
    if not anchors:
        return "no_list"
    return _CHAINS.get(status.trust_problem_indic, "unknown")


def _root_of(status: PdfSignatureStatus) -> str:
    if not status.trusted or status.validation_path is None:
        return ""
    return _named(status.validation_path.trust_anchor.authority.name, "common_name")


def _named(name: x509.Name, part: str) -> str:
    """One part of a certificate's name; numbers of identity papers, which stand there too, are left out."""
    found = name.native.get(part) or ""
    text = ", ".join(found) if isinstance(found, list) else str(found)
    return text[:LONGEST_NAME]


def _iso(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def _picture(reader: PdfFileReader, one: EmbeddedPdfSignature) -> tuple[int, float]:
    """The page (from 1) on which the signature shows itself and how much of it that covers; (0, 0) when it does not."""
    try:
        left, bottom, right, top = (float(edge) for edge in one.sig_field["/Rect"])
        area = abs((right - left) * (top - bottom))
        if not area:
            return 0, 0.0
        field = getattr(one.sig_field.container_ref, "idnum", None)
        for number, page in enumerate(_pages(reader.root["/Pages"]), 1):
            notes = page.get("/Annots", ())
            shown = [notes.raw_get(index) for index in range(len(notes))]
            if any(getattr(note, "idnum", 0) == field for note in shown):
                box = [float(edge) for edge in page.get("/MediaBox", _A4)]
                whole = abs((box[2] - box[0]) * (box[3] - box[1])) or 1.0
                return number, round(min(area / whole, 1.0), 3)
    except Exception:  # noqa: BLE001  a picture that cannot be placed is told as covering all
        return 1, 1.0
    return 1, 1.0


def _pages(node: generic.DictionaryObject, depth: int = 0) -> Iterable[generic.DictionaryObject]:
    if "/Kids" not in node:
        yield node
        return
    if depth < MOST_LEVELS:
        kids = node["/Kids"]
        for index in range(len(kids)):
            yield from _pages(kids[index], depth + 1)


def _changes(reader: PdfFileReader, data: bytes, given: bytes) -> Changes:
    if not data.startswith(given):
        return "another_file"
    if len(data) == len(given):
        return "same"
    try:
        base = PdfFileReader(io.BytesIO(given), strict=False).total_revisions - 1
        reviewed = _POLICY.review_file(reader, base)
    except Exception:  # noqa: BLE001  what cannot be followed is not taken for unchanged
        return "altered"
    if isinstance(reviewed, SuspiciousModification) or reader.total_revisions <= base + 1:
        return "altered"
    return "signatures_only"


def _differences(data: bytes, given: bytes) -> tuple[str, ...]:
    """What *data* says otherwise than *given*, page by page: words, then notes and pictures put on top."""
    try:
        now, then = PdfReader(io.BytesIO(data)), PdfReader(io.BytesIO(given))
        found = [*_other_words(now, then), *_added_notes(now, then)]
    except Exception:  # noqa: BLE001  words that cannot be read cannot be held against the file given out
        return ("không đọc được chữ trong tệp để đối chiếu",)
    return tuple(found[:MOST_DIFFERENCES])


def _other_words(now: PdfReader, then: PdfReader) -> Iterable[str]:
    if len(now.pages) != len(then.pages):
        yield f"số trang: {len(now.pages)}, bản Khéo đưa ra có {len(then.pages)}"
    for number, (page, before) in enumerate(zip(now.pages, then.pages, strict=False), 1):
        old, new = before.extract_text().split(), page.extract_text().split()
        for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            lost, come = " ".join(old[i1:i2])[:LONGEST_DIFFERENCE], " ".join(new[j1:j2])[:LONGEST_DIFFERENCE]
            if lost and come:
                yield f"trang {number}: «{lost}» thành «{come}»"
            else:
                yield f"trang {number}: mất «{lost}»" if lost else f"trang {number}: thêm «{come}»"


def _added_notes(now: PdfReader, then: PdfReader) -> Iterable[str]:
    for number, page in enumerate(now.pages, 1):
        before = _notes(then.pages[number - 1]) if number <= len(then.pages) else 0
        if (count := _notes(page) - before) > 0:
            yield f"trang {number}: thêm {count} ghi chú hoặc hình đặt lên trên"


def _notes(page: Any) -> int:
    return sum(note.get_object().get("/Subtype") not in {"/Widget", "/Link"} for note in page.get("/Annots") or ())
