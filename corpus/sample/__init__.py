"""The sample papers: a fictional borough's committee papers, and what draws and tells them."""

from __future__ import annotations

from corpus.sample.listed import is_sample, sample_mark

__all__ = ["is_sample", "sample_mark"]
