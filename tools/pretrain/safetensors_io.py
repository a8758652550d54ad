"""A safetensors reader and writer: 8 bytes of header length, a JSON header, raw little-endian tensors.

Format: https://github.com/huggingface/safetensors#format. Only the types used here are known.
Kept local so that the file's bytes depend on nothing but this page.
"""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import numpy as np

TYPES: dict[str, np.dtype] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "I32": np.dtype("<i4"),
}
NAMES = {dtype: name for name, dtype in TYPES.items()}


def write(path: Path, tensors: dict[str, np.ndarray], metadata: dict[str, str]) -> None:
    """Writes tensors in the given order, unpadded; the header is padded with spaces to 8 bytes."""
    header: dict[str, object] = {"__metadata__": metadata}
    blobs: list[bytes] = []
    offset = 0
    for name, tensor in tensors.items():
        array = np.ascontiguousarray(tensor)
        blob = array.tobytes()
        header[name] = {
            "dtype": NAMES[array.dtype.newbyteorder("<")],
            "shape": list(array.shape),
            "data_offsets": [offset, offset + len(blob)],
        }
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def read(path: Path) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """Returns (tensors by name, metadata); raises KeyError on a type that is not in TYPES."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    body = raw[8 + length :]
    tensors: dict[str, np.ndarray] = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        flat = np.frombuffer(body[start:end], TYPES[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"]).copy()
    return tensors, metadata


def sha256(path: Path) -> str:
    """The file's SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
