"""The public site: everything of base, and no start without secrets of its own."""

from django.core.exceptions import ImproperlyConfigured

from ntu_site.env import env_bool, env_fernet_key, env_secret
from ntu_site.settings.base import *

SECRET_KEY = env_secret("SECRET_KEY")
ANSWERS_KEY = env_fernet_key("ANSWERS_KEY")

if env_bool("DEBUG", False):
    raise ImproperlyConfigured("DEBUG is on; production never starts with it.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is empty; expected the names of this site.")
if ANSWERS_KEY in SECRET_KEY:
    raise ImproperlyConfigured("ANSWERS_KEY is in SECRET_KEY; expected two separate secrets.")

CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]

# Only when a proxy in front sets this header itself: anybody could send it otherwise.
if env_bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
