#!/usr/bin/env bash
# LlamaIndex gives a node of repeated text the offsets of an earlier place where the same words stand.
#
# Seen with llama-index-core 0.14.25, SentenceSplitter, six pages of a register of interests of which each
# is the same empty form. A good guess is that start_char_idx and end_char_idx are where the splitter cut,
# or at least that checking text[start:end] == node.text, which holds for every node, shows them right. But
# the offsets are found afterwards, by looking for the node's text one character after the start of the
# one before, so that where text repeats each node is moved to the nearest repetition: seen, nodes cut one
# behind the other (no overlap) are said to overlap by most of their length, and the last ends within the
# second of six pages; four pages seem to hold nothing. Whoever takes the page of a citation from these
# offsets cites the wrong page, with a quote that stands there. Not in LlamaIndex's documentation; Chonkie
# and LangChain had the like as faults (chonkie issue 37, langchain issue 21475). Splitting page by page
# ends it.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check llama-index-core==0.14.25
cat > "$here/see.py" <<'PY'
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import Document

ENTRY = "Land in the area: none declared.\n"
page = ENTRY * 12
paper = page * 6
splitter = SentenceSplitter(chunk_size=50, chunk_overlap=0)
nodes = splitter.get_nodes_from_documents([Document(text=paper)])
given = [(node.start_char_idx, node.end_char_idx) for node in nodes]
texts = [node.text for node in nodes]
assert all(paper[start:end] == text for (start, end), text in zip(given, texts)), "offsets do not fit at all now"
assert "".join("".join(texts).split()) == "".join(paper.split()), "the nodes are no longer the paper, cut once"
ends, at = [], 0
for text in texts:
    at = paper.index(text, at) + len(text)
    ends.append(at)
for number, ((start, end), true_end) in enumerate(zip(given, ends), 1):
    told, true = (1 + (at - 1) // len(page) for at in (end, true_end))
    print(f"node {number}: said to be {start}-{end} (ends on page {told}), truly ends at {true_end} (page {true})")
assert ends[-1] > 5 * len(page), "the last node ends on the sixth page"
assert given[-1][1] <= 2 * len(page), "the offsets of repeated text are right now"
PY
"$here/venv/bin/python" "$here/see.py"
