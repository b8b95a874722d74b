"""Measuring: question sets, the measures, runs, comparisons and the gate.

Public: ``read_sets``, ``run_set``, ``summarise``, ``save_run``, ``read_run``,
``compare_runs``, ``append_review``; each in the module of its own name.
"""
