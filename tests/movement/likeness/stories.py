"""Forty-four texts that were written by hand, each on its own subject: what real look-alikes and strangers are made of."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def stories() -> tuple[str, ...]:
    table = tomllib.loads(files("kheo.site.demo").joinpath("cau-chuyen-2024.toml").read_text(encoding="utf-8"))
    return tuple(
        "\n".join([one["teaser"], one["situation"], *one["way"], one["outcome"], one["lesson"]])
        for one in table["stories"].values()
    )
