"""MiniLM: the bundled model on torch and tokenizers alone, in a third of the time.

sentence-transformers can run every model, but importing it takes seconds, it pads each text to the
longest of its batch, and it computes in float32. This one network is short enough to stand here.
The tests hold it against sentence-transformers.

Import this module only where texts are encoded: it imports torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import gelu, linear, normalize, scaled_dot_product_attention

from embedviz.engine.progress import report
from embedviz.models import BUNDLED_DIMENSIONS

_N_LAYERS = 6
_N_HEADS = 12
_MAX_TOKENS = 256  # as the model's sentence_bert_config.json says: what comes later is not read
_EPSILON = 1e-12
_BATCH_TOKENS = 1024  # 512 to 4,096 are equally fast (measured 2026-11); this is under 0.2 s
_READ_AT_ONCE = 2048  # texts cut into tokens between two chances to cancel

Weights = dict[str, Tensor]


class MiniLM:
    """The bundled sentence model: tokens, six layers of BERT, their mean, at length 1.

    Parameters
    ----------
    folder : Path
        With ``model.safetensors`` and ``tokenizer.json``.
    precision : str
        "float32" or "bfloat16".

    References
    ----------
    J. Devlin, M.-W. Chang, K. Lee, K. Toutanova: BERT: Pre-training of Deep Bidirectional
    Transformers for Language Understanding, NAACL 2019. https://aclanthology.org/N19-1423
    """

    def __init__(self, folder: Path, precision: str) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        stored = load_file(folder / "model.safetensors")
        dtype = torch.bfloat16 if precision == "bfloat16" else torch.float32
        weights = {
            name: value.to(dtype) for name, value in stored.items() if value.is_floating_point()
        }
        self._first = _under("embeddings.", weights)
        self._layers = [_under(f"encoder.layer.{i}.", weights) for i in range(_N_LAYERS)]
        for layer in self._layers:
            _join_query_key_value(layer)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the (n, 384) float32 vectors of n texts, reporting progress text by text.

        Raises
        ------
        JobCancelled
            By whoever listens to the progress, between two batches.
        """
        tokens = self._tokens(texts)
        vectors = np.empty((len(texts), BUNDLED_DIMENSIONS), dtype=np.float32)
        done = 0
        for rows in batches([len(each) for each in tokens]):
            vectors[rows] = self._run([tokens[row] for row in rows]).numpy()
            done += len(rows)
            report(done, len(texts))
        return vectors

    @torch.inference_mode()
    def layers(self, text: str) -> tuple[list[str], NDArray[np.float32]]:
        """Give a text's tokens and their vectors on the way through the network.

        Parameters
        ----------
        text : str
            What comes after 256 tokens is not read.

        Returns
        -------
        tokens : list of str
            As the network sees them: ``[CLS]`` before and ``[SEP]`` after the text, pieces of a
            word but its first with ``##`` before them.
        vectors : (7, n_tokens, 384) float32
            What enters the first layer (each token's row of the lookup table, with its position
            added, brought to a common scale), then what leaves each of the six.
        """
        read = self._tokenizer.encode(text)
        shapes = [(1, len(read.ids))]
        x = self._entered([read.ids], shapes)
        seen = [x]
        for layer in self._layers:
            x = _layer(x, shapes, layer)
            seen.append(x)
        return read.tokens, torch.stack(seen).float().numpy()

    def cut_off(self, text: str) -> int:
        """Count the tokens of a text that come after the first 256, and aren't read."""
        beyond = self._tokenizer.encode(text).overflowing
        return sum(each.special_tokens_mask.count(0) for each in beyond)

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        tokens: list[list[int]] = []
        for start in range(0, len(texts), _READ_AT_ONCE):
            report(0, len(texts))
            some = list(texts[start : start + _READ_AT_ONCE])
            tokens += [each.ids for each in self._tokenizer.encode_batch(some)]
        return tokens

    @torch.inference_mode()
    def _run(self, tokens: list[list[int]]) -> Tensor:
        """Give the (n, 384) vectors of n token lists, those of one length side by side.

        The tokens of all texts lie in one (tokens, 384) matrix without padding; only attention and
        the mean have to know where a text begins. So no text is computed with another's padding.
        """
        shapes = [(len(list(same)), length) for length, same in groupby(map(len, tokens))]
        x = self._entered(tokens, shapes)
        for layer in self._layers:
            x = _layer(x, shapes, layer)
        sizes = [n * length for n, length in shapes]
        means = [
            some.float().view(n, length, BUNDLED_DIMENSIONS).mean(dim=1)
            for some, (n, length) in zip(x.split_with_sizes(sizes), shapes, strict=True)
        ]
        return normalize(torch.cat(means), dim=1)

    def _entered(self, tokens: list[list[int]], shapes: list[tuple[int, int]]) -> Tensor:
        """Give what enters the first layer: (tokens, 384) of texts with ``shapes``."""
        positions = torch.cat([torch.arange(length).repeat(n) for n, length in shapes])
        ids = torch.tensor([token for each in tokens for token in each])
        first = self._first
        x = first["word_embeddings.weight"][ids] + first["position_embeddings.weight"][positions]
        return _normed(x + first["token_type_embeddings.weight"][0], "LayerNorm", first)


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Share rows out: longest first, equal lengths side by side, about as many tokens a batch."""
    shared: list[list[int]] = []
    room = 0
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        if lengths[row] > room:
            shared.append([])
            room = _BATCH_TOKENS
        shared[-1].append(row)
        room -= lengths[row]
    return shared


def _under(prefix: str, weights: Weights) -> Weights:
    return {
        name.removeprefix(prefix): value
        for name, value in weights.items()
        if name.startswith(prefix)
    }


def _join_query_key_value(layer: Weights) -> None:
    """Put three of a layer's matrices into one: a large product is faster than three small."""
    for part in ("weight", "bias"):
        three = [layer.pop(f"attention.self.{name}.{part}") for name in ("query", "key", "value")]
        layer[f"attention.self.{part}"] = torch.cat(three)


def _layer(x: Tensor, shapes: list[tuple[int, int]], layer: Weights) -> Tensor:
    """Apply one layer to the (tokens, 384) of texts with ``shapes`` = (how many, how long)."""
    sizes = [n * length for n, length in shapes]
    mixed = _through(x, "attention.self", layer).split_with_sizes(sizes)
    heard = [_attention(some, *shape) for some, shape in zip(mixed, shapes, strict=True)]
    x = x + _through(torch.cat(heard), "attention.output.dense", layer)
    x = _normed(x, "attention.output.LayerNorm", layer)
    wide = gelu(_through(x, "intermediate.dense", layer))
    return _normed(x + _through(wide, "output.dense", layer), "output.LayerNorm", layer)


def _attention(mixed: Tensor, n: int, length: int) -> Tensor:
    """Let each token of n equally long texts hear the others of its own text."""
    parts = mixed.view(n, length, 3, _N_HEADS, -1).permute(2, 0, 3, 1, 4)
    query, key, value = parts.unbind(0)
    if mixed.dtype == torch.bfloat16:
        # By hand: torch's own attention takes 1.5 to 2.6 × as long in bfloat16 (2026-11).
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
        heard: Tensor = scores.softmax(dim=-1) @ value
    else:
        heard = scaled_dot_product_attention(query, key, value)
    return heard.transpose(1, 2).reshape(n * length, BUNDLED_DIMENSIONS)


def _through(x: Tensor, name: str, weights: Weights) -> Tensor:
    return linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _normed(x: Tensor, name: str, weights: Weights) -> Tensor:
    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return torch.layer_norm(x, (BUNDLED_DIMENSIONS,), weight, bias, _EPSILON)
