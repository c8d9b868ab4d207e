"""The words of a request: states, channels, applicants, events, forms of delivery."""

from enum import StrEnum

from portal.kernel.rules.words import Word


class State(Word):
    """Where a request stands: only what a person decided; "overdue" is asked of the calendar."""

    SUBMITTED = "submitted", "待确认收到"
    CONFIRMED = "confirmed", "待登记"
    REGISTERED = "registered", "待分办"
    ASSIGNED = "assigned", "待签收"
    HANDLING = "handling", "办理中"
    CORRECTION = "correction", "待补正"
    CONSULTING = "consulting", "征求第三方意见"
    REPLIED = "replied", "已答复"
    DELIVERED = "delivered", "已送达"
    LAPSED = "lapsed", "不再处理"
    WITHDRAWN = "withdrawn", "已撤回"
    ARCHIVED = "archived", "已归档"


# Nothing more is owed to the applicant from here on.
CLOSED_STATES = (State.REPLIED, State.DELIVERED, State.LAPSED, State.WITHDRAWN, State.ARCHIVED)


class Verb(StrEnum):
    """What can be done to a request."""

    SUBMIT = "submit"
    CONFIRM = "confirm"
    REGISTER = "register"
    ASSIGN = "assign"
    CLAIM = "claim"
    NOTIFY_CORRECTION = "notify_correction"
    RECEIVE_CORRECTION = "receive_correction"
    LAPSE_CORRECTION = "lapse_correction"
    CONSULT_THIRD_PARTY = "consult_third_party"
    RECEIVE_OPINION = "receive_opinion"
    EXTEND = "extend"
    REPLY = "reply"
    DELIVER = "deliver"
    WITHDRAW = "withdraw"
    ARCHIVE = "archive"


class Channel(Word):
    """How a request reached the organ; the channel decides which day is its receipt (条例 31)."""

    ONLINE = "online", "网上提交"
    IN_PERSON = "in_person", "当面提交"
    SIGNED_MAIL = "signed_mail", "挂号、快递（需签收）"
    PLAIN_MAIL = "plain_mail", "平常信函（无需签收）"
    FAX = "fax", "传真"
    ORAL = "oral", "口头提出（工作人员代填）"


class ApplicantKind(Word):
    """Who applies."""

    PERSON = "person", "公民"
    ORGANISATION = "organisation", "法人或者其他组织"


class OrganisationClass(Word):
    """The columns of table 3 of the annual report for organisations."""

    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    PUBLIC_BENEFIT = "public_benefit", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER = "other", "其他"


class IdentityKind(Word):
    """The proof of identity of article 29."""

    RESIDENT_ID = "resident_id", "居民身份证"
    PASSPORT = "passport", "护照"
    TRAVEL_PERMIT = "travel_permit", "港澳台居民来往内地（大陆）通行证"
    OTHER = "other", "其他有效证件"
    CREDIT_CODE = "credit_code", "统一社会信用代码"


PERSON_IDENTITIES = (
    IdentityKind.RESIDENT_ID,
    IdentityKind.PASSPORT,
    IdentityKind.TRAVEL_PERMIT,
    IdentityKind.OTHER,
)


class DeliveryForm(Word):
    """How the applicant wants to obtain the information (条例 29, 40)."""

    EMAIL = "email", "电子邮件"
    POST = "post", "邮寄纸质件"
    PICK_UP = "pick_up", "自行领取"
    INSPECT = "inspect", "当场查阅、抄录"


class DispatchMode(Word):
    """How the reply left the house; posting counts on the day of posting, handing over on the day of signing."""

    POST = "post", "邮政寄送"
    HANDED_OVER = "handed_over", "当面送达"
    ELECTRONIC = "electronic", "电子送达"


class Stance(Word):
    """What the third party said within its fifteen working days; silence is not consent (条例 32)."""

    AGREES = "agrees", "同意公开"
    OBJECTS = "objects", "不同意公开"
    SILENT = "silent", "逾期未答复"


class EventKind(Word):
    """What happened to a request, in the order of a paper file; the clock is folded from these."""

    SUBMITTED = "submitted", "提交申请"
    CONFIRMED = "confirmed", "确认收到"
    REGISTERED = "registered", "登记"
    ASSIGNED = "assigned", "分办"
    CLAIMED = "claimed", "签收办理"
    CORRECTION_NOTICE = "correction_notice", "告知补正"
    CORRECTION_RECEIVED = "correction_received", "收到补正"
    CORRECTION_LAPSED = "correction_lapsed", "逾期未补正"
    THIRD_PARTY_LETTER = "third_party_letter", "发函征求第三方意见"
    THIRD_PARTY_DELIVERED = "third_party_delivered", "第三方收到征求意见函"
    THIRD_PARTY_OPINION = "third_party_opinion", "第三方意见征求结束"
    ORGAN_LETTER = "organ_letter", "发函征求其他机关意见"
    ORGAN_OPINION = "organ_opinion", "其他机关意见征求结束"
    REASON_REQUEST = "reason_request", "要求说明理由"
    FEE_NOTICE = "fee_notice", "收费通知"
    FEE_PAID = "fee_paid", "缴纳费用"
    FEE_LAPSED = "fee_lapsed", "逾期未缴费"
    EXTENSION_APPROVED = "extension_approved", "批准延期"
    EXTENSION_NOTIFIED = "extension_notified", "告知延期"
    DECISION = "decision", "作出答复"
    DISPATCHED = "dispatched", "发出答复"
    DELIVERED = "delivered", "送达答复"
    WITHDRAWN = "withdrawn", "撤回申请"
    ARCHIVED = "archived", "归档"


class DeadlineCode(Word):
    """The terms that run for a request, as the ledger names them."""

    CONFIRMATION = "requests_app.confirmation", "确认收到申请"
    REPLY = "requests_app.reply", "答复申请"
    CORRECTION = "requests_app.correction", "申请人补正"
    THIRD_PARTY = "requests_app.third_party", "第三方答复意见"
