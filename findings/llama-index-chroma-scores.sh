#!/usr/bin/env bash
# LlamaIndex's Chroma store scores a perfect cosine match 1, an unrelated vector 0.37, and never below 0.13.
#
# Seen with llama-index-vector-stores-chroma 0.6.0 on chromadb 1.5.9 and llama-index-core 0.14.25. Chroma
# gives a cosine *distance* (1 - cosine, from 0 to 2); the store returns exp(-distance) as "similarity",
# whatever the space of the collection. So a cut-off such as LlamaIndex's own
# SimilarityPostprocessor(similarity_cutoff=0.3) lets an orthogonal passage through, and scores cannot be
# compared with those of other stores. And `doc_ids` of a query, which LlamaIndex documents as a filter, is
# not looked at: a query for one document's nodes gets another's.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check \
    llama-index-vector-stores-chroma==0.6.0 llama-index-core==0.14.25 chromadb==1.5.9
cd "$here"
"$here/venv/bin/python" - <<'PY'
import math
import chromadb
from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.vector_stores.chroma import ChromaVectorStore

config = {"hnsw": {"space": "cosine"}}
kept = chromadb.EphemeralClient().create_collection("passages", configuration=config, embedding_function=None)
store = ChromaVectorStore(chroma_collection=kept)
vectors = {"same": [1.0, 0.0], "orthogonal": [0.0, 1.0], "opposite": [-1.0, 0.0]}
store.add([
    TextNode(
        id_=name, text=name, embedding=vector,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=f"report-{name}")},
    )
    for name, vector in vectors.items()
])
found = store.query(VectorStoreQuery(query_embedding=[1.0, 0.0], similarity_top_k=3))
scores = dict(zip(found.ids, found.similarities))
for name, score in scores.items():
    print(f"{name:10} cosine {vectors[name][0]:+.0f}  similarity {score:.4f}")
for name, score in scores.items():
    assert math.isclose(score, math.exp(-(1 - vectors[name][0])), rel_tol=1e-4), "scores have changed"
asked = VectorStoreQuery(query_embedding=[1.0, 0.0], similarity_top_k=1, doc_ids=["report-opposite"])
got = store.query(asked).ids
print("asked for nodes of report-opposite only, got", got)
assert got == ["same"], "doc_ids are honoured now"
PY
