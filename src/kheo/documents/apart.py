"""Work on a file from outside, done in a process of its own: little memory, little time, no secret of ours in its surroundings.

A font or a PDF may be made to take all the memory there is. Whatever becomes of such a process, the one that asked goes on.
"""

import os
import subprocess
import sys
from contextlib import suppress

SECONDS_OF_PROCESSOR = 10
# Each thread reserves address space; a machine with many cores would use the limit up with that alone.
ONE_THREAD = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
SECONDS = 20


def work_apart(module: str, data: bytes) -> bytes | None:
    """What *module*, run with *data* as its input, wrote; None when it died of it or took too long."""
    command = [sys.executable, "-m", module]
    surroundings = {"PYTHONPATH": os.pathsep.join(sys.path), **ONE_THREAD}
    try:
        return subprocess.run(  # noqa: S603  a module of ours
            command, input=data, capture_output=True, timeout=SECONDS, check=True, env=surroundings
        ).stdout
    except subprocess.SubprocessError:
        return None


def limit_this_process(memory: int) -> None:
    """Called first by a module that :func:`work_apart` runs; *memory* in bytes of address space."""
    with suppress(ImportError):  # Windows has no such limits; there the time that the caller waits is the only one
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_OF_PROCESSOR, SECONDS_OF_PROCESSOR))
