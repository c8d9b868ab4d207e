"""Settings that are missing, weak or meant for the trial."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.front.doctor.findings import Finding, error, warning

SHORTEST_SECRET_KEY = 50
SHORTEST_KEY = 16
FEWEST_DIFFERENT_CHARACTERS = 8
TRIAL_PREFIXES = ("trial-only", "tests-only", "django-insecure")
NEW_KEY = 'python -c "import secrets; print(secrets.token_urlsafe(50))"'
MAIL_THAT_GOES_NOWHERE = ("console", "filebased", "locmem", "dummy")
LOCAL_HOSTS = {"127.0.0.1", "localhost", "::1"}


def examine_configuration() -> Iterator[Finding]:
    """The trial's own shortcuts are no findings; in production each of them is."""
    for name in getattr(settings, "MISSING", ()):
        yield error(
            f"缺少配置项 {name}",
            "正式环境缺少这一项时网站拒绝启动。",
            f"在环境变量中设置 {name}，含义见 README 的配置表。",
        )
    if getattr(settings, "TRIAL", False):
        return
    yield from _debug()
    yield from _keys()
    yield from _addresses()
    yield from _mail()
    if not settings.STAFF_SECOND_FACTOR:
        yield warning(
            "工作人员未启用双因素登录",
            "GB/T 22239-2019 三级系统要求管理人员使用两种以上鉴别方式。",
            "设置 STAFF_SECOND_FACTOR=1，工作人员下次登录时会被要求绑定验证器。",
        )


def _debug() -> Iterator[Finding]:
    if settings.DEBUG:
        yield error(
            "调试模式已打开（DEBUG）",
            "出错页面会向访问者显示源代码和配置，内存占用也会不断增长。",
            "去掉环境变量 DEBUG，并使用 DJANGO_SETTINGS_MODULE=portal.settings.production。",
        )


def _keys() -> Iterator[Finding]:
    missing = set(getattr(settings, "MISSING", ()))
    if "SECRET_KEY" not in missing and is_weak(_secret_key(), SHORTEST_SECRET_KEY):
        yield error(
            "SECRET_KEY 缺失或过于简单",
            "会话与签名可以被伪造，他人可能冒充工作人员登录。",
            f"换成至少 {SHORTEST_SECRET_KEY} 位的随机字符串：{NEW_KEY}",
        )
    for name, values in (
        ("FIELD_ENCRYPTION_SALTS", settings.SALT_KEY),
        ("LOOKUP_HMAC_KEY", [settings.LOOKUP_HMAC_KEY]),
    ):
        if name not in missing and (not values or any(is_weak(value, SHORTEST_KEY) for value in values)):
            yield error(
                f"{name} 缺失或过于简单",
                "申请人的证件号码、联系方式等个人信息加密存储所用的密钥形同虚设。",
                f"换成至少 {SHORTEST_KEY} 位的随机字符串并妥善备份，丢失后已加密的内容无法恢复：{NEW_KEY}",
            )


def _secret_key() -> str:
    """Django refuses to hand out an empty one."""
    try:
        return str(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return ""


def _addresses() -> Iterator[Finding]:
    if "*" in settings.ALLOWED_HOSTS:
        yield warning(
            "ALLOWED_HOSTS 允许任意域名",
            "他人可以用自己的域名指向本站，信件中的链接也可能被篡改。",
            "改为本单位的正式域名，多个域名用逗号隔开。",
        )
    if (urlsplit(settings.SITE_URL).hostname or "") in LOCAL_HOSTS:
        yield warning(
            f"SITE_URL 仍是本机地址（{settings.SITE_URL}）",
            "通知信件、订阅源和网站地图中的链接，公众无法打开。",
            "设置为公众访问的网址，如 SITE_URL=https://zwgk.example.gov.cn。",
        )


def _mail() -> Iterator[Finding]:
    backend = settings.EMAIL_BACKEND.split(".")[-2]
    if backend in MAIL_THAT_GOES_NOWHERE:
        yield error(
            f"邮件不会真正发出（{settings.EMAIL_BACKEND}）",
            "申请人收不到回执和答复通知，工作人员收不到期限提醒。",
            "设置 EMAIL_URL，如 smtp+tls://用户:口令@邮件服务器:587，并去掉 EMAIL_BACKEND。",
        )


def is_weak(key: str, shortest: int) -> bool:
    """Too short, too plain, or one of those that stand in the source code."""
    return len(key) < shortest or len(set(key)) < FEWEST_DIFFERENT_CHARACTERS or key.startswith(TRIAL_PREFIXES)
