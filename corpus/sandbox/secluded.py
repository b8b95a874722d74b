"""Runs a program without network, within limits: ``python -m corpus.sandbox.secluded PROGRAM``.

The program cannot open a socket but to processes of this machine by a file, whatever it runs as,
because the kernel refuses the call (seccomp, as ``man 2 seccomp`` and ``linux/filter.h`` tell
it). Where the kernel cannot be asked, the program is not run.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
import sys

_MEMORY_BYTES = 4_000_000_000
_FILE_BYTES = 600_000_000
_SECONDS = 300
# By machine: its number in the audit interface, and its calls socket and io_uring_setup.
_CALLS = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
# Calls of another interface of the same kernel, which the filter would not know: x32.
_FOREIGN_CALLS = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_AF_UNIX = 1
_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2


def main(command: list[str]) -> None:
    """Become the program, within its limits.

    Raises:
        OSError: it cannot be kept from the network, or cannot be run.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    without_network()
    os.execv(command[0], command)


def without_network() -> None:
    """Keep this process, and what it becomes or starts, from any socket but local ones.

    Raises:
        OSError: the kernel or the machine does not know how.
    """
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        raise OSError(errno.ENOSYS, "no way to keep a program from the network here")
    rules = _program(*_CALLS[platform.machine()])
    held = ctypes.create_string_buffer(rules)
    # struct sock_fprog: how many rules, and where they are.
    told = struct.pack("HxxxxxxP", len(rules) // 8, ctypes.addressof(held))
    kernel = ctypes.CDLL(None, use_errno=True)
    for call in (
        (_SET_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), None),
        (_SET_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.create_string_buffer(told)),
    ):
        if kernel.prctl(*call, ctypes.c_ulong(0), ctypes.c_ulong(0)):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


def _program(machine: int, socket: int, ring: int) -> bytes:
    """Return the rules: (what is done, how far to go where it holds, where not, with which)."""
    rules = (
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 6, machine),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 4, 0, _FOREIGN_CALLS),
        (_EQUAL, 3, 0, ring),
        (_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, 16),
        (_EQUAL, 1, 0, _AF_UNIX),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
    return b"".join(struct.pack("HBBI", *rule) for rule in rules)


if __name__ == "__main__":
    main(sys.argv[1:])
