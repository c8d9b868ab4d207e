from portal.front.admin import accounts, belonging, feedback, identity, imports

__all__ = ["accounts", "belonging", "feedback", "identity", "imports"]
