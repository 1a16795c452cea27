"""``docs/rules.md`` and ``kheo rules``: every rule the product runs by, made from the data themselves."""

import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import click

CHAPTERS = (
    "foundation", "organisation", "documents", "directives", "assessment", "movement", "recognition", "democracy",
    "conference", "reporting",
)  # fmt: skip
HEAD = """# Quy định đang dùng

Trang này được tạo từ dữ liệu bằng lệnh `kheo rules`; sửa ở tệp `data/*.toml` của từng chương, không sửa ở đây. «Chưa đối
chiếu» nghĩa là chưa đọc được nguyên văn; màn hình nào dùng dòng ấy cũng nói như vậy. Dòng nào còn hiệu lực vào ngày của
việc thì dòng ấy được dùng.
"""


def tables() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Chapter, file name and rows of every TOML file that holds ``[[rule]]`` rows."""
    for chapter in CHAPTERS:
        folder = files(f"kheo.{chapter}").joinpath("data")
        if not folder.is_dir():
            continue
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".toml"):
                rows = tomllib.loads(file.read_text(encoding="utf-8")).get("rule")
                if rows:
                    yield chapter, file.name, rows


def rules_page() -> str:
    """The whole page in Markdown, one table a file, rows as they stand in it."""
    parts = [HEAD]
    for chapter, name, rows in tables():
        parts += [
            f"\n## `{chapter}/data/{name}`\n",
            "| quy định | giá trị | căn cứ | hiệu lực | đã đọc |",
            "|---|---|---|---|---|",
        ]
        parts += [_row(row) for row in rows]
    return "\n".join(parts) + "\n"


def _row(row: dict[str, Any]) -> str:
    source = ", ".join(part for part in (row.get("article", ""), row["document"]) if part)
    note = f" <br>{row['note']}" if row.get("note") else ""
    until = f" đến trước {row['to']:%d/%m/%Y}" if row.get("to") else ""
    read = "đã đọc" if row.get("verified") else "chưa đối chiếu"
    cells = (f"`{row['key']}`", _value(row["value"]), source + note, f"từ {row['from']:%d/%m/%Y}{until}", read)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _value(value: Any) -> str:
    return value if isinstance(value, str) else f"`{json.dumps(value, ensure_ascii=False, default=str)}`"


@click.command("rules")
def rules() -> None:
    """In mọi quy định đang dùng, kèm căn cứ và thời gian hiệu lực (Markdown)."""
    click.echo(rules_page(), nl=False)
