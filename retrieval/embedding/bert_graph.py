"""The packaged model as an ONNX graph, made of its published weights in memory.

A graph of six BERT layers is a page of nodes, so it is put together here of ONNX Runtime's own
fused ones (domain com.microsoft: `docs/ContribOperators.md` of microsoft/onnxruntime) instead
of being traced: that needs no torch, and nothing is kept that could differ from its source.

In int8, the weights of the linear layers are rounded by column, symmetric about 0 (Jacob et
al., 2018), and what goes into them is rounded anew for every text, so that a text's vectors
depend on no other. Embeddings, attention and norms stay float32.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

_Floats = npt.NDArray[np.float32]
_FUSED = "com.microsoft"
_OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
# Of the first opset above; a newer one would ask for a newer runtime than is pinned.
_IR_VERSION = 9


def bert_graph(folder: Path, *, int8: bool) -> bytes:
    """Return the model in ``folder`` as a graph from ``ids`` to ``tokens``.

    ``ids`` is int32 of shape (1, tokens), with both markers; ``tokens`` is float32 of shape
    (1, tokens, width). All ids are of one text, so there is no mask.
    """
    return _Graph(folder, int8=int8).whole()


class _Graph:
    def __init__(self, folder: Path, *, int8: bool) -> None:
        self._weights = load_file(folder / "model.safetensors")
        self._shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._int8 = int8
        self._nodes: list[onnx.NodeProto] = []
        self._held: list[onnx.TensorProto] = []

    def whole(self) -> bytes:
        width, layers = self._shape["hidden_size"], self._shape["num_hidden_layers"]
        self._hold("thirds", np.full(3, width, dtype=np.int64))
        x = self._embeddings()
        for layer in range(layers):
            x = self._layer(f"encoder.layer.{layer}.", x)
        self._node("Identity", [x], ["tokens"], domain="")
        takes = helper.make_tensor_value_info("ids", TensorProto.INT32, [1, "tokens"])
        gives = helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [1, "tokens", width])
        graph = helper.make_graph(self._nodes, "bert", [takes], [gives], self._held)
        model = helper.make_model(graph, opset_imports=_OPSETS)
        model.ir_version = _IR_VERSION
        whole: bytes = model.SerializeToString()
        return whole

    def _embeddings(self) -> str:
        name = "embeddings."
        # All is one segment, the first, so its vector is part of every place's.
        places = self._of(f"{name}position_embeddings.weight")
        places = places + self._of(f"{name}token_type_embeddings.weight")[0]
        inputs = [
            "ids",
            "",
            self._hold("words", self._of(f"{name}word_embeddings.weight")),
            self._hold("places", places),
            "",
            *self._norm(f"{name}LayerNorm"),
        ]
        made = ["embedded", "ends"]
        return self._node("EmbedLayerNormalization", inputs, made, epsilon=self._epsilon)

    def _layer(self, name: str, x: str) -> str:
        own = f"{name}attention."
        parts = [f"{own}self.{part}" for part in ("query", "key", "value")]
        weights = np.concatenate([self._of(f"{part}.weight") for part in parts])
        bias = np.concatenate([self._of(f"{part}.bias") for part in parts])
        asked = self._linear(f"{own}self", x, weights, bias)
        heads = self._shape["num_attention_heads"]
        self._node("Split", [asked, "thirds"], parts, domain="", axis=-1)
        seen = self._node("MultiHeadAttention", parts, [f"{own}seen"], num_heads=heads)
        x = self._added(f"{own}output", seen, x)
        wide = self._dense(f"{name}intermediate.dense", x)
        bent = self._node("Gelu", [wide], [f"{name}bent"])
        return self._added(f"{name}output", bent, x)

    def _added(self, name: str, x: str, before: str) -> str:
        inputs = [self._dense(f"{name}.dense", x), before, *self._norm(f"{name}.LayerNorm")]
        return self._node("SkipLayerNormalization", inputs, [name], epsilon=self._epsilon)

    def _dense(self, name: str, x: str) -> str:
        return self._linear(name, x, self._of(f"{name}.weight"), self._of(f"{name}.bias"))

    def _linear(self, name: str, x: str, weights: _Floats, bias: _Floats) -> str:
        """Return x · weightsᵀ + bias; ``weights`` has shape (out, in) as published."""
        added = self._hold(f"{name}.bias", bias)
        columns = weights.T
        if not self._int8:
            held = self._hold(f"{name}.weight", columns)
            product = self._node("MatMul", [x, held], [f"{name}.product"], domain="")
            return self._node("Add", [product, added], [name], domain="")
        scales = np.abs(columns).max(axis=0) / np.float32(127)
        rounded = np.rint(columns / scales).astype(np.int8)
        inputs = [
            x,
            self._hold(f"{name}.weight", rounded),
            self._hold(f"{name}.scales", scales),
            self._hold(f"{name}.zeros", np.zeros(len(scales), dtype=np.int8)),
            added,
        ]
        return self._node("DynamicQuantizeMatMul", inputs, [name])

    def _norm(self, name: str) -> list[str]:
        return [
            self._hold(f"{name}.{part}", self._of(f"{name}.{part}")) for part in ("weight", "bias")
        ]

    @property
    def _epsilon(self) -> float:
        return float(self._shape["layer_norm_eps"])

    def _of(self, name: str) -> _Floats:
        return self._weights[name]

    def _hold(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self._held.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(
        self,
        kind: str,
        inputs: list[str],
        outputs: list[str],
        domain: str = _FUSED,
        **attributes: float,
    ) -> str:
        made = helper.make_node(kind, inputs, outputs, domain=domain)
        made.attribute.extend(helper.make_attribute(*one) for one in attributes.items())
        self._nodes.append(made)
        return outputs[0]
