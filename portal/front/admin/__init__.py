from portal.front.admin import accounts, identity, imports

__all__ = ["accounts", "identity", "imports"]
