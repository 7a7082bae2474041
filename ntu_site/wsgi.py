"""What the web server starts. Without a word about settings it is production."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ntu_site.settings.production")
application = get_wsgi_application()
