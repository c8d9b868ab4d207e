"""Sessions in the database, asked for only by keys that this site could have given out."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions


class SessionStore(DatabaseSessions):
    """A cookie can spell characters that PostgreSQL refuses; such a key is nobody's session, not an error page."""

    def _validate_session_key(self, key: Any) -> bool:
        return isinstance(key, str) and len(key) >= 8 and key.isascii() and key.isalnum()
