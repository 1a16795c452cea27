"""Tables of the foundation, gathered for Django."""

from kheo.foundation.audit.models import AuditRow, AuditSeal
from kheo.foundation.once.models import SentForm
from kheo.foundation.uploads.models import StoredFile

__all__ = ["AuditRow", "AuditSeal", "SentForm", "StoredFile"]
