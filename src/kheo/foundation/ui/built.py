"""Static files that are made, not kept: fonts cut to the letters Khéo uses, the stylesheet in one piece, mark and band.

A finder hands them to ``collectstatic``, which gives them hashed names like every other file. One stylesheet is one
request; its parts stay small enough to read.
"""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

from kheo.foundation.ui import weave
from kheo.foundation.ui.fonts import FACES, face_file

PREFIX = "kheo/"


def stylesheet() -> str:
    """The parts of ``styles/`` in the order of their names."""
    folder = files("kheo.foundation.ui").joinpath("styles")
    parts = sorted((part for part in folder.iterdir() if part.name.endswith(".css")), key=lambda part: part.name)
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


DRAWN = {
    "kheo.css": stylesheet,
    "mark.svg": weave.mark,
    "band.svg": weave.band,
}


def build(folder: Path) -> list[str]:
    """Bring every made file under *folder* up to date; return their paths relative to it. What is current is not touched."""
    made = []
    for face in FACES:
        made.append(f"{PREFIX}fonts/{face.name}.woff2")
        face_file(face, folder / made[-1])
    for name, draw in DRAWN.items():
        made.append(f"{PREFIX}{name}")
        file, text = folder / made[-1], draw()
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return made


class BuiltFilesFinder(BaseFinder):
    """Finder of the made files, in ``KHEO_HOME/cache/static``."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002  Django's call
        self.folder = Path(settings.KHEO_HOME) / "cache" / "static"
        self.storage = FileSystemStorage(location=self.folder)
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        if path not in build(self.folder):
            return [] if find_all else None
        found = str(self.folder / path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        for path in build(self.folder):
            if not matches_patterns(path, list(ignore_patterns or [])):
                yield path, self.storage
