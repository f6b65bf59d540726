"""The operating system account that the private database runs as.

PostgreSQL refuses to run as root, so root hands it to an account without rights; anybody else runs
it as themselves.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from rjcase.local.refusals import CannotStart

CANDIDATES = ("rjcase", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An account of this machine, as PostgreSQL's peer authentication knows it."""

    name: str
    uid: int
    gid: int


def own_account() -> Account:
    """Whoever runs this program."""
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError:
        raise CannotStart(
            f"user {os.geteuid()} has no entry in /etc/passwd, which PostgreSQL needs"
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def database_account() -> Account:
    """The account for the database: oneself, or the first that exists where one is root."""
    if os.geteuid() != 0:
        return own_account()
    for name in filter(None, (os.environ.get("RJCASE_PG_OS_USER"), *CANDIDATES)):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise CannotStart(
        "PostgreSQL does not run as root and no other account was found: adduser --system rjcase"
    )


def can_enter(account: Account, path: Path) -> bool:
    """Whether the account may pass through a folder, or execute a file."""
    if account.uid == os.geteuid():
        return os.access(path, os.X_OK)
    test = ["/usr/bin/test", "-x", str(path)]
    return (
        subprocess.run(
            test, check=False, cwd="/", user=account.uid, group=account.gid, extra_groups=[]
        ).returncode
        == 0
    )


def give(path: Path, account: Account, mode: int) -> None:
    """Make the account the owner of one path; its parents are left as they are."""
    if account.uid != os.geteuid():
        os.chown(path, account.uid, account.gid)
    path.chmod(mode)
