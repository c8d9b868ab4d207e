"""Chinese names for the nouns of the libraries whose authors left them in English."""

from typing import Any

from django.apps import apps
from django.contrib.admin.templatetags import admin_list
from django.utils.html import format_html

# App: its name; model: its name and the names of its fields.
APPS = {
    "account": "账号",
    "admin": "管理后台",
    "auth": "鉴别和授权",
    "axes": "登录防护",
    "contenttypes": "内容类型",
    "mfa": "两步验证",
    "sessions": "会话",
    "usersessions": "登录会话",
}
MODELS: dict[str, tuple[str, dict[str, str]]] = {
    "mfa.Authenticator": (
        "两步验证方式",
        {"user": "人员", "type": "方式", "data": "数据", "created_at": "登记时间", "last_used_at": "上次使用"},
    ),
    "usersessions.UserSession": (
        "登录会话",
        {
            "user": "人员",
            "created_at": "登录时间",
            "ip": "IP 地址",
            "last_seen_at": "最近活动",
            "session_key": "会话标识",
            "user_agent": "浏览器",
            "data": "数据",
        },
    ),
    "account.EmailAddress": (
        "电子邮件地址",
        {"user": "人员", "email": "电子邮件", "verified": "已确认", "primary": "首选"},
    ),
    "axes.AccessAttempt": (
        "登录失败",
        {
            "username": "用户名",
            "ip_address": "IP 地址",
            "user_agent": "浏览器",
            "attempt_time": "时间",
            "failures_since_start": "失败次数",
            "path_info": "路径",
            "http_accept": "接受的格式",
            "get_data": "查询参数",
            "post_data": "表单数据",
        },
    ),
    "axes.AccessLog": (
        "登录记录",
        {
            "username": "用户名",
            "ip_address": "IP 地址",
            "user_agent": "浏览器",
            "attempt_time": "登录时间",
            "logout_time": "退出时间",
            "path_info": "路径",
            "http_accept": "接受的格式",
            "session_hash": "会话摘要",
        },
    ),
}


#: Django draws yes and no as pictures whose words for the blind are "True" and "False".
ANSWERS = {True: ("yes", "是"), False: ("no", "否"), None: ("quiet", "未定")}


def answer(value: Any) -> str:
    """Yes and no in a list, by word."""
    tone, word = ANSWERS[value]
    return format_html('<span class="answer answer-{}">{}</span>', tone, word)


def speak_chinese() -> None:
    """Sets names for people only: what migrations are made of stays as the libraries wrote it."""
    # Django offers no setting for it; the name is imported there, which its stubs do not say.
    admin_list._boolean_icon = answer  # type: ignore[attr-defined]  # noqa: SLF001
    for label, name in APPS.items():
        apps.get_app_config(label).verbose_name = name
    for label, (name, fields) in MODELS.items():
        options = apps.get_model(label)._meta
        options.verbose_name = options.verbose_name_plural = name
        for field, word in fields.items():
            options.get_field(field).verbose_name = word
