"""Errors of the evals package, one sentence a class.

EvalError
├── SetError         a question set or review file has a line that cannot be used
├── RunError         a kept run cannot be found, read or compared
├── BaselineError    the baseline is missing or belongs to another set of questions
├── SampleError      there are no papers to measure on
└── WritingError     a file that was named cannot be written
"""

from __future__ import annotations


class EvalError(Exception):
    """Something about measuring that the caller must handle."""


class SetError(EvalError):
    """A question set cannot be used; the message names file and line."""


class RunError(EvalError):
    """A kept run cannot be found, read or compared."""


class BaselineError(EvalError):
    """The committed baseline is missing or was measured on another set."""


class SampleError(EvalError):
    """There are no papers, or too few pages, to measure on."""


class WritingError(EvalError):
    """A file that was named cannot be written."""
