"""Which tests the branches of what decides are followed in.

To follow a test takes as long again as the test itself. So what is imported is followed, and after it only what a test of the
rooms that decide calls: the others are not asked, and what merely sets a scene proves nothing.
"""

import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from coverage import Coverage

FOLLOWED_MARKS = ("deciding", "postgresql")


def has_room(module: str) -> bool:
    """Whether *module* is one that is held to every branch (``include`` of coverage in pyproject.toml)."""
    return module.startswith("kheo.") and bool({"rules", "actions"} & set(module.split(".")))


@dataclass
class Following:
    """Coverage, and what the rooms keep of their answers: a kept answer would hide the branch that it came by.

    *unseen*: functions of no argument whose one answer nobody was followed to yet. *kept*: those with an answer for each
    argument.
    """

    coverage: Coverage
    unseen: list[Any] = field(default_factory=list)
    kept: list[Any] = field(default_factory=list)

    def find_kept_answers(self) -> None:
        for name, module in list(sys.modules.items()):
            for one in vars(module).values() if has_room(name) else ():
                if hasattr(one, "cache_clear") and one.__module__ == name:
                    (self.kept if inspect.signature(one).parameters else self.unseen).append(one)

    def start(self) -> None:
        for one in (*self.unseen, *self.kept):
            one.cache_clear()
        self.coverage.start()

    def stop(self) -> None:
        self.coverage.stop()
        self.unseen = [one for one in self.unseen if not one.cache_info().currsize]


FOLLOWING = pytest.StashKey[Following | None]()


def pytest_collection_finish(session: pytest.Session) -> None:
    coverage = Coverage.current()
    session.config.stash[FOLLOWING] = following = Following(coverage) if coverage else None
    if following is not None:
        following.coverage.stop()
        following.find_kept_answers()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    following = item.config.stash[FOLLOWING]
    if following is None or not any(item.get_closest_marker(name) for name in FOLLOWED_MARKS):
        return (yield)
    following.start()
    try:
        return (yield)
    finally:
        following.stop()
