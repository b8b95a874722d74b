"""Limits that the system keeps a process to. Windows has none of them: there nothing is limited."""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import resource


def limit_memory(most: int) -> None:
    """Let this process have so many bytes of memory from now on, as far as the system does."""
    if sys.platform != "win32":
        _limit(resource.RLIMIT_AS, most)


def limit_processor(seconds: int) -> None:
    """Let this process have so many seconds of processor time, from its beginning."""
    if sys.platform != "win32":
        _limit(resource.RLIMIT_CPU, seconds)


def write_nothing() -> None:
    """Let this process write no file, nor leave its memory in one where it crashes."""
    leave_no_core()
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def leave_no_core() -> None:
    """Let this process leave no file of its memory where it crashes."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit(what: int, most: int) -> None:
    """Lower or raise a soft limit, within the hard one that the system set."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(what)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (soft, hard))
