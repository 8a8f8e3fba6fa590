"""The encoder in PyTorch: BERT (Devlin et al. 2019), post-norm, exact GELU; names as in `transformers`' BertModel."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .rounding import RoundedLinear


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder."""

    vocab_size: int
    hidden_size: int = 384
    num_hidden_layers: int = 12
    num_attention_heads: int = 12
    intermediate_size: int = 1536
    max_position_embeddings: int = 512
    type_vocab_size: int = 2
    layer_norm_eps: float = 1e-12

    @classmethod
    def of(cls, config: Mapping[str, object]) -> "Shape":
        """From a `config.json`."""
        return cls(**{key: config[key] for key in asdict(cls(0)) if key in config})


class _Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        size = shape.hidden_size
        self.heads = shape.num_attention_heads
        self.scale = (size / shape.num_attention_heads) ** -0.5
        self.dropout = dropout
        self.query, self.key, self.value = (RoundedLinear(size, size) for _ in range(3))
        self.mixed, self.mixed_norm = RoundedLinear(size, size), nn.LayerNorm(size, shape.layer_norm_eps)
        self.up = RoundedLinear(size, shape.intermediate_size)
        self.down = RoundedLinear(shape.intermediate_size, size)
        self.norm = nn.LayerNorm(size, shape.layer_norm_eps)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        def split(linear: nn.Linear) -> torch.Tensor:
            return linear(x).view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

        # Written out and without dropout: on a CPU the fused kernel takes four times as long in bfloat16.
        scores = split(self.query) @ split(self.key).transpose(-1, -2)
        mixed = (scores * self.scale + mask).softmax(-1) @ split(self.value)
        mixed = self.mixed(mixed.transpose(1, 2).reshape(x.shape))
        x = self.mixed_norm(x + functional.dropout(mixed, self.dropout, self.training))
        wide = self.down(functional.gelu(self.up(x)))
        return self.norm(x + functional.dropout(wide, self.dropout, self.training))


#: Our short names of a layer's parts, and those of `transformers`.
_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm": "output.LayerNorm",
}


class Encoder(nn.Module):
    """Ids [batch, tokens] and their mask to hidden states [batch, tokens, size]. No token types: all are 0."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.words = nn.Embedding(shape.vocab_size, shape.hidden_size)
        self.positions = nn.Embedding(shape.max_position_embeddings, shape.hidden_size)
        self.types = nn.Embedding(shape.type_vocab_size, shape.hidden_size)
        self.norm = nn.LayerNorm(shape.hidden_size, shape.layer_norm_eps)
        self.layers = nn.ModuleList(_Layer(shape, dropout) for _ in range(shape.num_hidden_layers))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(places) + self.types.weight[0])
        x = functional.dropout(x, self.dropout, self.training)
        hidden = torch.zeros_like(mask, dtype=torch.float32).masked_fill(~mask, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled(x.device.type):
            hidden = hidden.to(torch.get_autocast_dtype(x.device.type))
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def names(self) -> dict[str, str]:
        """Our parameter names and those of `transformers`."""
        found = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "types.weight": "embeddings.token_type_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        for number in range(len(self.layers)):
            for ours, theirs in _PARTS.items():
                for kind in ("weight", "bias"):
                    found[f"layers.{number}.{ours}.{kind}"] = f"encoder.layer.{number}.{theirs}.{kind}"
        return found

    def load_arrays(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Weights under `transformers`' names. Raises KeyError where one is missing."""
        state = {ours: torch.from_numpy(arrays[theirs].astype(np.float32)) for ours, theirs in self.names().items()}
        self.load_state_dict(state)

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights under `transformers`' names."""
        state = self.state_dict()
        return {theirs: state[ours].float().cpu().numpy() for ours, theirs in self.names().items()}


class Classifier(nn.Module):
    """Encoder and one linear head that holds every scheme's labels side by side."""

    def __init__(self, encoder: Encoder, outputs: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = RoundedLinear(encoder.shape.hidden_size, outputs)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, rows: torch.Tensor, firsts: torch.Tensor) -> torch.Tensor:
        """Logits of words alone, given the row and the place of each one's first token."""
        hidden = self.encoder(ids, mask)[rows, firsts]
        return self.head(functional.dropout(hidden, self.encoder.dropout, self.training))
