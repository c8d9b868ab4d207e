from portal.front.admin import identity, imports

__all__ = ["identity", "imports"]
