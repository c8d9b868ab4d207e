"""What this room hands to the registers of the rooms below it."""

from portal.kernel.audit import verbs

verbs.register(
    {
        "attachments.store": "上传附件",
        "attachments.remove": "移除附件",
        "attachments.hand_over": "附件转入",
        "attachments.forget": "清除附件",
    }
)
