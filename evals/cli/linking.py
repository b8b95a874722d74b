"""The command of judged links: what of them is found, and fitting to them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.model import printable

if TYPE_CHECKING:
    from evals.links import Figures, Seen


def links(options: argparse.Namespace) -> int:
    """Print what is found of judged links; perhaps fit to them, and judge on other bodies.

    Raises:
        SetError: a set cannot be used, or its data folder has none of its papers.
        CatalogueError: a data folder cannot be read.
        WritingError: the weights cannot be written.
    """
    from corpus.catalogue import Catalogue, must_be_there
    from evals.links import (
        fit,
        gather,
        held_out,
        left_out,
        measure,
        misjudged,
        read_links,
        table,
        write_model,
    )

    rows: list[tuple[str, Figures]] = []
    seen: list[Seen] = []
    for name, data in options.pairs:
        must_be_there(data)
        with Catalogue.open(data) as catalogue:
            found = gather(catalogue, read_links(name))
        rows.append((name.stem, measure(found)))
        seen += found
    print(table(rows))
    if options.verbose:
        print(printable("\n".join(misjudged(seen))))
    left = left_out(seen) if options.held_out or options.fit else {}
    if options.held_out:
        print("\nfitted to the other bodies each:")
        print(table(held_out(left).items()))
    if options.fit:
        model = fit(seen, left)
        told = (
            f"minutebook evals links, fitted to {', '.join(name.stem for name, _ in options.pairs)}"
        )
        write_model(options.fit, model, told)
        print(f"\nfitted to all, shown from {model.shown:.2f} on:")
        print(table([("all", measure(seen, model))]))
    return 0


def pair(text: str) -> tuple[Path, Path]:
    """Read ``SET.jsonl=DATA``."""
    name, _, folder = text.partition("=")
    if not folder:
        raise argparse.ArgumentTypeError(f"{text!r} is no SET.jsonl=DATA")
    return Path(name), Path(folder)
