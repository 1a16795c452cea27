"""What the environment says, and what production refuses.

Two modes. ``local`` (the default) answers on the machine's own address only and makes its own secret key; ``production``
(``KHEO_MODE=production``) starts only when every setting named in :func:`unsafe_settings` is safe.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

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
    return problems
