"""Handing files out: what is kept and what is made, as downloads, so that whatever they hold does not run on our address."""

from collections.abc import Callable
from functools import lru_cache

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.images import list_image
from kheo.foundation.uploads.models import StoredFile

A_DAY = 24 * 3600
UNKEPT = "private, no-store"
PUBLIC = f"public, max-age={A_DAY}"

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def as_download(file: StoredFile, stem: str = "") -> HttpResponse:
    """A kept file under the name it came with, or under *stem* with its own ending."""
    name = f"{stem}.{file.name.rpartition('.')[2]}" if stem else file.name
    answer = FileResponse(file.content.open("rb"), as_attachment=True, filename=name, content_type=file.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = UNKEPT
    return answer  # type: ignore[return-value]  # a streamed answer, which every caller takes as an answer


def in_place(file: StoredFile, cache: str) -> HttpResponse:
    """A kept picture shown on its page; only for one that was drawn anew when it was kept. *cache*: PUBLIC or UNKEPT."""
    answer = FileResponse(file.content.open("rb"), content_type=file.media_type, filename=file.name)
    answer["Cache-Control"] = cache
    return answer  # type: ignore[return-value]  # a streamed answer, which every caller takes as an answer


def in_small(file: StoredFile, cache: str) -> HttpResponse:
    """As ``in_place``, drawn small for a list; Http404 when what is kept is no picture."""
    if not file.media_type.startswith("image/"):
        raise Http404("Tệp này không phải ảnh.")
    answer = HttpResponse(_small(str(file.content.name)), content_type="image/jpeg")
    answer["Cache-Control"] = cache
    return answer


@lru_cache(maxsize=256)
def _small(name: str) -> bytes:
    """By the name under which the file is kept, which is its hash: what stands there never changes. Each has some 20 kB."""
    with default_storage.open(name, "rb") as kept:
        return list_image(kept.read())


def send_made(content: bytes, name: str) -> HttpResponse:
    """What was just made, as a download; *name* ends in one of MEDIA_TYPES."""
    answer = HttpResponse(content, content_type=MEDIA_TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def send_printed(request: HttpRequest, name: str, make: Callable[[], bytes], back: tuple[str, str, int]) -> HttpResponse:
    """The paper that *make* sets; what cannot be printed is said on the page *back* (view, place, number)."""
    try:
        return send_made(make(), name)
    except RefusedError as refusal:
        messages.error(request, f"Chưa in được: {refusal}")
        return redirect(*back)
