"""What holds everywhere. Production adds the secrets; the others loosen a few lines.

Every value here is the safe one: a setting that somebody forgets is a closed door.
"""

from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE

from ntu_site.env import env_bool, env_database, env_int, env_list, env_str
from ntu_site.logs import logging_config

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = BASE_DIR / env_str("DATA_DIR", "var")  # all that the site makes by itself
CATALOGUE_DIR = BASE_DIR / env_str("CATALOGUE_DIR", "catalogue")
BUNDLE_DIR = DATA_DIR / "bundles"
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS")
ROOT_URLCONF = "ntu_site.urls"
WSGI_APPLICATION = "ntu_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "ntu_site",
    "modeltranslation",  # before every app that has translated models
    "rights",
    "questionnaire",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

# From the outside in. Public pages use neither session nor user: both are read only
# when somebody asks for them, so no cookie is set there.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ntu_site.middleware.ContentSecurityPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "questionnaire.kiosk.pages.on_kiosk",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "ntu_site.middleware.second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- Data

DATABASES = {"default": env_database("DATABASE_URL", f"sqlite:///{DATA_DIR}/db.sqlite3", BASE_DIR)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "rights.assets.JoinedStyles",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ntu_site.static.SiteStaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Nothing that a citizen or an editor sends is larger.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a right in four languages has a few thousand
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- Languages

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True

MODELTRANSLATION_DEFAULT_LANGUAGE = "nl"
MODELTRANSLATION_LANGUAGES = ("nl", "fr", "de", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("nl", "fr", "de", "en")
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField",)

# --- The CMS

ADMIN_PATH = env_str("ADMIN_PATH", "admin/").strip("/") + "/"
WAGTAIL_SITE_NAME = "Sociale wiki · Wiki social · Sozialwiki · Social wiki"
WAGTAILADMIN_BASE_URL = env_str("BASE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_USER_LOGIN_FORM = "ntu_site.login.SecondFactorLogin"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp"]  # no SVG: it can hold scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5_000_000
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict] = []  # no page of this site loads anything from others
# The CMS itself calls nobody either.
WAGTAIL_FINISH_WORKFLOW_ACTION = "rights.admin.workflow.publish_approved"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# --- Who may come in: editors only

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
EDITOR_SECOND_FACTOR = env_bool("EDITOR_SECOND_FACTOR", True)
OTP_TOTP_ISSUER = "Social wiki"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a shared address locks nobody else out
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_STR_CALLABLE = "ntu_site.logs.client"

# --- Safety in the browser

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not `no-referrer`: browsers then send `Origin: null` with our own forms.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600  # an editor's working day
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_FAILURE_VIEW = "rights.views.errors.csrf_failure"
ANSWERS_COOKIE_SECURE = True

NEUTRAL_PAGE = "https://www.meteo.be"  # tells nothing about who was here
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        # "Leave this page" is a form that erases the answers and then opens the weather.
        "form-action": [SELF, NEUTRAL_PAGE],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# Wagtail's admin writes styles and small scripts into its pages, shows previews in a frame
# and pictures that were not uploaded yet. Only editors see these pages.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "style-src": [SELF, UNSAFE_INLINE],
    "script-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid",
        "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
        "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
        "sync-xhr", "usb", "web-share", "xr-spatial-tracking",
    )
}  # fmt: skip

STYLEGUIDE = False  # /styleguide/: every part of the look on one page, for developers
API_RATE = env_int("API_RATE", 600)  # requests a minute for one client; 0 = no limit
LOGGING = logging_config(env_str("LOG_LEVEL", "INFO"))
