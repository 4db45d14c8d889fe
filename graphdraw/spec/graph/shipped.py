"""The names of the blocks that come with the program, and the file that defines them."""

from __future__ import annotations

from pathlib import Path

SHIPPED = ("neuron", "rnn_cell", "lstm_cell", "gru_cell")
"""Names of the shipped blocks, so that the file is read only where one of them is called."""

FILE = Path(__file__).with_name("blocks.yaml")
