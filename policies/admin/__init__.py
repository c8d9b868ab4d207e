from policies.admin.companions import FaqAdmin, InterpretationAdmin
from policies.admin.document import DocumentAdmin

__all__ = ["DocumentAdmin", "FaqAdmin", "InterpretationAdmin"]
