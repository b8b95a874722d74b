"""The command that measures how work grows with the papers."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shlex
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

from rich.console import Console


def scale(options: argparse.Namespace) -> int:
    """Print processor times of questions, pages and an add by the number of passages.

    Raises:
        SampleError: a paper does not go in, or there is none.
        SetError: a set cannot be used.
    """
    from evals.bench import measure_scale, scale_markdown

    tell = Console(stderr=True, highlight=False).print
    found = measure_scale(options.sizes, options.folder, options.papers, options.sets, tell)
    if options.json:
        print(json.dumps([asdict(one) for one in found], indent=1))
    else:
        sizes = shlex.join(map(str, options.sizes))
        print(f"`evals scale --sizes {sizes}`, {date.today()}, {_machine()}\n")
        print(scale_markdown(found))
    return 0


def _machine() -> str:
    """Return the processor's name and how many of its cores there are."""
    name = platform.processor() or platform.machine()
    with suppress(OSError):
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        named = re.search(r"^model name\s*:\s*(.+)$", told, re.M)
        name = named[1] if named else name
    return f"{os.cpu_count()} cores of {name}"
