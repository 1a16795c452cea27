"""Made-up stories of initiatives: so many ways to tell them that two of one topic are no look-alikes."""

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_SLOT = re.compile(r"\{(\w+)\}")
_SHORT = 6  # syllables that may stand in many texts in one run


@dataclass(frozen=True)
class Story:
    """A made-up initiative in words; *field* is a key of the usual fields."""

    title: str
    field: str
    summary: str
    situation: str
    way: str
    outcome: str
    lesson: str


@cache
def words() -> dict[str, Any]:
    return tomllib.loads(files("kheo.site.generate").joinpath("words.toml").read_text(encoding="utf-8"))


def tell(chance: random.Random, place: str) -> Story:
    """One initiative of *place*; every call another one.

    A topic lends its name, one trouble, two acts and one gain, each with other words in its middle; the rest is put together
    from short words, so that two texts of one topic share turns of phrase and no passage.
    """
    pools = words()
    topic = chance.choice(pools["topic"])
    steps = [_sentence(chance, chance.choice(pools["pattern"])) for _step in range(chance.randint(4, 8))]
    for act in chance.sample(topic["act"], 2):
        steps.insert(chance.randrange(len(steps) + 1), _of_topic(chance, "act", act))
    results = [_sentence(chance, pattern) for pattern in chance.sample(pools["result"], chance.randint(2, 4))]
    results.insert(chance.randrange(len(results) + 1), _of_topic(chance, "gain", chance.choice(topic["gain"])))
    return Story(
        title=f"{chance.choice(topic['titles'])} {place}",
        field=topic["field"],
        summary=_sentence(chance, chance.choice(pools["summary"])),
        situation=_of_topic(chance, "situation", chance.choice(topic["trouble"]), "trouble"),
        way="\n".join(steps),
        outcome=" ".join(results),
        lesson=_sentence(chance, chance.choice(pools["lesson"])),
    )


def _of_topic(chance: random.Random, part: str, clause: str, slot: str = "") -> str:
    """A sentence of *part* around a clause of the topic."""
    return _sentence(chance, chance.choice(words()[part]), {slot or part: _opened(clause)})


def _opened(clause: str) -> str:
    """*clause* with a slot for other words near its middle, if it is long."""
    told = clause.split()
    if len(told) <= _SHORT:
        return clause
    middle = len(told) // 2
    far = {at: abs(at - middle) for at in range(2, len(told) - 1)}
    cut = min(far, key=lambda at: (told[at] not in words()["joint"] or far[at] > _SHORT // 3, far[at]))
    return f"{' '.join(told[:cut]).rstrip(',')}, {{aside}}, {' '.join(told[cut:])}"


def _sentence(chance: random.Random, pattern: str, given: Mapping[str, str] | None = None) -> str:
    """*pattern* with every slot filled by *given*, else by a word of its pool, which may have slots too; ``{n}`` by a number."""
    pools, given = words(), given or {}

    def fill(slot: re.Match[str]) -> str:
        if slot[1] == "n":
            return str(chance.randint(3, 480))
        return _SLOT.sub(fill, given[slot[1]] if slot[1] in given else chance.choice(pools[slot[1]]))

    told = _SLOT.sub(fill, pattern)
    return f"{told[:1].upper()}{told[1:]}."
