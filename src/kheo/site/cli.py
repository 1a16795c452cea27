"""The ``kheo`` command line: each chapter's commands under one name.

Exit codes: 0 done, 1 done but something differs or was refused, 2 could not. Errors go to stderr in plain words.
"""

import os
import sys

import click
import django
from django.db import DatabaseError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kheo.site.settings")


def main() -> None:
    """Set Django up, then run the command named."""
    try:
        django.setup()
    except OSError as error:
        click.echo(f"Lỗi: không dùng được thư mục dữ liệu {error.filename} ({error.strerror}).", err=True)
        click.echo("Đặt KHEO_HOME là một thư mục mà người chạy lệnh này đọc và ghi được.", err=True)
        sys.exit(2)
    except Exception as error:  # noqa: BLE001  whatever the settings raise is told in one line, not as a traceback
        click.echo(f"Lỗi: {error}", err=True)
        sys.exit(2)
    from kheo.site.commands import kheo  # noqa: PLC0415  models can be imported only after django.setup()

    try:
        kheo()
    except DatabaseError as error:
        click.echo(f"Lỗi: cơ sở dữ liệu chưa dùng được ({str(error).splitlines()[0]}).", err=True)
        click.echo("Lần đầu dùng, chạy «make demo», hoặc «kheo django migrate» rồi «kheo units load».", err=True)
        sys.exit(2)
