"""``kheo open-locality`` and ``kheo open-operator``: the first day of an installation."""

import click
from django.utils import timezone

from kheo.foundation.command_line import AS_JSON, give_up, print_json
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.accounts import open_operator as open_operator_account
from kheo.organisation.actions.localities import open_with_office
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Unit


@click.command("open-locality")
@click.argument("code")
@click.option("--office", default="Cán bộ thường trực", show_default=True, help="Họ tên người đầu tiên của cơ quan thường trực.")
@click.option("--username", default="thuongtruc", show_default=True, help="Tên đăng nhập của người ấy.")
@AS_JSON
def open_locality(code: str, office: str, username: str, as_json: bool) -> None:
    """Mở một địa phương với các cơ quan thường có; in mật khẩu đầu tiên, chỉ một lần."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        give_up(f"không có đơn vị «{code}». Nạp danh mục bằng «kheo units load», tìm mã bằng «kheo units find TÊN».")
    try:
        first = open_with_office(COMMAND_LINE, unit, timezone.localdate(), office, username)
    except RefusedError as refusal:
        give_up(*refusal.problems)
    account = {"username": first.office.account.username, "password": first.office.password}
    if as_json:
        print_json({"locality": first.locality.code, "bodies": [body.code for body in first.bodies], **account})
        return
    click.echo(f"Đã mở {first.locality.name} với {len(first.bodies)} cơ quan.")
    click.echo(f"Đăng nhập: {account['username']}   mật khẩu (chỉ hiện lần này, phải đổi khi vào): {account['password']}")


@click.command("open-operator")
@click.argument("username")
def open_operator(username: str) -> None:
    """Mở tài khoản người vận hành; in mật khẩu, chỉ một lần."""
    try:
        opened = open_operator_account(COMMAND_LINE, username)
    except RefusedError as refusal:
        give_up(*refusal.problems)
    click.echo(f"Đăng nhập: {opened.account.username}   mật khẩu (chỉ hiện lần này, phải đổi khi vào): {opened.password}")
