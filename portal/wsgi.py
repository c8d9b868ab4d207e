"""The WSGI entry point. What the first reader of a process would wait seconds for is loaded before one comes."""

import gc
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
# All of it stays. Python would look through it again and again, 0.2 s in the middle of somebody's answer, and a process
# that parted from another would copy every page of memory it looks at.
gc.collect()
gc.freeze()
