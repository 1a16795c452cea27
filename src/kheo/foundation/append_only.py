"""Rows that are written once: what was official on a day never changes silently; a correction is a new row."""

from typing import Any, NoReturn

from django.db import models


class WrittenOnce(models.QuerySet[Any]):
    """Rows that nobody changes or deletes, one by one or many at a time."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError(f"{self.model.__name__} rows are append-only")

    update = bulk_update = delete = _refuse


class AppendOnly(models.Model):
    """A row that is written once: neither saved again nor deleted."""

    objects = WrittenOnce.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} rows are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002  Django's signature
        raise TypeError(f"{type(self).__name__} rows are append-only")
