"""What every command says in the same way: JSON on stdout, faults on stderr, and its exit code."""

import json
import sys
from typing import Any, NoReturn

import click

DONE, DIFFERS, COULD_NOT = 0, 1, 2
AS_JSON = click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON ra stdout.")


def give_up(*problems: object) -> NoReturn:
    """Print each problem as one line on stderr and end with exit code 2."""
    for problem in problems:
        click.echo(f"Lỗi: {problem}", err=True)
    sys.exit(COULD_NOT)


def print_json(document: Any) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
