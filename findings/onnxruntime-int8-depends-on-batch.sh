#!/usr/bin/env bash
# In an int8 model of ONNX Runtime what a text's vector is depends on the other texts of its batch.
#
# Seen with onnxruntime 1.31.1 (CPU) and onnx 1.23.2, on a float32 model that
# onnxruntime.quantization.quantize_dynamic made int8. A good guess is that rows of a batch are
# independent, as they are in float32: batching is then only a matter of speed. But dynamic
# quantization takes one scale for the whole of each activation tensor, all rows of the batch
# (and all padding) included. One neighbour with a large value makes the steps coarser for all: seen,
# a row moves by 0.8 % of its length beside a like row and by 64 % beside one a hundred times as large;
# alone it is the same to the bit every time. Passages embedded in another order, or a question
# embedded with its rephrasings, so get other vectors, and a rebuilt index ranks otherwise. Running the
# model on one text at a time ends it, and costs little in int8, as nothing is padded.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check onnxruntime==1.31.1 onnx==1.23.2 numpy==2.4.6
cd "$here"
cat > see.py <<'PY'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

chance = np.random.default_rng(7)
weights = chance.normal(size=(384, 384)).astype(np.float32)
graph = helper.make_graph(
    [helper.make_node("MatMul", ["x", "w"], ["y"])],
    "layer",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", 384])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", 384])],
    [numpy_helper.from_array(weights, "w")],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
model.ir_version = 9
onnx.save(model, "float32.onnx")
quantize_dynamic("float32.onnx", "int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
row, like = chance.normal(size=(2, 1, 384)).astype(np.float32)
far = {}
for name in ("float32", "int8"):
    session = onnxruntime.InferenceSession(f"{name}.onnx", providers=["CPUExecutionProvider"])

    def first(*rows):
        return session.run(None, {"x": np.concatenate(rows)})[0][0]

    alone = first(row)
    assert np.array_equal(alone, first(row)), "alone, a row is the same every time"
    for beside, other in (("a like row", like), ("a row a hundred times as large", 100 * like)):
        moved = np.linalg.norm(first(row, other) - alone) / np.linalg.norm(alone)
        far[name, beside] = moved
        print(f"{name}: beside {beside} a row moves by {moved:.5f} of its length")
assert max(moved for (name, _), moved in far.items() if name == "float32") < 1e-5
if far["int8", "a row a hundred times as large"] < 0.01:
    raise SystemExit("rows of an int8 batch are independent now")
PY
"$here/venv/bin/python" see.py 2>&1 | grep -v WARNING
