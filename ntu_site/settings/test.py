"""Tests: quick and always the same, whatever the environment says."""

from cryptography.fernet import Fernet

from ntu_site.settings.development import *

SECRET_KEY = "test" * 20
ANSWERS_KEY = Fernet.generate_key().decode()
ALLOWED_HOSTS = ["*"]
AXES_ENABLED = False  # its own test turns it on
EDITOR_SECOND_FACTOR = False
API_RATE = 0

DATA_DIR = BASE_DIR / "var" / "test"
BUNDLE_DIR = DATA_DIR / "bundles"
MEDIA_ROOT = DATA_DIR / "media"
DATA_DIR.mkdir(parents=True, exist_ok=True)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files straight from their sources: no manifest is needed.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING = logging_config("WARNING")
