"""The registration form of a programme: its items renamed, added, put in order, taken out."""

from collections.abc import Iterator, Sequence

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.changes import UNSAID, Why, changing
from kheo.movement.models import FormItem, Programme
from kheo.movement.queries.rounds import written_under
from kheo.movement.rules.form_items import TITLE_ITEM, Item, item_problems, key_from
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record


def set_items(actor: Actor, programme: Programme, items: Sequence[Item], why: Why = UNSAID) -> list[FormItem]:
    """Make *items*, in their order, the form of *programme*; an item without a key is new.

    What is not among them is taken out, unless somebody wrote something under it.
    """
    locality = programme.locality
    grant = require(actor, "programme.manage", locality)
    with changing(actor, programme, why) as locked:
        known = {row.key: row for row in FormItem.objects.filter(programme=locked)}
        problems = [*item_problems(items), *_gone_problems(locked, known, items)]
        if any(item.key and item.key not in {*known, TITLE_ITEM} for item in items):
            problems.append(Problem("Phiếu vừa đổi ở nơi khác; mở lại trang rồi sửa.", "Các mục"))
        if problems:
            raise RefusedError(*problems)
        kept = {item.key for item in items}
        FormItem.objects.filter(programme=locked).exclude(key__in=kept).delete()
        written = [_write(locked, known, item, order) for order, item in enumerate(items, start=1)]
        record(actor, grant, "programme.items", locked, locality, {"items": [row.key for row in written]})
    return written


def write_items(programme: Programme, items: Sequence[Item]) -> None:
    """Give a programme that was just made its form; only called inside the transaction that makes it."""
    FormItem.objects.bulk_create(_row(programme, item, order) for order, item in enumerate(items, start=1))


def _row(programme: Programme, item: Item, order: int) -> FormItem:
    return FormItem(
        programme=programme,
        key=item.key,
        label=tidy(item.label),
        help=tidy(item.help),
        order=order,
        is_required=item.is_required,
        is_short=item.is_short,
    )


def _write(programme: Programme, known: dict[str, FormItem], item: Item, order: int) -> FormItem:
    row = _row(programme, item, order)
    row.key = item.key or key_from(item.label, known, "muc")
    before = known.setdefault(row.key, row)
    if before is not row:
        row.pk = before.pk
    row.save()
    return row


def _gone_problems(programme: Programme, known: dict[str, FormItem], items: Sequence[Item]) -> Iterator[Problem]:
    kept = {item.key for item in items}
    for key, row in known.items():
        if key not in kept and key != TITLE_ITEM and (count := written_under(programme, key)):
            yield Problem(
                f"Mục «{row.label}» đã có {count} phiếu, hồ sơ ghi; không bỏ được. Bỏ dấu «bắt buộc» nếu không đòi nữa.",
                "Các mục",
            )
