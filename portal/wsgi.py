"""The WSGI entry point. What the first reader of a process would wait seconds for is loaded before one comes."""

import os

import redis  # noqa: F401  (the cache would import it with the first page)
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import reverse

from portal.kernel.search import lexemes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")

application = get_wsgi_application()
# To find one address all are read, and their views with them.
reverse("admin:index")
engines.all()
lexemes.warm()
