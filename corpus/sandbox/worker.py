"""The answering side of a limited process: what every worker does the same way.

It answers a line of JSON with a line of JSON. Where the system can, it may not write to any file,
and its memory is limited, as is the processor time of each request: a paper that
hangs it after its parent has died ends it all the same.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from corpus.model import BrokenReadingError, UnreadablePaperError
from corpus.sandbox.limits import limit_memory, limit_processor, write_nothing

# What a paper, however odd, cannot bring about.
_BROKEN = (ImportError, NameError, SyntaxError)
_ROOM_SECONDS = 5

Answerer = Callable[[dict[str, Any]], dict[str, Any]]


def work(answer: Answerer, memory: int) -> None:
    """Answer what comes on standard input until there is no more, in ``memory`` bytes."""
    # Ctrl-C is for the process that asked; closing the pipe ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(memory)
    write_nothing()
    # Answers get a pipe of their own: what a library prints must not fall among them.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        _serve(answer, sys.stdin.buffer, answers)
        answers.close()
    except BrokenPipeError:
        os._exit(1)


def reply(answer: Answerer, request: dict[str, Any]) -> dict[str, Any]:
    """Return what ``answer`` says to ``request``, or what went wrong.

    ``error`` and ``message`` blame the paper ``request["name"]``; ``broken`` blames
    the program, as for a missing module.
    """
    name = request["name"]
    try:
        return answer(request)
    except UnreadablePaperError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except BrokenReadingError as error:
        return {"broken": str(error)}
    except MemoryError:
        message = f"{name}: too large to read in memory; split it into smaller PDFs"
        return {"error": "DamagedPaperError", "message": message}
    except _BROKEN as error:
        traceback.print_exc()
        return {"broken": f"reading is broken, not {name} ({error}); reinstall the program"}
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
        message = f"{name}: reading it failed ({fault}); please report it with the file"
        return {"error": "DamagedPaperError", "message": message}


def _serve(answer: Answerer, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Say that requests can be answered, then answer them until there are no more."""
    answers.write(b"{}\n")
    answers.flush()
    for line in requests:
        request = json.loads(line)
        limit_processor(int(time.process_time() + request["seconds"]) + _ROOM_SECONDS)
        answers.write(json.dumps(reply(answer, request)).encode())
        answers.write(b"\n")
        answers.flush()
