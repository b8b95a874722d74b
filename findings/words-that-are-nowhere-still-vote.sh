#!/usr/bin/env bash
# LlamaIndex's BM25 retriever finds passages for words that stand in none, and rank fusion believes it.
#
# Seen with llama-index-retrievers-bm25 0.8.0 (bm25s 0.3.16) and llama-index-core 0.14.25. A good guess is
# that a search for words gives the passages that have one of them, and none if there is none, so that
# fused with a search by vectors it has no say then. But it always gives `similarity_top_k` nodes: the
# best, and where these run out any others, with a score of 0. QueryFusionRetriever looks at places only in
# its mode "reciprocal_rerank", the one of LlamaIndex's own example with BM25: seen, for a question whose
# words are nowhere, a passage about anything has the same score as the best that the vectors found, and
# stands before their second; and it is the same passage for every such question. Neither part's
# documentation tells of it. Drop nodes with a score of 0 before fusing.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check \
    llama-index-retrievers-bm25==0.8.0 bm25s==0.3.16 llama-index-core==0.14.25
cat > "$here/see.py" <<'PY'
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import BaseRetriever, QueryFusionRetriever
from llama_index.core.schema import NodeWithScore, TextNode
from llama_index.retrievers.bm25 import BM25Retriever

TEXTS = {
    "flood": "Flood defences at the quay",
    "drains": "Cleaning of the drains",
    "library": "Library opening hours approved",
    "parking": "Parking charges",
    "minutes": "Minutes of the last meeting",
    "rents": "Rents of allotments",
}
nodes = {name: TextNode(id_=name, text=text) for name, text in TEXTS.items()}
words = BM25Retriever.from_defaults(nodes=list(nodes.values()), similarity_top_k=3)


class Vectors(BaseRetriever):
    """What a search by vectors would find of a question about high water."""

    def _retrieve(self, query_bundle):
        return [NodeWithScore(node=nodes["flood"], score=0.8), NodeWithScore(node=nodes["drains"], score=0.7)]


for question in ("parking", "inundation barriers", "zebras"):
    found = [(hit.node_id, round(hit.score, 2)) for hit in words.retrieve(question)]
    print(question, found)
    assert len(found) == 3, "only passages with one of the words are given now"
    if question != "parking":
        assert all(score == 0 for _, score in found), "the words are scored otherwise now"
fused = QueryFusionRetriever(
    [Vectors(), words],
    llm=MockLLM(),
    num_queries=1,
    mode="reciprocal_rerank",
    similarity_top_k=5,
    use_async=False,
).retrieve("inundation barriers")
scores = {hit.node_id: hit.score for hit in fused}
print("fused", {name: round(score, 4) for name, score in scores.items()})
first = words.retrieve("inundation barriers")[0].node_id
assert first == words.retrieve("zebras")[0].node_id, "other questions find other passages now"
strangers = set(scores) - {"flood", "drains"}
assert strangers, "passages without one of the words have no say now"
assert scores[first] >= 1 / 60, "what is found for no word no longer counts as found first"
PY
"$here/venv/bin/python" "$here/see.py" 2>&1 | grep -v -i -e warning -e "MockLLM" -e "LLM is explicitly"
