"""Search as a LlamaIndex retriever: query engines, rerankers and evaluators take it as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from corpus.catalogue import must_be_there
from corpus.model import Access, Paper, PaperKind, Passage, Scope
from retrieval.assistant import Assistant
from retrieval.model import Settings

# What a language model reads before a passage; the rest is for programs.
_SAID = ("paper", "title", "committee", "date", "item", "printed", "row")


class MinutebookRetriever(BaseRetriever):
    """Retrieves passages, each with what citing it needs.

    A node's text is the passage verbatim and its id the hash of paper and place, so
    that both are the same in every process. Its ``metadata``:

    - ``paper`` (file name), ``title``, ``kind``, ``committee``, ``date`` (of the
      meeting, "2023-11-14") and ``item``, the last three None where not known;
    - ``page``, the first physical page from 1, ``printed``, the number printed on it
      or None, and ``pages``, all of them;
    - ``passage``, the node's id, and ``spans``, a (page, start, end) for each run of
      characters of the stored pages, ends exclusive;
    - ``row``, what a table row says with its column headers, None for prose;
    - ``context``, the line that says where a passage stands. Only this is embedded
      with the text; language models are shown the first and ``row`` instead.

    Scores order the passages of one question and compare with no others.
    """

    def __init__(self, assistant: Assistant, scope: Scope | None = None, top_k: int = 10) -> None:
        """Retrieve ``top_k`` passages from ``scope``, by default of all public papers."""
        super().__init__()
        self._assistant = assistant
        self._scope = scope or Scope()
        self._top_k = top_k

    @classmethod
    def open(
        cls,
        data: Path | str,
        *,
        committee: str | None = None,
        since: date | None = None,
        until: date | None = None,
        kinds: Iterable[PaperKind | str] = (),
        papers: Iterable[str] = (),
        clearance: Access | str = Access.PUBLIC,
        top_k: int = 10,
    ) -> Self:
        """Open a data folder; close it with :meth:`close`, or use the retriever in ``with``.

        ``since`` and ``until`` are inclusive meeting dates, ``kinds`` such as
        "minutes", ``papers`` file names. Nothing exempt is retrieved unless
        ``clearance`` says so. ``top_k`` is how many passages a question gets. All other settings
        are those of the environment.

        Raises:
            NoDataFolderError: ``data`` is no data folder.
            CatalogueError: the catalogue cannot be opened.
            ValueError: no such kind of paper or clearance.
        """
        wanted = tuple(PaperKind(kind) for kind in kinds)
        scope = Scope(committee, since, until, tuple(papers), wanted, clearance=Access(clearance))
        must_be_there(Path(data))
        return cls(Assistant.open(Settings(data=Path(data))), scope, top_k)

    def close(self) -> None:
        """Close the assistant that this retriever asks."""
        self._assistant.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._assistant.find(query_bundle.query_str, self._scope)
        if found is None:
            return []
        labels = cache(self._labels)
        return [
            NodeWithScore(
                node=_node(
                    hit.passage,
                    found.papers[hit.passage.paper_id],
                    labels(hit.passage.paper_id).get(min(hit.passage.pages)),
                ),
                score=hit.score,
            )
            for hit in found.hits[: self._top_k]
        ]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)

    def _labels(self, paper_id: str) -> dict[int, str | None]:
        return self._assistant.catalogue.labels(paper_id, self._scope.clearance)


def _node(passage: Passage, paper: Paper, printed: str | None) -> TextNode:
    metadata = {
        "paper": paper.file_name,
        "title": paper.title,
        "kind": paper.kind.value,
        "committee": paper.committee,
        "date": paper.meeting_date.isoformat() if paper.meeting_date else None,
        "item": passage.item,
        "page": min(passage.pages),
        "printed": printed,
        "pages": list(passage.pages),
        "passage": passage.id,
        "spans": [[span.page, span.start, span.end] for span in passage.spans],
        "row": passage.labelled,
        "context": passage.context,
    }
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=metadata,
        excluded_embed_metadata_keys=[key for key in metadata if key != "context"],
        excluded_llm_metadata_keys=[
            key for key, value in metadata.items() if key not in _SAID or value is None
        ],
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.paper_id)},
    )
