"""``kheo demo``: everything set up, demo data in, web and worker running."""

import socket
import sys

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kheo.foundation.command_line import AS_JSON, give_up, print_json
from kheo.foundation.refusal import RefusedError
from kheo.site.demo.accounts import demo_accounts
from kheo.site.demo.load import load_demo
from kheo.site.integrity import unknown_steps
from kheo.site.serve import serve


@click.command("demo")
@click.option("--accounts", is_flag=True, help="Chỉ in các tài khoản minh hoạ.")
@click.option("--no-serve", is_flag=True, help="Chuẩn bị dữ liệu rồi dừng, không mở máy chủ.")
@AS_JSON
def demo(accounts: bool, no_serve: bool, as_json: bool) -> None:
    """Dựng bản minh hoạ và mở máy chủ tại 127.0.0.1:$PORT."""
    if settings.PRODUCTION:
        give_up("bản minh hoạ không chạy ở chế độ production.")
    if accounts:
        _print_accounts(as_json)
        return
    _require_free_port(settings.PORT, no_serve)
    click.echo("Chuẩn bị cơ sở dữ liệu…", err=True)
    if newer := unknown_steps(MigrationExecutor(connection)):
        app, name = newer[0]
        give_up(
            f"dữ liệu ở {settings.KHEO_HOME} là của bản Khéo mới hơn (bước {app}.{name}). Cài bản ấy, hoặc đặt KHEO_HOME khác."
        )
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    try:
        load_demo(tell=lambda line: click.echo(line, err=True))
    except RefusedError as refusal:
        give_up(*refusal.problems)
    if no_serve:
        return
    click.echo(f"\nKhéo đang chạy: http://127.0.0.1:{settings.PORT}/   (Ctrl-C để dừng)\n")
    _print_accounts(as_json=False)
    sys.exit(serve("127.0.0.1", settings.PORT))


def _require_free_port(port: int, no_serve: bool) -> None:
    if no_serve:
        return
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            give_up(f"cổng {port} đang có chương trình khác dùng. Chọn cổng khác: make demo PORT=8010.")


def _print_accounts(as_json: bool) -> None:
    accounts = demo_accounts()
    if as_json:
        print_json([account.as_json() for account in accounts])
        return
    click.echo("Tài khoản minh hoạ (mật khẩu của riêng máy này):")
    for account in accounts:
        click.echo(f"  {account.username:<12} {account.password:<20} {account.role}, {account.locality}")
