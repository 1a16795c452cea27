"""What every command says in the same way: JSON on stdout, faults on stderr, and its exit code."""

import json
import sys
from pathlib import Path
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


def bytes_of(file: Path, most: int = -1) -> bytes:
    """Return the bytes of *file*, at most *most*; end with exit code 2 when it cannot be opened."""
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except FileNotFoundError:
        give_up(f"không có tệp «{file}»; xem lại đường dẫn.")
    except IsADirectoryError:
        give_up(f"«{file}» là một thư mục; hãy ghi đường dẫn của tệp.")
    except OSError as error:
        give_up(f"không mở được tệp «{file}» ({error.strerror}); xem lại quyền đọc tệp.")
