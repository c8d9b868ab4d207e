from portal.front.admin import feedback, identity, imports

__all__ = ["feedback", "identity", "imports"]
