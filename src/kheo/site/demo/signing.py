"""The demo's signed decision: given out, signed outside with a key made for this one act, entered and brought back."""

import io
from datetime import datetime, timedelta
from typing import Any

from asgiref.sync import async_to_sync
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.signers import cms_embedder, pdf_byterange, pdf_cms
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kheo.documents.pdf import to_pdf
from kheo.documents.signing.trust import add_root
from kheo.movement.models import Programme, Registration
from kheo.organisation.authority import COMMAND_LINE
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.decisions import check_decision, issue_decision
from kheo.recognition.actions.signing import attach_signed_file, give_out
from kheo.recognition.models import SignedCopy
from kheo.recognition.papers import decision_paper
from kheo.recognition.queries.signed import bytes_of
from kheo.site.demo.organisation import Place
from kheo.site.demo.year import draft

ROOM = 8192  # bytes kept free in the file for the signature: it takes some 3000
VALID = timedelta(days=3650)


def sign_decision(place: Place, programme: Programme, registrations: dict[int, Registration], told: dict[str, Any]) -> SignedCopy:
    """Lead the decision that *told* describes to its signed copy and its certificates.

    Signed as anybody's own tool does it, added at the end. The keys are kept nowhere, so that nobody signs with them again; the
    root stands in this installation's list of trusted ones under a name and a source that say what it is.
    """
    decision = draft(place, programme, registrations, told)
    decision = check_decision(COMMAND_LINE, decision, decision.version)
    given = give_out(COMMAND_LINE, decision, lambda row: to_pdf(decision_paper(row, to_sign=True)), decision.version)
    root, signer = _keys(told["signature"])
    add_root(settings.KHEO_TRUST_FOLDER, root, told["signature"]["source"], timezone.localdate())
    signed = _sign(bytes_of(given), signer, timezone.localtime())
    decision = issue_decision(COMMAND_LINE, decision, told["number"], told["date"], decision.version)
    issue_certificates(COMMAND_LINE, decision)
    decision.refresh_from_db()
    return attach_signed_file(COMMAND_LINE, decision, f"{decision.file_stem}-da-ky.pdf", signed, decision.version)


def _keys(told: dict[str, str]) -> tuple[bytes, signers.SimpleSigner]:
    """A root (PEM) and somebody whom it has certified, both new."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = _name(told["root"], told["organisation"])
    root = _certified(root_name, root_key.public_key(), root_name, root_key, is_authority=True)
    own = _certified(_name(told["name"], told["organisation"]), key.public_key(), root_name, root_key, is_authority=False)
    der = serialization.Encoding.DER
    chain = SimpleCertificateStore()
    chain.register(asn1_x509.Certificate.load(root.public_bytes(der)))
    private = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(own.public_bytes(der)),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=chain,
    )
    return root.public_bytes(serialization.Encoding.PEM), signer


def _name(common: str, organisation: str) -> x509.Name:
    parts = ((NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def _certified(
    subject: x509.Name,
    public: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool,
) -> x509.Certificate:
    """*subject* certified by *issuer*: an authority signs certificates, anybody else signs papers."""
    start = timezone.now() - timedelta(days=1)
    signs = dict.fromkeys(("digital_signature", "content_commitment"), not is_authority)
    certifies = dict.fromkeys(("key_cert_sign", "crl_sign"), is_authority)
    others = dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False)
    builder = x509.CertificateBuilder(issuer, subject, public, x509.random_serial_number(), start, start + VALID)
    builder = builder.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    return builder.add_extension(x509.KeyUsage(**signs, **certifies, **others), critical=True).sign(issuer_key, hashes.SHA256())


def _sign(pdf: bytes, signer: signers.SimpleSigner, moment: datetime) -> bytes:
    """*pdf* with one signature of *moment*, which is the demo's clock and not the machine's, added as an update."""
    steps = cms_embedder.PdfCMSEmbedder().write_cms("ChuKy", IncrementalPdfFileWriter(io.BytesIO(pdf)))
    next(steps)
    steps.send(cms_embedder.SigObjSetup(pdf_byterange.SignatureObject(timestamp=moment, bytes_reserved=ROOM)))
    digested, out = steps.send(cms_embedder.SigIOSetup("sha256", in_place=False))
    attributes = pdf_cms.PdfCMSSignedAttributes(signing_time=moment)
    steps.send(async_to_sync(signer.async_sign)(digested.document_digest, "sha256", signed_attr_settings=attributes))
    content: bytes = out.getvalue()
    return content
