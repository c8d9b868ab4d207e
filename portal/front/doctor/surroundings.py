"""What lies around the program: the broker, the folders, the disk."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import redis
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

from portal.front.doctor.findings import Finding, error, warning

ENOUGH_BYTES = 1024**3


def examine_surroundings() -> Iterator[Finding]:
    yield from _broker()
    yield from _media()
    yield from _static()


def _broker() -> Iterator[Finding]:
    meaning = "网页照常使用，但后台任务不运行：信件、期限提醒、定时发布和链接巡检都会停下，恢复后自动补做。"
    if not settings.REDIS_URL:
        yield error("没有配置消息服务（REDIS_URL）", meaning, "设置 REDIS_URL，如 redis://127.0.0.1:6379/0。")
        return
    client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2)
    try:
        client.ping()
    except (redis.RedisError, OSError, ValueError) as problem:
        yield error(
            f"消息服务没有响应（{type(problem).__name__}）",
            meaning,
            "启动 Redis 或 Valkey，并检查 REDIS_URL 的地址和口令。",
        )
    finally:
        client.close()


def _media() -> Iterator[Finding]:
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"doctor")
    except OSError as problem:
        yield error(
            f"附件目录不可写：{folder}（{problem.strerror}）",
            "工作人员无法上传附件，申请人无法提交材料。",
            f"把该目录的所有权交给运行网站的账户：chown -R 账户 {folder}",
        )
        return
    free = shutil.disk_usage(folder).free
    if free < ENOUGH_BYTES:
        yield warning(
            f"磁盘剩余空间只有 {free // 1024**2} MB", "空间用尽后无法上传附件，数据库也会停止写入。", "清理或扩充磁盘。"
        )


def _static() -> Iterator[Finding]:
    if isinstance(staticfiles_storage, ManifestFilesMixin) and not staticfiles_storage.hashed_files:
        yield error(
            "静态文件尚未收集",
            "页面会因找不到样式文件而出错。",
            "执行 python manage.py collectstatic --noinput，然后重启网站。",
        )
