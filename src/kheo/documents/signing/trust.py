"""The list of trusted roots: PEM files with a table beside them that says where each came from and when.

Two folders hold one: what ships with Khéo (empty until somebody has verified a root) and what the operator loaded. A file whose
bytes are no longer those of its row is not used, and said so.
"""

import hashlib
import ssl
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from cryptography import x509

from kheo.documents.signing.findings import Root
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy

TABLE = "trust.toml"
MOST_BYTES = 65_536
LONGEST_SOURCE = 300
SHIPPED = Path(str(files("kheo.documents").joinpath("data", "trust")))


@dataclass(frozen=True)
class TrustList:
    """*roots* that are used; *problems*: rows that are not, and why."""

    roots: tuple[Root, ...]
    problems: tuple[str, ...] = ()


def load_trust(*folders: Path) -> TrustList:
    """The list of *folders* together, each root once; a folder that is not there has none."""
    roots: dict[str, Root] = {}
    problems: list[str] = []
    for folder in folders:
        for row in _rows(folder, problems):
            try:
                der = ssl.PEM_cert_to_DER_cert((folder / row["file"]).read_text(encoding="ascii"))
                root = Root(row["name"], row["sha256"], row["source"], row["added_on"].isoformat(), der)
            except (OSError, ValueError, KeyError, AttributeError, TypeError):
                problems.append(f"{folder / TABLE}: dòng «{row.get('name', '?')}» thiếu mục hoặc tệp không đọc được; không dùng.")
                continue
            if hashlib.sha256(der).hexdigest() != root.sha256:
                problems.append(f"{folder / row['file']}: khác vân tay ghi trong danh sách; không dùng.")
                continue
            roots[root.sha256] = root
    return TrustList(tuple(roots.values()), tuple(problems))


def _rows(folder: Path, problems: list[str]) -> Iterable[dict[str, Any]]:
    table = folder / TABLE
    if not table.exists():
        return []
    try:
        rows = tomllib.loads(table.read_text(encoding="utf-8")).get("root", [])
    except (OSError, ValueError):
        problems.append(f"{table}: không đọc được; không dùng dòng nào trong đó.")
        return []
    return [row for row in rows if isinstance(row, dict)]


def add_root(folder: Path, pem: bytes, source: str, today: date) -> Root:
    """Load the root certificate *pem* into the operator's *folder*; RefusedError when it is none, or is there already."""
    source = tidy(source)
    certificate = _certificate(pem)
    der = ssl.PEM_cert_to_DER_cert(pem.decode("ascii"))
    sha256 = hashlib.sha256(der).hexdigest()
    problems = _problems(certificate, source, today)
    if any(root.sha256 == sha256 for root in load_trust(folder).roots):
        problems.append(Problem("Chứng thư này đã có trong danh sách.", sha256))
    if problems:
        raise RefusedError(*problems)
    root = Root(_name(certificate), sha256, source, today.isoformat(), der)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / f"{sha256}.pem").write_text(ssl.DER_cert_to_PEM_cert(der), encoding="ascii")
    with (folder / TABLE).open("a", encoding="utf-8") as table:
        table.write(
            f'[[root]]\nname = {_quoted(root.name)}\nfile = "{sha256}.pem"\nsha256 = "{sha256}"\n'
            f"source = {_quoted(source)}\nadded_on = {today.isoformat()}\n\n"
        )
    return root


def _certificate(pem: bytes) -> x509.Certificate:
    if len(pem) > MOST_BYTES:
        raise RefusedError("Tệp quá lớn so với một chứng thư; nạp từng tệp .pem một.")
    try:
        found = x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise RefusedError("Tệp không phải chứng thư dạng PEM (dòng đầu là -----BEGIN CERTIFICATE-----).") from error
    if len(found) != 1:
        raise RefusedError(f"Tệp có {len(found)} chứng thư; tách ra, nạp từng chứng thư một.")
    return found[0]


def _problems(certificate: x509.Certificate, source: str, today: date) -> list[Problem]:
    problems = []
    if not source:
        problems.append(Problem("Chưa ghi nơi lấy chứng thư và cách đối chiếu.", "--source"))
    if len(source) > LONGEST_SOURCE:
        problems.append(Problem(f"Dài {len(source)} ký tự, nhiều nhất {LONGEST_SOURCE}; viết gọn lại.", "--source"))
    try:
        is_authority = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        is_authority = False
    if not is_authority:
        problems.append(
            Problem("Đây là chứng thư của người dùng, không phải của nơi cấp; danh sách tin cậy chỉ gồm nơi cấp.", "Tệp")
        )
    if certificate.not_valid_after_utc.date() < today:
        problems.append(Problem(f"Chứng thư đã hết hạn ngày {certificate.not_valid_after_utc:%d/%m/%Y}.", "Tệp"))
    return problems


def _name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return tidy(str(names[0].value)) if names else certificate.subject.rfc4514_string()


def _quoted(text: str) -> str:
    """*text* as a basic string of TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
