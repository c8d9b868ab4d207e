"""Trial PostgreSQL and Valkey from their wheels, and the supervisor of `make demo` and `make test`.

`python -m portal.embedded` lists its commands. Nothing here is used in production.
"""
