"""`make run`: what production serves, but over plain http, for one machine."""

import secrets

from cryptography.fernet import Fernet

from ntu_site.env import env_int, env_list, env_str
from ntu_site.settings.base import *

# Made at start and kept in memory, unless given: whoever stops the site closes all sessions.
SECRET_KEY = env_str("SECRET_KEY", secrets.token_urlsafe(64))
ANSWERS_KEY = env_str("ANSWERS_KEY", Fernet.generate_key().decode())

ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
EDITOR_SECOND_FACTOR = env_bool("EDITOR_SECOND_FACTOR", False)
API_RATE = env_int("API_RATE", 0)
STYLEGUIDE = True

# Browsers accept neither Secure nor `__Host-` cookies over plain http.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ANSWERS_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
