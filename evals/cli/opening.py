"""What the options of a command name: data folders, kept runs, sets, constants, assistants."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.cli import complain, settings_of
from corpus.model import typed
from evals.cli.folders import DataFolder
from evals.model import SampleError
from evals.run import runs_folder
from evals.sets import QuestionSet, read_sets
from retrieval.model import DEFAULT, Constants, Settings

if TYPE_CHECKING:
    from retrieval.assistant import Assistant


def folders_of(options: argparse.Namespace) -> list[DataFolder]:
    """Return the data folders to ask, one at least, also where only the program was given one."""
    given = options.data
    if isinstance(given, DataFolder):
        return [given]
    return given if isinstance(given, list) else [DataFolder(settings_of(options).data)]


def folder_of(options: argparse.Namespace) -> DataFolder:
    """Return the data folder to ask, and to keep runs in: the first one given."""
    return folders_of(options)[0]


def runs_of(options: argparse.Namespace) -> Path:
    """Return the folder of kept runs: the one named, or that of the data folder."""
    return options.runs or runs_folder(folder_of(options).path)


def questions_of(options: argparse.Namespace) -> QuestionSet:
    """Read the sets named; of a set over several collections the rows of the one given.

    Raises:
        SetError: a set cannot be used, or asks nothing over the collection given.
    """
    return asked_of(options, read_sets(options.sets))


def asked_of(options: argparse.Namespace, questions: QuestionSet) -> QuestionSet:
    """Return the questions that are asked over the collection given, or all.

    Raises:
        SetError: none is.
    """
    if collection := folder_of(options).collection:
        return questions.over(collection)
    if len(questions.corpora) > 1:
        there = " or ".join(f"--data {name}=DIR" for name in questions.corpora)
        complain("evals", f"asks over several collections; to ask one: {there}")
    return questions


def constants_of(options: argparse.Namespace) -> Constants:
    """Return the constants with those that ``--set`` moves.

    Raises:
        SettingsError: there is no such constant, or no such number may stand there.
    """
    constants = DEFAULT
    for name, text in options.constants:
        constants = constants.changed(name, text)
    return constants


def settings_for(folder: DataFolder, llm: str | None = None) -> Settings:
    """Return the settings of the environment, on the data folder and language model given."""
    return Settings(data=folder.path) if llm is None else Settings(data=folder.path, llm=llm)


def open_assistant(settings: Settings, constants: Constants = DEFAULT) -> Assistant:
    """Open the assistant over a data folder that holds papers.

    Raises:
        SampleError: the folder holds no papers, so nothing could be found.
        CatalogueError: its catalogue cannot be opened.
    """
    from retrieval.assistant import Assistant

    if not settings.data.is_dir():
        raise SampleError(f"no data folder {settings.data}; fill it with {typed('corpus add')}")
    assistant = Assistant.open(settings, constants)
    if not assistant.catalogue.papers():
        assistant.close()
        raise SampleError(f"no papers in {settings.data}; add some with {typed('corpus add')}")
    return assistant
