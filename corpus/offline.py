"""Keep a process of Minutebook's own to itself; entry points import this first.

Every hub is off-line and every telemetry off, and products of matrices take one thread each:
as many questions as there are processors are answered at a time, and threads that wait for one
another would take three times the processor time. It must run before anything imports a hub
client or NumPy, because those read the environment once, when they are imported.
Files that are made from then on, by libraries too, are readable by their owner only.
"""

from __future__ import annotations

import os

QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TQDM_DISABLE": "1",
    "DO_NOT_TRACK": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "TOKENIZERS_PARALLELISM": "false",
    "OPENBLAS_NUM_THREADS": "1",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}

os.environ.update(QUIET)
os.umask(0o077)
