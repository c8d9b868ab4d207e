"""The lock files: `lock.py renew` writes them from pyproject.toml, `lock.py check` proves that they still agree.

Each file is complete for its purpose and records versions and hashes only, never where something was downloaded.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).resolve().parent
PROJECT = FOLDER.parent / "pyproject.toml"
# Larger sets are constrained by the smaller ones, so that tests run what production runs.
SETS: dict[str, tuple[str, ...]] = {"base": (), "trial": ("trial",), "dev": ("trial", "dev")}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host| @ ")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["renew"]:
        renew(arguments[1:])
        return 0
    if arguments != ["check"]:
        sys.stderr.write("usage: lock.py check | renew [--upgrade | --upgrade-package NAME]\n")
        return 2
    problems = [problem for name in SETS for problem in disagreements(name)]
    sys.stdout.write("".join(f"{problem}\n" for problem in problems) or "The lock files agree with pyproject.toml.\n")
    return 1 if problems else 0


def renew(options: list[str]) -> None:
    """Ask the resolver for each set in turn."""
    before = ""
    for name, extras in SETS.items():
        target = FOLDER / f"{name}.txt"
        command = [sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--strip-extras"]
        command += ["--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"]
        command += ["--no-emit-options", "--no-annotate", "--allow-unsafe", *options]
        command += [word for extra in extras for word in ("--extra", extra)]
        command += ["--constraint", before] if before else []
        command += ["--output-file", str(target.relative_to(PROJECT.parent)), "pyproject.toml"]
        subprocess.run(command, check=True, cwd=PROJECT.parent)
        before = str(target.relative_to(PROJECT.parent))
        target.write_text(f"{seal(name)}\n{target.read_text()}")


def disagreements(name: str) -> list[str]:
    """What differs between one lock file and pyproject.toml, in sentences."""
    path = FOLDER / f"{name}.txt"
    if not path.exists():
        return [f"{path.name} is missing; run: make lock"]
    text = path.read_text()
    found = {canonicalize_name(match[1]): match[2] for match in PINNED.finditer(text)}
    problems = []
    if text.splitlines()[0] != seal(name):
        problems.append(f"{path.name} was made from other dependencies than pyproject.toml names; run: make lock")
    for requirement in map(Requirement, wanted(name)):
        version = found.get(canonicalize_name(requirement.name))
        if version is None:
            problems.append(f"{path.name} lacks {requirement.name}")
        elif not requirement.specifier.contains(version, prereleases=True):
            problems.append(
                f"{path.name} pins {requirement.name} {version}, pyproject.toml asks for {requirement.specifier}"
            )
    if text.count("==") > text.count("--hash=sha256:"):
        problems.append(f"{path.name} has versions without a hash")
    if ADDRESS.search(text):
        problems.append(f"{path.name} records a download address")
    return problems


def wanted(name: str) -> list[str]:
    """The direct dependencies of one set."""
    project = tomllib.loads(PROJECT.read_text())["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *(line for extra in SETS[name] for line in extras[extra])]


def seal(name: str) -> str:
    """The first line of a lock file: which dependencies it was made from."""
    digest = hashlib.sha256(json.dumps(sorted(wanted(name))).encode()).hexdigest()[:16]
    return f"# Made by `make lock` from pyproject.toml, dependencies {digest}. Do not edit."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
