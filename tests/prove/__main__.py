"""`python -m tests.prove [proof ... | all]`: proofs at full length, written down."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "docs" / "proof.md"
HEAD = """# Proof

What `./rj prove` showed, newest last. The suite runs each in a short form; here is the long one.

| when (London) | proof | what was done | ended | seconds |
|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Proof:
    """Tests of the suite, told by the environment to take their time."""

    tests: str
    setting: str
    size: str
    what: str


PROOFS = {
    "belts": Proof(
        "tests/architecture/test_belts.py",
        "RJCASE_PROOF_BELTS",
        "thorough",
        "every row of another area at every address, with each belt off and with both",
    ),
    "forms": Proof(
        "tests/hostile",
        "RJCASE_PROOF_FORMS",
        "thorough",
        "everything nasty in every box of every form and behind every address; none fell over",
    ),
    "races": Proof(
        "tests/prove/test_races.py",
        "RJCASE_PROOF_RACES",
        "200",
        "200 races to open, decide and move; one winner each",
    ),
    "accepts": Proof(
        "tests/prove/test_accepts.py",
        "RJCASE_PROOF_ACCEPTS",
        "200",
        "200 races of two who accept at once: 200 decided once, 200 told so",
    ),
    "kills": Proof(
        "tests/outbox/test_kills.py",
        "RJCASE_PROOF_KILLS",
        "20",
        "a worker killed 20 times in the middle of sending; each message once",
    ),
    "tries": Proof(
        "tests/prove/test_tries.py",
        "RJCASE_PROOF_TRIES",
        "50000",
        "50,000 guesses at another area's rows; none found",
    ),
    "sends": Proof(
        "tests/referrals/api/test_partner.py",
        "RJCASE_PROOF_SENDS",
        "200",
        "one referral sent 200 times through the API, 20 at once; taken in once",
    ),
    "schema": Proof(
        "tests/referrals/api/test_schema.py",
        "RJCASE_PROOF_SCHEMA",
        "400",
        "2,000 requests made up from the API's schema; none fell over or was answered unheard of",
    ),
}


def run(proof: Proof) -> tuple[str, float]:
    """How it ended, and how long it took."""
    begun = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        proof.tests,
    ]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, proof.setting: proof.size}, check=False
    )
    return ("held" if done.returncode == 0 else "FAILED"), time.monotonic() - begun


def write_down(name: str, ended: str, seconds: float) -> None:
    if not RESULTS.exists():
        RESULTS.write_text(HEAD, encoding="utf-8")
    when = datetime.now(ZoneInfo("Europe/London"))
    with RESULTS.open("a", encoding="utf-8") as results:
        results.write(
            f"| {when:%Y-%m-%d %H:%M} | {name} | {PROOFS[name].what} | {ended} | {seconds:.0f} |\n"
        )


def main(arguments: list[str]) -> int:
    chosen = list(PROOFS) if not arguments or "all" in arguments else arguments
    unknown = sorted(set(chosen) - set(PROOFS))
    if unknown:
        sys.exit(f"there is no proof {', '.join(unknown)}, only {', '.join(PROOFS)} and all")
    failed = 0
    for name in chosen:
        ended, seconds = run(PROOFS[name])
        write_down(name, ended, seconds)
        failed += ended != "held"
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
