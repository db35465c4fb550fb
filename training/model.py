"""The joint network: word vectors, a language model each way and a BiLSTM over them, and heads for what is read."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; the counts come from the training data."""

    words: int
    chars: int
    upos: int
    feats: int
    labels: int
    scripts: int
    tags: int
    markers: int
    styles: int
    acts: int
    floret: int = 128
    word_dim: int = 64
    char_dim: int = 32
    filters: int = 64
    vector: int = 192
    marker_dim: int = 16
    stacked: int = 2  # LSTM layers a direction in the language model
    narrow: int = 192  # sums of both ways, the word and the marker that the top LSTM reads
    hidden: int = 256
    arc: int = 160
    label: int = 96
    lemma: int = 160


class WordEncoder(nn.Module):
    """One vector a word type, out of no context: subword vectors, an own embedding, convolutions over letters."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.word = nn.Embedding(shape.words, shape.word_dim, padding_idx=0)
        self.char = nn.Embedding(shape.chars, shape.char_dim, padding_idx=0)
        self.conv3 = nn.Conv1d(shape.char_dim, shape.filters, 3, padding=1)
        self.conv4 = nn.Conv1d(shape.char_dim, shape.filters, 4, padding=2)
        self.project = nn.Linear(shape.floret + shape.word_dim + 2 * shape.filters, shape.vector)
        self.drop = nn.Dropout(dropout)

    def forward(self, floret: Tensor, words: Tensor, chars: Tensor) -> Tensor:
        """[U, floret], [U], [U, length] -> [U, vector]."""
        letters = self.char(chars).transpose(1, 2)
        spelled = torch.cat([self.conv3(letters).amax(2), self.conv4(letters).amax(2)], 1).relu()
        return self.project(self.drop(torch.cat([floret, self.word(words), spelled], 1)))


def _start(lstm: nn.LSTM) -> None:
    """Orthogonal recurrent weights; cells that remember at first."""
    for name, weight in lstm.named_parameters():
        if "weight_hh" in name:
            for block in weight.detach().chunk(4):
                nn.init.orthogonal_(block)
        if "bias_ih" in name:
            weight.detach()[lstm.hidden_size : 2 * lstm.hidden_size].fill_(1.0)


def turned(states: Tensor, lengths: Tensor) -> Tensor:
    """[B, T, width] with each row's first ``lengths`` places in reverse order; twice gives the same again."""
    places = torch.arange(states.shape[1])[None]
    order = torch.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)
    return torch.gather(states, 1, order[..., None].expand(-1, -1, states.shape[2]))


class LanguageModel(nn.Module):
    """Two stacks of LSTMs that never see each other: one reads from the left, one from the right."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.left = nn.LSTM(shape.vector, shape.hidden, shape.stacked, batch_first=True, dropout=dropout)
        self.right = nn.LSTM(shape.vector, shape.hidden, shape.stacked, batch_first=True, dropout=dropout)
        _start(self.left)
        _start(self.right)

    def forward(self, vectors: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """[B, T, vector], [B] -> two of [B, T, hidden]; padding lies behind, so neither way meets it before a word."""
        left, _ = self.left(vectors)
        right, _ = self.right(turned(vectors, lengths))
        return left, turned(right, lengths)


class Network(nn.Module):
    """All heads over one encoder. The root of a tree is a learned head of its own, put after the words."""

    def __init__(self, shape: Shape, dropout: float = 0.33) -> None:
        super().__init__()
        self.shape = shape
        wide = 2 * shape.hidden
        self.words = WordEncoder(shape, 0.2)
        self.marker = nn.Embedding(shape.markers, shape.marker_dim)
        self.language = LanguageModel(shape, 0.2)
        self.narrow = nn.Linear(wide + shape.vector + shape.marker_dim, shape.narrow, bias=False)
        self.lstm = nn.LSTM(shape.narrow, shape.hidden, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(dropout)
        self.drop_language = nn.Dropout(0.1)
        self.upos = nn.Linear(wide, shape.upos)
        self.feats = nn.Linear(wide, shape.feats)
        self.arc_child = nn.Linear(wide, shape.arc)
        self.arc_head = nn.Linear(wide, shape.arc)
        self.arc_root = nn.Parameter(torch.zeros(shape.arc))
        self.arc_bilinear = nn.Parameter(torch.zeros(shape.arc + 1, shape.arc))
        self.label_child = nn.Linear(wide, shape.label)
        self.label_head = nn.Linear(wide, shape.label)
        self.label_root = nn.Parameter(torch.zeros(shape.label))
        self.label_out = nn.Linear(3 * shape.label, shape.labels)
        self.lemma_upos = nn.Embedding(shape.upos, 16)
        self.lemma_in = nn.Linear(shape.vector + 16 + shape.marker_dim, shape.lemma)
        self.lemma_out = nn.Linear(shape.lemma, shape.scripts)
        self.style = nn.Embedding(shape.styles, 16)
        self.tag_in = nn.Linear(wide + 16, 96)
        self.tag_out = nn.Linear(96, shape.tags)
        self.act_in = nn.Linear(wide, 96)
        self.act_out = nn.Linear(96, shape.acts)
        nn.init.orthogonal_(self.arc_bilinear[: shape.arc].detach())
        nn.init.normal_(self.arc_bilinear, std=shape.arc**-0.5)
        _start(self.lstm)

    def markers(self, weights: Tensor) -> Tensor:
        """[B, markers] mixture -> [B, marker_dim]."""
        return weights @ self.marker.weight

    def joined(self, vectors: Tensor, marker: Tensor, lengths: Tensor) -> Tensor:
        """[B, T, vector], [B, marker_dim], [B] -> [B, T, wide + vector + marker_dim]: all that is known of a word."""
        left, right = self.language(self.drop(vectors), lengths)
        marked = marker[:, None].expand(-1, vectors.shape[1], -1)
        return torch.cat([self.drop(torch.cat([left, right, vectors], 2)), marked], 2)

    def encode(self, vectors: Tensor, marker: Tensor, lengths: Tensor) -> Tensor:
        """[B, T, vector], [B, marker_dim], [B] -> [B, T, 2 * hidden]."""
        joined = self.narrow(self.joined(vectors, marker, lengths))
        packed = nn.utils.rnn.pack_padded_sequence(joined, lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.drop(states)

    def arcs(self, states: Tensor) -> Tensor:
        """[B, T, wide] -> [B, T, T + 1]: score of each head (the last is the root) for each word."""
        child = self.drop(self.arc_child(states).relu())
        head = self.drop(self.arc_head(states).relu())
        head = torch.cat([head, self.arc_root.expand(len(head), 1, -1)], 1)
        child = torch.cat([child, torch.ones_like(child[..., :1])], 2)
        return (child @ self.arc_bilinear) @ head.transpose(1, 2)

    def masked_arcs(self, states: Tensor, lengths: Tensor) -> Tensor:
        """The same, with no chance for padding."""
        scores = self.arcs(states)
        size = scores.shape[1]
        mask = torch.arange(size)[None] >= lengths[:, None]
        mask = torch.cat([mask, torch.zeros_like(mask[:, :1])], 1)
        return scores.masked_fill(mask[:, None], -1e4)

    def label_scores(self, states: Tensor, heads: Tensor) -> Tensor:
        """[B, T, wide], [B, T] -> [B, T, labels] for the given heads (T is the root)."""
        child = self.drop(self.label_child(states).relu())
        head = self.label_head(states).relu()
        head = torch.cat([head, self.label_root.expand(len(head), 1, -1)], 1)
        chosen = self.drop(torch.gather(head, 1, heads[..., None].expand(-1, -1, head.shape[2])))
        return self.label_out(torch.cat([child, chosen, child * chosen], 2))

    def lemmas(self, vectors: Tensor, upos: Tensor, marker: Tensor) -> Tensor:
        """[N, vector], [N], [N, marker_dim] -> [N, scripts]: from the word itself, so that a word type is read once."""
        return self.lemma_out(self.drop(self.lemma_in(torch.cat([vectors, self.lemma_upos(upos), marker], 1)).relu()))

    def entities(self, states: Tensor, style: Tensor) -> Tensor:
        """[B, T, wide], [B] -> [B, T, tags]."""
        told = self.style(style)[:, None].expand(-1, states.shape[1], -1)
        return self.tag_out(self.drop(self.tag_in(torch.cat([states, told], 2)).relu()))

    def acts(self, states: Tensor) -> Tensor:
        """[B, T, wide] -> [B, T, acts]: which type of act each word tells, the first for none."""
        return self.act_out(self.drop(self.act_in(states).relu()))
