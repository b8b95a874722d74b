"""A fingerprint for answers and runs that no Minutebook made."""

from __future__ import annotations

from retrieval.model.fingerprint import Fingerprint

MADE_UP = Fingerprint(
    code="0.0 c0de",
    reading="1",
    constants="c0",
    fitted="f1",
    words="aa",
    prompts="bb",
    settings="5e",
    models="none",
)
