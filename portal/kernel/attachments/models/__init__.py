from portal.kernel.attachments.models.attachment import Attachment, AttachmentQuerySet

__all__ = ["Attachment", "AttachmentQuerySet"]
