"""``python -m bench.scale [COUNT]``: one look-alike query among COUNT initiatives, 100,000 if nothing is said.

Apart from the other subjects, because filling takes minutes. It works in an empty database of its own: KHEO_HOME says where
for SQLite, DATABASE_URL for PostgreSQL; what is filled already is asked again.
"""

import importlib
import os
import sys

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ |= {"KHEO_MODE": "local", "DJANGO_SETTINGS_MODULE": "kheo.site.settings"}
    django.setup()
    call_command("migrate", verbosity=0)
    importlib.import_module("bench.likeness_scale").main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
