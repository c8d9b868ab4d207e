"""What one visit found, with a sentence for the editor and what he may do about it."""

from dataclasses import dataclass
from enum import Enum

from portal.kernel.links.words import Outcome


class Problem(Enum):
    """Every way a visit may end other than well: outcome, summary, advice."""

    MALFORMED = (Outcome.BROKEN, "网址不正确", "请核对网址后改正。")
    UNUSUAL_PORT = (
        Outcome.UNSURE,
        "网址使用非常用端口，未作访问",
        "请人工打开核对；政务服务入口一般使用 80 或者 443 端口。",
    )
    NOT_PUBLIC = (Outcome.BROKEN, "指向内部或者保留地址，公众无法访问", "请改为公众可以访问的网址，或者删除链接。")
    REDIRECT_INSIDE = (Outcome.BROKEN, "跳转到内部或者保留地址，已停止访问", "请联系对方网站，或者改用最终的公开网址。")
    REDIRECT_MALFORMED = (Outcome.BROKEN, "跳转地址不合法", "请联系对方网站，或者改用最终的网址。")
    REDIRECT_ENDLESS = (Outcome.BROKEN, "跳转次数过多", "请改用最终的网址。")
    NAME_UNKNOWN = (Outcome.BROKEN, "域名不存在", "对方网站可能已经停用，请更换或者删除链接。")
    NAME_UNANSWERED = (Outcome.UNSURE, "域名解析没有回应", "稍后将再次检查。")
    UNREACHABLE = (Outcome.BROKEN, "无法连接对方网站", "请确认对方网站是否停用。")
    TOO_SLOW = (Outcome.UNSURE, "对方网站响应过慢", "稍后将再次检查；持续出现时请人工打开核对。")
    CERTIFICATE = (Outcome.UNSURE, "证书问题", "浏览器会警告访问者，请告知对方网站更新证书。")
    HANDSHAKE = (Outcome.UNSURE, "加密连接未能建立", "对方网站的加密方式可能过旧，请人工打开核对。")
    NO_HTTP = (Outcome.UNSURE, "对方的回应不合规范", "请人工打开核对。")
    HEADERS_TOO_LARGE = (Outcome.UNSURE, "对方的响应头过大", "请人工打开核对。")
    ASKED_TO_WAIT = (Outcome.UNSURE, "对方网站要求稍后再访问", "不必处理，将在对方要求的时间之后再次检查。")
    REFUSED = (Outcome.UNSURE, "对方网站拒绝自动访问", "请人工打开核对。")
    GONE = (Outcome.BROKEN, "页面不存在", "请更换为现行网址或者删除链接。")
    SERVER_ERROR = (Outcome.BROKEN, "对方网站出错", "稍后将再次检查；持续出现时请更换链接。")

    @property
    def outcome(self) -> Outcome:
        return self.value[0]

    @property
    def summary(self) -> str:
        return self.value[1]

    @property
    def advice(self) -> str:
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Finding:
    """The end of one visit. `retry_after` is the patience in seconds the host asked for."""

    outcome: str
    final_url: str
    status: int | None = None
    problem: Problem | None = None
    elapsed_ms: int = 0
    retry_after: int | None = None


class Trouble(Exception):
    """A visit ends here with this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.summary)
        self.problem = problem
