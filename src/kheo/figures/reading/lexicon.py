"""The words that carry meaning here, compiled from ``lexicon.toml`` into marks over the tokens of a sentence."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from .tokens import Token, bare_key, tokenise


@dataclass(frozen=True)
class Mark:
    """Tokens ``start:end`` are a phrase of the lexicon; ``senses`` maps each sense to its value."""

    start: int
    end: int
    senses: dict[str, str]

    def has(self, *senses: str) -> bool:
        return any(sense in self.senses for sense in senses)


@dataclass
class _Node:
    following: dict[str, "_Node"] = field(default_factory=dict)
    senses: dict[str, str] = field(default_factory=dict)


def load_entries() -> list[tuple[str, str, str]]:
    """Return every (sense, value, phrase) of the lexicon."""
    data: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    return [(sense, value, phrase) for sense, table in data.items() for value in table for phrase in table[value]]


@lru_cache(maxsize=2)
def _tree(*, bare: bool) -> _Node:
    root = _Node()
    for sense, value, phrase in load_entries():
        node = root
        for token in tokenise(phrase):
            if token.key == "-":
                continue
            key = bare_key(token.text) if bare and token.kind == "word" else token.key
            node = node.following.setdefault(key, _Node())
        node.senses.setdefault(sense, value)
    return root


def marks_of(tokens: list[Token], *, bare: bool = False) -> dict[int, Mark]:
    """Return the longest phrases of the lexicon in *tokens*, by the index of their first token; none overlap."""
    root, marks, index = _tree(bare=bare), {}, 0
    while index < len(tokens):
        mark = _longest(root, tokens, index)
        if mark is None:
            index += 1
        else:
            marks[index] = mark
            index = mark.end
    return marks


def _longest(root: _Node, tokens: list[Token], start: int) -> Mark | None:
    node, index, best = root, start, None
    while index < len(tokens):
        step = node.following.get(tokens[index].key)
        if step is None and index > start and tokens[index].key == "-" and index + 1 < len(tokens):
            step = node.following.get(tokens[index + 1].key)
            index += 1
        if step is None:
            break
        node, index = step, index + 1
        if node.senses:
            best = Mark(start, index, node.senses)
    return best
