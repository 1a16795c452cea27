"""``kheo rewards``: the money of a decision on the command line, with its sources."""

import click

from kheo.foundation.command_line import AS_JSON, give_up, print_json
from kheo.foundation.numbers import written
from kheo.recognition.models import Decision
from kheo.recognition.queries.money import Money, has_money, money_of


@click.command("rewards")
@click.option("--decision", "pk", required=True, type=int, help="Số của quyết định trong Khéo (cột đầu của kheo decisions).")
@AS_JSON
def rewards(pk: int, as_json: bool) -> None:
    """Tính tiền thưởng của một quyết định khen thưởng, kỷ niệm chương: từng dòng, tổng, căn cứ, chỗ chưa có căn cứ."""
    decision = Decision.objects.filter(pk=pk).select_related("programme", "locality", "body__unit").first()
    if decision is None or not has_money(decision):
        give_up(f"không có quyết định khen thưởng, kỷ niệm chương {pk}. Xem danh sách bằng: kheo decisions --unit MÃ --year NĂM.")
    money = money_of(decision)
    if as_json:
        print_json(_told(money))
        return
    for line in money.lines:
        name = f"{line.shown.line.order:>3}. {line.shown.line.recipient}"
        if line.amount:
            amount = line.amount
            click.echo(f"{name}: {written(amount.times)} × {written(amount.base.value)} = {written(amount.exact)} đồng")
        else:
            click.echo(f"{name}: chưa có căn cứ")
    most = "nhiều nhất " if money.is_ceiling else ""
    total = f"Cộng {most}{written(money.total)} đồng ({money.rounding.words})."
    click.echo(total if money.is_complete else f"Không có tổng. {money.lacking}")
    for source in (*money.reasons, *money.sources):
        click.echo(f"  {source}")


def _told(money: Money) -> dict[str, object]:
    """Sums in đồng; *total* is None while a line has no amount."""
    return {
        "award": money.award,
        "day": str(money.day),
        "rounding": money.rounding.value,
        "is_ceiling": money.is_ceiling,
        "is_verified": money.is_verified,
        "exact": money.exact if money.is_complete else None,
        "total": money.total if money.is_complete else None,
        "missing": money.missing,
        "sources": list(money.sources),
        "lines": [
            {
                "order": line.shown.line.order,
                "recipient": line.shown.line.recipient,
                "subject": line.shown.line.subject,
                "times": str(line.amount.times) if line.amount else None,
                "exact": int(line.amount.exact) if line.amount else None,
                "is_local": line.amount.is_local if line.amount else None,
                "paid": line.amount.rounded if line.amount else None,
            }
            for line in money.lines
        ],
    }
