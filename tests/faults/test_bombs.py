"""Small files that grow: the memory they take is measured in a process of its own."""

import subprocess
import sys

import pytest

MEASURE = """
import io, resource, sys, threading
from PIL import Image
from kheo.foundation.uploads.images import clean_image
made = io.BytesIO()
Image.new("RGBA", (5000, 5000), (1, 2, 3, 9)).save(made, "PNG", compress_level=1)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
threads = [threading.Thread(target=clean_image, args=(made.getvalue(),)) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, len(made.getvalue()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in KiB on Linux alone")
def test_four_huge_pictures_at_once_take_the_memory_of_one():
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    grown, size = map(int, done.stdout.split())
    # One takes 100 MB and a copy while it is made small; without the lock four took 800 MB.
    assert (grown < 350 * 1024, size < 2 * 1024 * 1024) == (True, True)
