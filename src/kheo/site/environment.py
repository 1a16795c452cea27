"""What the environment says, and what production refuses.

Two modes. ``local`` (the default) answers on the machine's own address only and makes its own secret key; ``production``
(``KHEO_MODE=production``) starts only when every setting named in :func:`unsafe_settings` is safe.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from environs import Env

env = Env()
REPOSITORY = Path(__file__).resolve().parents[3]


def home() -> Path:
    """Folder for database and files: ``KHEO_HOME``, else ``var`` beside the checkout or the working folder."""
    named = env.str("KHEO_HOME", "")
    if named:
        return Path(named).resolve()
    base = REPOSITORY if (REPOSITORY / "pyproject.toml").exists() else Path.cwd()
    return base / "var"


def local_secret_key(folder: Path) -> str:
    """Secret key of a local installation, made once and kept readable by its owner alone."""
    return kept_secret(folder / "secret-key", lambda: secrets.token_urlsafe(48))


def kept_secret(file: Path, make: Callable[[], str]) -> str:
    """Return the secret in *file*, made where there is none.

    Written aside and linked: nobody reads a half, and of two processes that start at once the second takes what the first made.
    """
    if not (file.exists() and file.read_text(encoding="utf-8").strip()):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        cut_off = file.exists() and not file.stat().st_size
        aside = file.with_name(f".{file.name}.{os.getpid()}")
        aside.touch(mode=0o600)
        aside.write_text(make(), encoding="utf-8")
        try:
            if cut_off:  # power was lost, or the disk full, while it was written
                aside.replace(file)
            else:
                file.hardlink_to(aside)
        except FileExistsError:
            pass
        finally:
            aside.unlink(missing_ok=True)
    return file.read_text(encoding="utf-8").strip()


@dataclass(frozen=True)
class Mail:
    """How letters go out, read from ``EMAIL_URL``; *backend* empty: none go."""

    backend: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    security: str = ""
    folder: str = ""
    problems: tuple[str, ...] = ()


_MAIL_SCHEMES = {"smtp": ("", 25), "smtp+tls": ("starttls", 587), "smtps": ("ssl", 465)}


def read_mail(url: str, sender: str) -> Mail:
    """Read ``smtp+tls://user:password@host:587`` (or smtps, smtp; file:///folder writes letters into files) and the sender.

    No address, no mail. What is wrong is told in *problems*, and then nothing is sent.
    """
    if not url:
        return Mail(problems=("EMAIL_URL: chưa đặt, dù đã có EMAIL_FROM.",) if sender else ())
    parts = urlsplit(url)
    problems = []
    if "@" not in sender:
        problems.append("EMAIL_FROM: chưa đặt địa chỉ người gửi, như «Khéo <kheo@phuong.vn>».")
    if parts.scheme == "file":
        folder = unquote(parts.path)
        return Mail(problems=tuple(problems)) if problems else Mail("filebased", folder=folder)
    if parts.scheme not in _MAIL_SCHEMES:
        problems.append("EMAIL_URL: bắt đầu bằng smtp+tls://, smtps://, smtp:// hoặc file://.")
        return Mail(problems=tuple(problems))
    security, usual_port = _MAIL_SCHEMES[parts.scheme]
    if not parts.hostname:
        problems.append("EMAIL_URL: chưa có tên máy chủ thư.")
    if parts.username and parts.password is None:
        problems.append("EMAIL_URL: có tên đăng nhập mà chưa có mật khẩu.")
    if parts.password and not security and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        problems.append("EMAIL_URL: mật khẩu không được đi qua smtp:// không mã hoá; dùng smtp+tls:// hoặc smtps://.")
    try:
        port = parts.port or usual_port
    except ValueError:
        port = usual_port
        problems.append("EMAIL_URL: cổng không phải là số.")
    if problems:
        return Mail(problems=tuple(problems))
    return Mail("smtp", parts.hostname or "", port, unquote(parts.username or ""), unquote(parts.password or ""), security)


def unsafe_settings(values: dict[str, object]) -> list[str]:
    """Name every setting that production must not start with, each with what to do about it."""
    problems: list[str] = []
    key = str(values["SECRET_KEY"])
    hosts = values["ALLOWED_HOSTS"]
    if len(key) < 40 or len(set(key)) < 8:
        problems.append("SECRET_KEY: chưa đặt hoặc quá ngắn; cần ít nhất 40 ký tự ngẫu nhiên.")
    if not hosts or "*" in list(hosts):  # type: ignore[call-overload]  # read from the environment as a list
        problems.append("ALLOWED_HOSTS: phải nêu đúng tên miền, không để trống và không dùng «*».")
    if values["DEBUG"]:
        problems.append("KHEO_DEBUG: phải tắt khi chạy thật.")
    if not str(values["KHEO_PUBLIC_URL"]).startswith("https://"):
        problems.append("KHEO_PUBLIC_URL: địa chỉ in trên mã QR phải bắt đầu bằng https://.")
    if not values["TRUSTED_PROXIES_SET"]:
        problems.append("KHEO_PROXY_COUNT: nêu số máy chủ trung gian (0 nếu không có) để biết đúng địa chỉ người gửi.")
    problems += [str(problem) for problem in values.get("MAIL_PROBLEMS", ())]  # type: ignore[attr-defined]  # of Mail
    return problems
