"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from portal.kernel.search import lexemes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

application = get_wsgi_application()
lexemes.warm()
