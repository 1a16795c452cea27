"""The product's own settings, on a home of the tests' own; static files unhashed, since no test collects them."""

import os
import tempfile

os.environ["KHEO_HOME"] = tempfile.mkdtemp(prefix="kheo-test-")

from kheo.site.settings import *  # the home must be named before the settings read it

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
# Argon2 takes its time on purpose; one test proves the real hasher is set.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in the product: with a database in memory two connections share one cache and lock each other's tables.
    DATABASES["default"]["TEST"] = {"NAME": str(KHEO_HOME / "test.sqlite3")}
else:
    # What a test wrote need not outlive a power cut.
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
