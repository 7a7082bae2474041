"""The site as the browser tests see it: the test settings, with a folder and a port of its own."""

import os
from pathlib import Path

from ntu_site.settings.test import *  # noqa: F403

DATA_DIR = Path(os.environ["BROWSER_DATA_DIR"])
BUNDLE_DIR = DATA_DIR / "bundles"
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "empty.sqlite3"}
}
# Static files go out compressed, as the prepared copies of production do.
GZIP = "django.middleware.gzip.GZipMiddleware"
MIDDLEWARE = [GZIP, *(name for name in MIDDLEWARE if name != GZIP)]  # noqa: F405
