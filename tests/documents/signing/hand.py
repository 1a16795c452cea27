"""A signer's hand for tests: an authority and keys of its own, and pyHanko as the tool outside that signs, notes, rewrites."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfReader, PdfWriter

from kheo.documents.pdf import to_pdf
from kheo.documents.signing.findings import Root
from kheo.documents.signing.reading import ready_to_sign
from tests.documents import samples

LONG_AGO, LONG_AFTER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
_DER = serialization.Encoding.DER
_PLAIN = serialization.NoEncryption()


@dataclass(frozen=True)
class Hand:
    """Who holds *key*: the certificate and the authority that gave it."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate
    authority: x509.Certificate

    @property
    def tool(self) -> signers.SimpleSigner:
        store = SimpleCertificateStore()
        store.register(asn1_x509.Certificate.load(self.authority.public_bytes(_DER)))
        private = self.key.private_bytes(_DER, serialization.PrivateFormat.PKCS8, _PLAIN)
        return signers.SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(self.certificate.public_bytes(_DER)),
            signing_key=asn1_keys.PrivateKeyInfo.load(private),
            cert_registry=store,
        )


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(subject, issuer, public, key, start, end, *, is_authority, is_clock=False):
    made = (
        x509.CertificateBuilder(issuer, subject, public, x509.random_serial_number(), start, end)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_authority, content_commitment=not is_authority, key_encipherment=False,
                data_encipherment=False, key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority,
                encipher_only=False, decipher_only=False,
            ),
            critical=True,
        )
    )  # fmt: skip
    if is_clock:
        made = made.add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(key, hashes.SHA256())


@cache
def authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key, name = ec.generate_private_key(ec.SECP256R1()), _name("Gốc minh hoạ", "Nơi cấp minh hoạ")
    return key, _certificate(name, name, key.public_key(), key, LONG_AGO, LONG_AFTER, is_authority=True)


@cache
def hand(
    common: str = "Người ký minh hoạ", start: datetime = LONG_AGO, end: datetime = LONG_AFTER, *, clock: bool = False
) -> Hand:
    root_key, root = authority()
    # pyHanko's clock for tests knows RSA only.
    key = rsa.generate_private_key(65_537, 2048) if clock else ec.generate_private_key(ec.SECP256R1())
    subject = _name(common, "Ban Chỉ đạo minh hoạ")
    made = _certificate(subject, root.subject, key.public_key(), root_key, start, end, is_authority=False, is_clock=clock)
    return Hand(key, made, root)


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def root() -> Root:
    return Root("Gốc minh hoạ", "0" * 64, "tự lập cho phép thử", "2026-01-02", authority()[1].public_bytes(_DER))


def sign(
    pdf: bytes, who: Hand | None = None, *, field: str = "Ky1", box: tuple[int, ...] | None = None, stamped: bool = False
) -> bytes:
    """*pdf* signed as an office's tool does it: added at the end, shown in *box* of the first page or not at all."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if box:
        fields.append_signature_field(writer, fields.SigFieldSpec(field, box=box, on_page=0))
    clock = None
    if stamped:
        keeper = hand("Đồng hồ minh hoạ", clock=True).tool
        clock = DummyTimeStamper(keeper.signing_cert, keeper.signing_key, keeper.cert_registry)
    done = signers.sign_pdf(
        writer, signers.PdfSignatureMetadata(field_name=field), signer=(who or hand()).tool, timestamper=clock
    )
    return done.getvalue()


def note(pdf: bytes) -> bytes:
    """*pdf* with words put on top of its first page, added at the end as an update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.find_page_for_modification(0)[0].get_object()
    laid = writer.add_object(
        generic.DictionaryObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
                generic.pdf_name("/Contents"): generic.pdf_string("thêm một tên"),
                generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (50, 550, 200, 650))),
            }
        )
    )
    if "/Annots" in page:
        page["/Annots"].append(laid)
    else:
        page["/Annots"] = generic.ArrayObject([laid])
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rewritten(pdf: bytes, *, without_last_page: bool = False, password: str = "") -> bytes:
    """*pdf* as a program writes it anew: other bytes, the same name inside."""
    source = PdfReader(io.BytesIO(pdf))
    writer = PdfWriter(clone_from=source)
    if without_last_page:
        writer.remove_page(len(writer.pages) - 1)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def spoiled(pdf: bytes) -> bytes:
    """*pdf* with one number of a page's head changed after signing."""
    at = pdf.index(b"/MediaBox")
    return pdf[: at + 9] + pdf[at + 9 :].replace(b"595", b"594", 1)


@cache
def given() -> bytes:
    return ready_to_sign(to_pdf(samples.decision()))


@cache
def signed() -> bytes:
    return sign(given(), box=(300, 100, 480, 160))


def ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


@cache
def archive(passphrase: str = "") -> bytes:
    """The key and certificate of an installation as a PKCS#12 archive."""
    keeper = hand("Máy chủ minh hoạ")
    closed = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else _PLAIN
    return pkcs12.serialize_key_and_certificates(b"kheo", keeper.key, keeper.certificate, [keeper.authority], closed)
