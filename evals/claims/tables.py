"""What the check drops, as lines to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.claims.measuring import Made, Tally

_SORTS = {True: "held", False: "", None: "both"}


def claims_table(rows: Iterable[Tally]) -> str:
    """Return what became of each kind as a table: true ones should stay, false ones go."""
    lines = [f"{'statements':32} {'':5} {'':4} made dropped share"]
    for one in rows:
        side = "true" if one.true else "false"
        lines.append(
            f"{one.kind[:32]:32} {side:5} {_SORTS[one.held]:4} {one.count:4} {one.dropped:7}"
            f" {one.share:5.2f}"
        )
    return "\n".join(lines)


def wrong_lines(made: Sequence[Made]) -> str:
    """Return the true statements that are dropped and the false ones that are not.

    Those of kinds that are held back are counted and not shown, so that the check is not
    mended by them.
    """
    wrong = [one for one in made if one.true is bool(one.fault) and not one.held]
    lines = []
    for one in wrong:
        lines += [f"{one.kind}: {one.fault or 'shown'}", f"  {one.text}"]
        lines += [f"  | {ground.text}" for ground in one.grounds]
    return "\n".join(lines)
