"""What this room hands to lower registries."""

from portal.kernel.audit import verbs

verbs.register({"delivery.replay": "重新发送信件"})
