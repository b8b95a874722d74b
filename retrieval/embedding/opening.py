"""Which engine runs which model, and in what numbers: by the settings, or by the processor."""

from __future__ import annotations

import platform
from pathlib import Path

from retrieval.embedding.engines import Engine
from retrieval.model import ModelError, Precision, Settings

# What multiplies int8 without overflow, and bfloat16 at all, as the kernel calls it.
_IN_HARDWARE: dict[Precision, tuple[str, ...]] = {
    "int8": ("avx512_vnni", "avx_vnni", "amx_int8"),
    "bfloat16": ("avx512_bf16", "amx_bf16"),
}


def precision_of(settings: Settings) -> Precision:
    """Return the precision that ``settings`` ask for, or else the quickest one that is sound.

    int8 is for the packaged model alone: of another it is not known what is lost.
    """
    if settings.precision is not None:
        return settings.precision
    quickest: Precision = "bfloat16" if settings.embed_model else "int8"
    return quickest if _in_hardware(quickest) else "float32"


def open_engine(folder: str, precision: Precision) -> Engine:
    """Load the model in ``folder``, the packaged one where it is empty.

    Raises:
        ModelError: it is missing, changed, cannot be loaded, or not at that precision.
    """
    if folder and precision == "int8":
        raise ModelError("MINUTEBOOK_PRECISION=int8 is for the packaged model, and no other")
    if folder or precision == "bfloat16":
        from retrieval.embedding.torch_engine import TorchEngine

        return TorchEngine(folder, bfloat16=precision == "bfloat16")
    from retrieval.embedding.onnx_engine import OnnxEngine

    return OnnxEngine(int8=precision == "int8")


def _in_hardware(precision: Precision) -> bool:
    if platform.system() != "Linux":
        return False
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
    return any(flag in flags for flag in _IN_HARDWARE[precision])
