from portal.front.admin import accounts, feedback, identity, imports

__all__ = ["accounts", "feedback", "identity", "imports"]
