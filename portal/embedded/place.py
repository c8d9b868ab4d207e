"""Where the trial keeps its data, and under whose account its services run.

PostgreSQL refuses to run as root. So root's trial runs its services as an unprivileged account, with their data
outside every home directory; everybody else's lies in `var/` of the repository.
"""

import contextlib
import hashlib
import json
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.embedded.words import TrialStopped

REPOSITORY = Path(__file__).resolve().parents[2]
VAR = REPOSITORY / "var"
MARK = "PORTAL_TRIAL"
ACCOUNTS = ("postgres", "nobody", "daemon")


@dataclass(frozen=True)
class Place:
    """One data folder, its services' account and what is remembered about them."""

    folder: Path
    account: pwd.struct_passwd | None

    @property
    def identity(self) -> dict[str, Any]:
        """The arguments of `subprocess` that give up root."""
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    @property
    def environment(self) -> dict[str, str]:
        """A plain environment for the services; the mark finds them again after a crash."""
        return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", MARK: str(self.folder)}

    def make(self, name: str) -> Path:
        """A folder that belongs to the services' account alone."""
        path = self.folder / name
        path.mkdir(mode=0o700, exist_ok=True)
        self.give(path)
        return path

    def give(self, path: Path) -> None:
        if self.account is not None:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def memory(self) -> dict[str, Any]:
        try:
            remembered: dict[str, Any] = json.loads((self.folder / "memory.json").read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return remembered

    def remember(self, **facts: Any) -> dict[str, Any]:
        """Keep facts for the next start; readable by the owner only, because a password is among them."""
        known = {**self.memory(), **facts}
        path = self.folder / "memory.json"
        draft = path.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(known, indent=1))
        draft.replace(path)
        return known

    def password(self) -> str:
        return str(self.memory().get("password") or self.remember(password=secrets.token_urlsafe(24))["password"])

    def runnable(self, tree: Path, program: str) -> Path:
        """The tree itself when the services' account can run a program in it, else a copy in the data folder.

        A wheel keeps the libraries of its programs in a folder `<package>.libs` beside the package and finds them by
        their relative path, so the copy keeps both where they stand to each other.
        """
        if self.account is None or self._runs(tree / program):
            return tree
        packages = (folder for folder in (tree, *tree.parents) if folder.parent.name == "site-packages")
        package = next(packages, tree)
        programs = self.folder / "programs"
        copy = programs / tree.relative_to(package.parent)
        if not self._runs(copy / program):
            libraries = package.with_name(f"{package.name}.libs")
            for part in (tree, *([libraries] if libraries.exists() else [])):
                target = programs / part.relative_to(package.parent)
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(part, target, symlinks=True)
            for entry in (programs, *programs.rglob("*")):
                if not entry.is_symlink():
                    entry.chmod(0o755 if entry.is_dir() or os.access(entry, os.X_OK) else 0o644)
        return copy

    def _runs(self, program: Path) -> bool:
        try:
            subprocess.run(
                [program, "--version"],
                check=True,
                capture_output=True,
                cwd="/",
                env=self.environment,
                **self.identity,
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return True


def demo_place() -> Place:
    """The lasting place of this repository's trial, created when it is not there."""
    account = service_account()
    if account is None:
        folder = VAR / "trial"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Place(folder, None)
    return Place(_own(Path("/var/tmp") / f"zwgk-{_repository_key()}-{os.getuid()}"), account)  # noqa: S108


@contextlib.contextmanager
def throwaway_place() -> Iterator[Place]:
    """A place that is gone afterwards; those whose owner was killed are swept first."""
    account = service_account()
    parent = Path("/var/tmp") if account else VAR  # noqa: S108
    parent.mkdir(exist_ok=True)
    prefix = f"zwgk-test-{_repository_key()}-"
    for old in parent.glob(f"{prefix}*"):
        if old.is_dir() and not Path(f"/proc/{old.name.removeprefix(prefix).split('-')[0]}").exists():
            shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-", dir=parent))
    if account:
        folder.chmod(0o711)
    try:
        yield Place(folder, account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def service_account() -> pwd.struct_passwd | None:
    """Nobody else when we are an ordinary user; for root the first unprivileged account of this system."""
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise TrialStopped(
        "PostgreSQL does not run as root, and this system has no unprivileged account. Run make as an ordinary user.",
        "PostgreSQL 不能以 root 身份运行，而本机没有可用的普通账户，请换用普通用户执行 make。",
    )


def _own(folder: Path) -> Path:
    """Everybody may write to the temporary folder, so a folder of ours must really be ours."""
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise TrialStopped(
            f"{folder} belongs to somebody else. Remove it, then start again.",
            f"{folder} 属于其他用户，请删除后重试。",
        )
    folder.chmod(0o711)
    return folder


def _repository_key() -> str:
    """One key per clone: a new clone at an old path starts with new data."""
    VAR.mkdir(exist_ok=True)
    note = VAR / "clone-id"
    if not note.exists():
        note.write_text(secrets.token_hex(4))
    return hashlib.sha256(f"{REPOSITORY}:{note.read_text()}".encode()).hexdigest()[:12]
