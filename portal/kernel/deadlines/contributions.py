"""What this room hands to lower registries."""

from portal.kernel.audit import verbs
from portal.kernel.deadlines.kinds import REMINDER_LETTER
from portal.kernel.delivery import letters

verbs.register(
    {
        "deadlines.open": "设定期限",
        "deadlines.move": "调整期限",
        "deadlines.pause": "中止期限",
        "deadlines.resume": "恢复计算期限",
        "deadlines.meet": "期限办结",
        "deadlines.cancel": "取消期限",
        "deadlines.reassign": "变更期限经办人",
        "deadlines.calendar": "调整工作日历",
    }
)
letters.register(letters.LetterClass(REMINDER_LETTER, category="deadlines", label="期限提醒"))
