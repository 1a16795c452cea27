"""How far the file of a print is: taken by one maker, told on its way, ended. The machine does this; no authority is asked."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from kheo.recognition.models import PrintFile

State = PrintFile.State
SILENT_AFTER = timedelta(minutes=2)
"""A maker says how far it is every few seconds; one that was not heard of for so long has died with its server."""
KEPT = timedelta(days=1)


def await_file(run: int) -> None:
    """The file of *run* is wanted: its page waits for it, unless it is there or being made."""
    file, _is_new = PrintFile.objects.get_or_create(run_id=run)
    if file.state in {State.FAILED, State.GONE} or (file.state == State.MAKING and is_silent(file)):
        PrintFile.objects.filter(pk=file.pk).update(state=State.WAITING, done=0, fault="", changed_at=timezone.now())


def take_file(run: int) -> bool:
    """Whether whoever asks may make the file of *run*: nobody makes it, or who did has fallen silent."""
    silent = Q(state=State.MAKING, changed_at__lt=timezone.now() - SILENT_AFTER)
    free = PrintFile.objects.filter(Q(state=State.WAITING) | silent, run=run)
    return free.update(state=State.MAKING, done=0, fault="", changed_at=timezone.now()) == 1


def is_silent(file: PrintFile) -> bool:
    """Nothing was heard of its maker for so long that another may begin."""
    return file.changed_at < timezone.now() - SILENT_AFTER


def tell_progress(run: int, done: int) -> None:
    PrintFile.objects.filter(run=run).update(done=done, changed_at=timezone.now())


def end_file(run: int, path: str = "", fault: str = "") -> None:
    """The file lies under *path*, or could not be made: *fault* says why."""
    state = State.FAILED if fault else State.READY
    PrintFile.objects.filter(run=run).update(state=state, path=path, fault=fault, changed_at=timezone.now())


def forget_files() -> int:
    """Delete files of prints made a day ago or before (they hold names, and are printed); return how many went."""
    old = PrintFile.objects.filter(state=State.READY, changed_at__lt=timezone.now() - KEPT)
    for file in old:
        default_storage.delete(file.path)
        PrintFile.objects.filter(pk=file.pk).update(state=State.GONE, path="")
    return len(old)
