"""Signatures by OpenSSH keys, made and verified by ssh-keygen without any network."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path


class BadKey(Exception):
    """The key is none, or none that can sign here."""


def sign(body: bytes, key: Path, namespace: str) -> bytes:
    """The signature of ``body``; an Ed25519 key gives the same one every time. Raises BadKey."""
    command = ["ssh-keygen", "-Y", "sign", "-n", namespace, "-f", str(key)]
    done = subprocess.run(command, input=body, capture_output=True, check=False)
    if done.returncode:
        raise BadKey(str(key))
    return done.stdout


def verified(body: bytes, signature: bytes, namespace: str, signers: Path | None, identity: str, at: str = "") -> bool:
    """Whether ``signature`` is one of ``body`` by a key that the file ``signers`` names for ``identity``.

    Without ``signers`` only whether it is a signature of ``body`` at all, by whomever. ``at``: the moment, YYYYMMDDHHMMSS in
    UTC, at which the key must be valid by that file, instead of now.
    """
    trust = ["verify", "-f", str(signers), "-I", identity] if signers else ["check-novalidate"]
    trust += ["-O", f"verify-time={at}Z"] if signers and at else []
    with tempfile.TemporaryDirectory(prefix="yangguang-") as folder:
        place = Path(folder, "signature")
        place.write_bytes(signature)
        command = ["ssh-keygen", "-Y", *trust, "-n", namespace, "-s", str(place)]
        return not subprocess.run(command, input=body, capture_output=True, check=False).returncode
