# The portal for production: one image for web, worker, scheduler and migrations. It starts as an ordinary user.
FROM python:3.11-slim-bookworm AS build

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/base.txt
RUN /opt/venv/bin/pip install --no-deps --require-hashes -r /tmp/base.txt

WORKDIR /srv/portal
COPY manage.py pyproject.toml ./
COPY portal ./portal
COPY disclosure ./disclosure
COPY policies ./policies
COPY requests_app ./requests_app
COPY consultations ./consultations
COPY templates ./templates
COPY static ./static
# Collecting needs settings, not secrets: these values exist in this layer's command only.
RUN SECRET_KEY=build LOOKUP_HMAC_KEY=build FIELD_ENCRYPTION_SALTS=build ALLOWED_HOSTS=build \
    DATABASE_URL=postgres://build@127.0.0.1/build STATIC_ROOT=/srv/static \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    /opt/venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && /opt/venv/bin/python -m compileall -q portal disclosure policies requests_app consultations

FROM python:3.11-slim-bookworm

# pg_dump and pg_restore of the server's version, for the backup and restore commands.
COPY --from=postgres:18-bookworm /usr/lib/postgresql/18/bin/pg_dump /usr/lib/postgresql/18/bin/pg_restore /opt/postgresql/bin/
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq5 liblz4-1 libzstd1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin portal \
    && mkdir -p /srv/media /srv/backups /srv/papers && chown portal:portal /srv/media /srv/backups /srv/papers
COPY --from=postgres:18-bookworm /usr/lib/*-linux-gnu/libpq.so.5* /opt/postgresql/lib/
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/portal /srv/portal
COPY --from=build /srv/static /srv/static

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media PAPERS_CACHE=/srv/papers \
    PG_BIN=/opt/postgresql/bin LD_LIBRARY_PATH=/opt/postgresql/lib
WORKDIR /srv/portal
USER portal
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "3", "--threads", "8", "--timeout", "60", "--graceful-timeout", "20", \
     "--max-requests", "5000", "--max-requests-jitter", "500", "--worker-tmp-dir", "/dev/shm", \
     "--no-control-socket", "--access-logfile", "-"]
