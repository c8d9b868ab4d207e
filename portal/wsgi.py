"""The WSGI entry point. What the first reader of a process would wait seconds for is loaded before one comes."""

import os

from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver

from portal.kernel.search import lexemes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  (the views of all addresses are imported)
engines.all()
lexemes.warm()
