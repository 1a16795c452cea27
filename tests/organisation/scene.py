"""A town with an office, and notices at its positions."""

from kheo.organisation.models import Account, Locality, Notice, Position


def position_of(account: Account) -> Position:
    return Position.objects.get(person=account.person)


def make_notice(account: Account, locality: Locality, subject: str = "Nhiệm vụ mới", **fields) -> Notice:
    return Notice.objects.create(
        position=position_of(account), locality=locality, subject=subject, **({"path": f"/{locality.code}/"} | fields)
    )
