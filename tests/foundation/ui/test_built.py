import io
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders
from fontTools.ttLib import TTFont

from kheo.foundation.ui.built import DRAWN, BuiltFilesFinder, build, stylesheet
from kheo.foundation.ui.fonts import FACES, Face, face_file

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which everything has been built once: cutting takes its time."""
    made = tmp_path_factory.mktemp("built")
    build(made)
    return made


def test_each_face_has_every_vietnamese_letter_and_is_small(folder):
    for face in FACES:
        file = folder / f"kheo/fonts/{face.name}.woff2"
        font = TTFont(io.BytesIO(file.read_bytes()))
        letters = set(font.getBestCmap())
        assert {ord(letter) for letter in VIETNAMESE + VIETNAMESE.upper() + "«»–…“”₫²·"} - letters == set()
        assert file.read_bytes()[:4] == b"wOF2"
        assert file.stat().st_size < 17_000
        assert "fvar" not in font


def test_a_face_is_cut_once_and_again_for_a_new_key(tmp_path):
    face, target = FACES[0], tmp_path / "face.woff2"
    face_file(face, target)
    target.write_bytes(b"kept")
    assert face_file(face, target).read_bytes() == b"kept"
    other = Face(face.name, face.package, "BeVietnamPro-Medium.ttf")
    assert other.key != face.key
    assert face_file(other, target).read_bytes()[:4] == b"wOF2"


def test_finder_lists_and_finds_what_was_built():
    finder = next(finder for finder in get_finders() if isinstance(finder, BuiltFilesFinder))
    listed = [path for path, _storage in finder.list([])]
    assert listed == [f"kheo/fonts/{face.name}.woff2" for face in FACES] + [f"kheo/{name}" for name in DRAWN]
    assert Path(finder.find("kheo/kheo.css")).read_text(encoding="utf-8") == stylesheet()
    assert finder.find("kheo/none.css") is None
    assert finder.find("kheo/none.css", find_all=True) == []
    assert [path for path, _storage in finder.list(["*.woff2", "*.svg"])] == ["kheo/kheo.css"]


def test_what_is_current_is_not_written_again(folder):
    made = build(folder)
    before = {path: (folder / path).stat().st_mtime_ns for path in made}
    (folder / "kheo/kheo.css").write_text("old", encoding="utf-8")
    assert build(folder) == made
    after = {path: (folder / path).stat().st_mtime_ns for path in made}
    assert {path for path in made if before[path] != after[path]} == {"kheo/kheo.css"}


def test_every_address_in_the_stylesheet_is_a_built_file(folder):
    made = set(build(folder))
    assert {f"kheo/{url}" for url in re.findall(r'url\("([^"]+)"\)', stylesheet())} - made == set()
