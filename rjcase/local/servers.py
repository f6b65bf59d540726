"""The private servers and the environment that leads to them."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rjcase.local import postgres, roles, stamps, valkey
from rjcase.local.accounts import Account, database_account
from rjcase.local.children import Family
from rjcase.local.environment import make_environment, read_environment, write_environment
from rjcase.local.home import throwaway_home


def start_servers(
    home: Path, account: Account, family: Family, *, mode: str, address: str
) -> dict[str, str]:
    """Start PostgreSQL and Valkey, make the roles, write `env`; return the environment."""
    durable = mode == "local"
    cluster = postgres.prepare(home, account, durable=durable)
    postgres.start(cluster, family)
    (home / "programs").write_text(str(cluster.programs))
    stamp, wanted = cluster.folder / "roles", roles.fingerprint()
    if not stamps.is_done(stamp, wanted):
        roles.make_roles(cluster.socket)
        stamps.note_done(stamp, wanted)
    (home / "mail").mkdir(mode=0o700, exist_ok=True)
    doorbell = valkey.start(home, family, durable=durable)
    values = make_environment(
        home=home,
        mode=mode,
        postgres=cluster.socket,
        valkey=doorbell,
        address=address,
        kept=read_environment(home / "env"),
    )
    write_environment(home / "env", values)
    return {**os.environ, **values}


NOWHERE = "http://localhost:8000"
"""What links in the mail of tests begin with."""


@contextmanager
def throwaway_servers() -> Iterator[tuple[dict[str, str], Family]]:
    """Servers for tests and checks, fast and forgetful, and gone at the end."""
    account = database_account()
    with throwaway_home(account) as home:
        family = Family(home / "log")
        try:
            yield start_servers(home, account, family, mode="test", address=NOWHERE), family
        finally:
            family.stop()


def installed(command: Sequence[str]) -> list[str]:
    """A command with the program of that name in this very environment."""
    return [str(Path(sys.executable).with_name(command[0])), *command[1:]]
