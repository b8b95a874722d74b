"""Minutebook's search as a LlamaIndex retriever, so that its ecosystem plugs in."""

from __future__ import annotations

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from corpus.model import Scope
from retrieval.assistant.assistant import Assistant
from retrieval.model import Hit


class PaperRetriever(BaseRetriever):
    """Retrieves passages with their paper, pages and item as node metadata.

    Use it wherever LlamaIndex takes a retriever: query engines, response
    synthesizers, its evaluators.
    """

    def __init__(self, assistant: Assistant, scope: Scope | None = None, k: int = 10) -> None:
        super().__init__()
        self._assistant = assistant
        self._scope = scope or Scope()
        self._k = k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._assistant.hits(query_bundle.query_str, self._k, self._scope)
        names = {p.id: p.file_name for p in self._assistant.catalogue.papers(self._scope)}
        return [_node(hit, names[hit.passage.paper_id]) for hit in hits]


def _node(hit: Hit, file_name: str) -> NodeWithScore:
    passage = hit.passage
    metadata = {
        "paper": file_name,
        "pages": list(passage.pages),
        "item": passage.item,
        "context": passage.context,
    }
    hidden = ["pages", "item"]
    node = TextNode(
        id_=passage.id,
        text=passage.labelled or passage.text,
        metadata=metadata,
        excluded_embed_metadata_keys=hidden,
    )
    return NodeWithScore(node=node, score=hit.score)
