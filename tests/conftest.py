"""What holds for every lane."""

import shutil
from collections.abc import Iterator, Sequence

import pytest
from django.conf import settings
from django.core.management.color import Style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from kheo.organisation.actions.registers import load_registers

# Tests that stand among those of another module say what differs, as all do.
pytest.register_assert_rewrite("tests.site.demo_links")
# Each run draws examples of its own, so the runs of a week try more than one long run would; a busy machine is no fault of a
# rule. A test that needs more examples says so itself.
hypothesis_settings.register_profile("lanes", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("lanes")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}
OUTER, OUTER_STEMS = {"views", "papers", "forms"}, {"test_papers", "test_views", "test_forms"}
"""Rooms that parse, call one query or one action and answer: they ask the database nothing of their own."""
LONGEST = (
    "test_staff_pages", "test_council_of_seven", "test_democracy_pages",
    "test_authority", "test_neighbours", "test_processes", "test_demo_days", "test_demo", "test_demo_council",
)  # fmt: skip
"""Modules that take ten seconds and more come first: at the end the workers share what is short, and none waits for another."""
DECIDING = {"actions", "rules", "queries", "test_actions", "test_rules"}


def touches_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


def says_something_of_a_database(item: pytest.Item) -> bool:
    is_outer = item.path.parent.name in OUTER or item.path.stem in OUTER_STEMS or item.path.stem.endswith("commands")
    return touches_database(item) and not is_outer


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the longest modules first, mark the tests of what decides, leave out what says nothing new of PostgreSQL in its lane.

    That is: what touches none, and pages, papers, forms and commands. What they ask for stands in queries, what they write in
    actions, whose tests run on both; and on both every page is asked once (tests/security/test_plain_requests.py).
    """
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))
    for item in items:
        if DECIDING & {*item.path.parts, item.path.stem} or item.path.stem.endswith("commands"):
            item.add_marker(pytest.mark.deciding)
    if connection.vendor != "postgresql":
        return
    config.hook.pytest_deselected(items=[item for item in items if not says_something_of_a_database(item)])
    items[:] = [item for item in items if says_something_of_a_database(item)]


def pytest_unconfigure() -> None:
    """Take the tests' own home away (see settings.py)."""
    shutil.rmtree(settings.KHEO_HOME, ignore_errors=True)


def delete_what_is_there(
    _style: Style, tables: Sequence[str], *, reset_sequences: bool = False, allow_cascade: bool = False
) -> list[str]:
    """Empty the tables in which something stands, after a test that wrote for good.

    PostgreSQL's TRUNCATE, which Django asks for, writes each of the two hundred tables' files anew: half a second a test.
    """
    assert not reset_sequences  # no test asks for numbers from 1
    names = [connection.ops.quote_name(table) for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in names))  # noqa: S608  our tables
        filled = [name for (name,) in cursor.fetchall()]
    # Neither ties nor triggers (of what may only be added to) are asked meanwhile.
    return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {name}" for name in filled)]  # noqa: S608  our tables


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_use_migrations: bool, django_db_blocker: DjangoDbBlocker) -> None:
    """Where tables were made from the models at once, every migration is written down as done: what asks for them finds them."""
    if connection.vendor == "postgresql":
        connection.ops.sql_flush = delete_what_is_there
    if django_db_use_migrations:
        return
    settings.MIGRATION_MODULES = {}
    with django_db_blocker.unblock():
        executor = MigrationExecutor(connection)
        executor.recorder.ensure_schema()
        for app, name in executor.loader.graph.nodes:
            executor.recorder.record_applied(app, name)


@pytest.fixture(scope="class")
def registers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Both registers with every row, as an installation has them: loaded once for a class of tests, taken back after it.

    What a test of the class (marked ``django_db``) writes is taken back after that test, as always.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        load_registers()
        yield
        transaction.set_rollback(True)
