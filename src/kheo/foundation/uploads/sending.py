"""Handing a kept file out: always as a download, so that whatever it holds does not run on our address."""

from django.http import FileResponse, HttpResponse

from kheo.foundation.uploads.models import StoredFile


def as_download(file: StoredFile) -> HttpResponse:
    answer = FileResponse(file.content.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer  # type: ignore[return-value]  # a streamed answer, which every caller takes as an answer
