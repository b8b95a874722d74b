"""The commands of the corpus, for its own command line and for that of all."""

from __future__ import annotations

from corpus.cli.commands import add_corpus_commands, main
from corpus.cli.opening import complain, data_option, quietly, settings_of

__all__ = ["add_corpus_commands", "complain", "data_option", "main", "quietly", "settings_of"]
