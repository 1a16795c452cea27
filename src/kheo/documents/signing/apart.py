"""Strangers' PDFs are read in a process of their own, held in size, time and memory: a file made to choke it ends alone."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import kheo
from kheo.documents.signing.findings import Findings, Root, findings_of
from kheo.foundation.refusal import RefusedError

MOST_BYTES = 20_971_520  # as an upload of a paper
SECONDS = 30
_SOURCE = str(Path(kheo.__path__[0]).parent)


def looks_signed(data: bytes) -> bool:
    """Whether *data* holds a signature at all: each must name its signed bytes in the open (ISO 32000-1, 12.8.1)."""
    return b"/ByteRange" in data


def read_apart(
    data: bytes, given: bytes | None = None, roots: Sequence[Root] = (), *, asked_for_given: bool = False, seconds: int = SECONDS
) -> Findings:
    """What stands in the PDF *data*; *given*: the file that it should continue, *asked_for_given*: there should be one."""
    if len(data) > MOST_BYTES:
        return Findings("too_large")
    parts = [data, *([given] if given is not None else []), *(root.der for root in roots)]
    asked = {"verb": "read", "has_given": given is not None, "asked_for_given": asked_for_given}
    try:
        out = _run(asked, parts, seconds)
    except subprocess.TimeoutExpired:
        return Findings("too_slow")
    if out is None:
        return Findings("too_slow")
    newest = max((root.added_on for root in roots), default="")
    sources = "; ".join(dict.fromkeys(root.source for root in roots))
    list_on = f"{date.fromisoformat(newest):%d/%m/%Y}" if newest else ""
    return replace(findings_of(json.loads(out)), list_on=list_on, list_source=sources)


def prepare(pdf: bytes) -> bytes:
    """*pdf* as it is given out to be signed; RefusedError when the machine cannot make it now."""
    try:
        out = _run({"verb": "prepare"}, [pdf], SECONDS)
    except subprocess.TimeoutExpired:
        out = None
    if not out:
        raise RefusedError("Máy chủ chưa chuẩn bị được tệp để ký. Thử lại sau ít phút; nếu vẫn vậy, báo người vận hành.")
    return out


def seal(pdf: bytes, key: bytes, passphrase: str) -> bytes:
    """*pdf* signed with the installation's own *key* (PKCS#12); RefusedError when the archive or its password is wrong."""
    try:
        out = _run({"verb": "seal", "passphrase": passphrase}, [pdf, key], SECONDS)
    except subprocess.TimeoutExpired:
        out = None
    if not out:
        raise RefusedError(
            "Không niêm được: tệp khoá (PKCS#12, .p12) không mở được bằng mật khẩu đã cho, hoặc không có khoá bên trong."
        )
    return out


def _run(asked: dict[str, object], parts: Sequence[bytes], seconds: int) -> bytes | None:
    """The child's answer, None when it ended before answering (its time or memory was used up)."""
    head = json.dumps({**asked, "sizes": [len(part) for part in parts]}).encode()
    done = subprocess.run(
        [sys.executable, "-m", "kheo.documents.signing.child"],
        input=b"".join((head, b"\n", *parts)),
        capture_output=True,
        timeout=seconds,
        check=False,
        # Nothing of ours goes along: passwords and addresses stand in the environment of the server.
        env={"PYTHONPATH": _SOURCE, "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
    )
    return done.stdout if done.returncode == 0 else None
