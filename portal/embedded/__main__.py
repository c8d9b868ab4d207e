"""The command line of the trial: `python -m portal.embedded demo|test|run|stop|clean`."""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any

from portal.embedded import demo, leftovers
from portal.embedded.place import REPOSITORY, VAR, demo_place, throwaway_place
from portal.embedded.services import Services, locked, owner, started
from portal.embedded.words import TrialStopped, say

STOP_SECONDS = 30
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(arguments: Sequence[str]) -> int:
    for number in ENDING:
        signal.signal(number, _interrupt)
    parser = argparse.ArgumentParser(prog="python -m portal.embedded", description=__doc__)
    parser.add_argument("command", choices=("demo", "test", "run", "stop", "clean"))
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="for test and run")
    asked = parser.parse_args(arguments)
    words = [word for index, word in enumerate(asked.words) if index or word != "--"]
    os.chdir(REPOSITORY)
    try:
        return {
            "demo": demo.run,
            "stop": stop,
            "clean": clean,
            "test": lambda: test(words),
            "run": lambda: run(words),
        }[asked.command]()
    except TrialStopped as stopped:
        say(stopped.english, stopped.chinese)
    except PermissionError as refused:
        say(
            f"No permission for {refused.filename}. Give this folder to your account, or clone it anew elsewhere.",
            f"没有权限访问 {refused.filename}，请把目录交给当前账户，或在其他位置重新克隆。",
        )
    except KeyboardInterrupt:
        return 130
    return 1


def test(words: Sequence[str]) -> int:
    """A command on throw-away services; its own output is the last thing printed."""
    with throwaway_place() as place, started(place, lasting=False) as services:
        return _child(words, services)


def run(words: Sequence[str]) -> int:
    """A command on the trial's data, whether or not the trial is running just now."""
    place = demo_place()
    if owner(place):
        running = Services.running(place)
        return _child(words, running)
    with locked(place), started(place, lasting=True) as services:
        return _child(words, services)


def stop() -> int:
    """End the trial of this folder and whatever a killed run left."""
    place = demo_place()
    holder = owner(place)
    if holder:
        with contextlib.suppress(ProcessLookupError):
            os.kill(holder, signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        while owner(place) and time.monotonic() < until:
            time.sleep(0.1)
    ended = leftovers.end(place)
    if holder or ended:
        say("Stopped.", "已停止。")
    else:
        say("Nothing was running.", "没有正在运行的试用站点。")
    return 0


def clean() -> int:
    """Remove the trial's data after asking."""
    place = demo_place()
    say(f"This removes the trial's data: {place.folder} and {VAR}", f"将删除试用数据：{place.folder} 与 {VAR}")
    if os.environ.get("YES") != "1":
        try:
            answer = input("    Remove? 确认删除？[y/N] ")
        except EOFError:
            answer = ""
        if answer.strip().lower() not in {"y", "yes"}:
            say("Nothing was removed.", "未删除任何内容。")
            return 1
    stop()
    shutil.rmtree(place.folder)
    shutil.rmtree(VAR, ignore_errors=True)
    say("Removed.", "已删除。")
    return 0


def _child(words: Sequence[str], services: Services) -> int:
    """Run it to its end; a signal to us is one to it."""
    with subprocess.Popen(list(words), cwd=REPOSITORY, env=services.environment) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
            raise


def _interrupt(number: int, frame: FrameType | None) -> Any:
    """The first signal ends the run; more of them must not disturb the stopping."""
    for other in ENDING:
        signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
