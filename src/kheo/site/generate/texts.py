"""Made-up stories of initiatives: so many ways to tell them that two of one topic are no look-alikes."""

import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_OPENINGS = ("Trước đây", "Mấy năm liền", "Hồi đầu năm", "Ở đây", "Ai qua cũng thấy", "Khảo sát {n} hộ thì")
_SLOT = re.compile(r"\{(\w+)\}")


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

    A topic lends its name, one trouble, one act and one gain; the rest is put together from short words, so that two texts of
    one topic share a few phrases and no more.
    """
    pools = words()
    topic = chance.choice(pools["topic"])
    act = chance.choice(topic["act"])
    steps = [_sentence(chance, chance.choice(pools["pattern"])) for _step in range(chance.randint(5, 8))]
    steps.insert(chance.randrange(len(steps)), _sentence(chance, f"{{who}} {act}, {{how}}"))
    results = [_sentence(chance, pattern) for pattern in chance.sample(pools["result"], 3)]
    return Story(
        title=f"{chance.choice(topic['titles'])} {place}",
        field=topic["field"],
        summary=_sentence(chance, "{who} cùng dân {verb} {thing} {where}"),
        situation=_sentence(
            chance, f"{chance.choice(_OPENINGS)}, {chance.choice(topic['trouble'])}; {{thing}} {{where}} chưa ai {{verb}}"
        ),
        way="\n".join(steps),
        outcome=" ".join([*results, _sentence(chance, chance.choice(topic["gain"]))]),
        lesson=_sentence(chance, chance.choice(pools["lesson"])),
    )


def _sentence(chance: random.Random, pattern: str) -> str:
    """*pattern* with every slot filled by a word of its pool, ``{n}`` by a number."""
    pools = words()

    def fill(slot: re.Match[str]) -> str:
        return str(chance.randint(3, 480)) if slot[1] == "n" else str(chance.choice(pools[slot[1]]))

    told = _SLOT.sub(fill, pattern)
    return f"{told[:1].upper()}{told[1:]}."
