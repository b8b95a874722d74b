"""An answer as JSON, as `minutebook ask --json`, MCP and REST give it."""

from __future__ import annotations

from corpus.catalogue.catalogue import Catalogue
from corpus.model import Access
from retrieval.model import Answer
from retrieval.records.telling import Teller

APP = "http://localhost:8501"


def as_json(answer: Answer, catalogue: Catalogue, clearance: Access = Access.PUBLIC) -> str:
    return Teller(catalogue, clearance, APP).answer(answer).model_dump_json(indent=2)
