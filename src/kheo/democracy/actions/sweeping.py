"""Taking what an open box left behind out of the database's files once it is closed: salt, sealed sums, slips."""

from django.db import connection, transaction

from kheo.democracy.models import RevokedSlip, SealedBox, Slip

TABLES = (SealedBox, Slip, RevokedSlip)


def delete_for_good(vote: int) -> None:
    """Delete box and slips of *vote* in the caller's transaction, and sweep up after it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # freed pages are written over with noughts
    for table in TABLES:
        table.objects.filter(vote_id=vote).delete()
    transaction.on_commit(sweep)


def sweep() -> None:
    """Old versions of rows that a database keeps beside the new ones: SQLite's log, PostgreSQL's dead rows."""
    if connection.in_atomic_block:
        return  # neither is possible there; a test's transaction, the demo's
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in TABLES:
                cursor.execute(f"VACUUM {connection.ops.quote_name(table._meta.db_table)}")  # noqa: SLF001  documented API
