"""Pages of the installation itself: is the process alive, is everything it needs ready, what to say when something fails."""

from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from kheo.foundation.once.middleware import kept_typed
from kheo.organisation.models import Locality
from kheo.site.integrity import unknown_steps


def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> HttpResponse:
    """200 only when database, migrations, storage and at least one locality are there; else 503 and what is missing."""
    checks = {"database": False, "migrations": False, "storage": False, "localities": False}
    try:
        executor = MigrationExecutor(connection)
        checks["database"] = True
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        checks["migrations"] = not waiting and not unknown_steps(executor)
        checks["localities"] = checks["migrations"] and Locality.objects.exists()
        default_storage.exists("readyz")
        checks["storage"] = True
    except (DatabaseError, OSError):
        pass
    ready = all(checks.values())
    return JsonResponse({"status": "ready" if ready else "not ready", **checks}, status=200 if ready else 503)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django calls it by this name
    """The form's protection key is missing or old; what was typed is shown so that it can be sent again."""
    return kept_typed(request, "kheo/session_expired.html", 403)
