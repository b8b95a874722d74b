"""What a limited process ended of is told apart: its time, or a crash, also at the same moment."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

from corpus.sandbox.process import _Overdue


class SlowlyKilled(subprocess.Popen[bytes]):
    """A process whose killer is held up as soon as it has killed."""

    def kill(self) -> None:
        super().kill()
        time.sleep(0.5)


def run(
    program: str, kind: type[subprocess.Popen[bytes]] = subprocess.Popen
) -> subprocess.Popen[bytes]:
    return kind([sys.executable, "-c", program], stdout=subprocess.PIPE)


def test_whoever_waits_for_an_answer_may_look_before_the_killer_is_done() -> None:
    with run("import time; time.sleep(60)", SlowlyKilled) as process:
        with _Overdue(process, 0.2) as overdue:
            assert process.stdout
            assert process.stdout.readline() == b""
        assert overdue.ended()


@pytest.mark.parametrize("name", ["SIGABRT", "SIGSEGV", "SIGKILL"])
def test_a_crash_just_before_the_time_is_up_is_a_crash(name: str) -> None:
    with run(f"import os, signal; os.kill(os.getpid(), signal.{name})") as process:
        with _Overdue(process, 0.3) as overdue:
            # Nobody has looked yet when the time is up.
            time.sleep(0.6)
        assert not overdue.ended()
        assert process.returncode == -signal.Signals[name]


def test_its_own_limit_of_processor_time_is_time_too() -> None:
    program = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 5))\nwhile 1: pass"
    with run(program) as process, _Overdue(process, 60) as overdue:
        assert process.stdout
        assert process.stdout.readline() == b""
    assert overdue.ended()
