"""`./rj run`: servers, database, web, worker and beat, until somebody stops it."""

import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from rjcase.local import remains, stamps
from rjcase.local.accounts import database_account
from rjcase.local.assets import build_assets, collect_static
from rjcase.local.children import Family, wait_until
from rjcase.local.home import held, make_home, usual_home
from rjcase.local.ports import HOST, chosen_port, refuse_taken
from rjcase.local.processes import PREPARATIONS, PROCESSES, Process
from rjcase.local.refusals import CannotStart
from rjcase.local.say import card, say
from rjcase.local.servers import installed, start_servers
from rjcase.local.stopping import Stopped, ignore_signals, stopping

PATIENCE = 120.0


def run(checkout: Path, arguments: list[str]) -> int:
    """Start everything, print the card, and stay until a signal or until something falls."""
    if arguments:
        raise CannotStart("./rj run takes no arguments; PORT and RJCASE_HOME are read")
    port, account = chosen_port(), database_account()
    address = f"http://{HOST}:{port}"
    home = usual_home(checkout, account)
    make_home(home, account)
    with held(home) as untidy:
        if untidy:
            remains.wait_for_remains(home / "children")
        refuse_taken(port)
        (home / "children").unlink(missing_ok=True)
        family = Family(home / "log", started=partial(remains.record, home / "children"))
        with stopping(), suppress(Stopped):
            try:
                env = start_servers(home, account, family, mode="local", address=address)
                start_rjcase(checkout, home, family, env=env, port=port)
                print(card(address=address, home=home, checkout=checkout), flush=True)
                stay(family)
            finally:
                ignore_signals()
                if family.children:
                    say("stopping")
                family.stop()
    say("stopped")
    return 0


def start_rjcase(
    checkout: Path, home: Path, family: Family, *, env: Mapping[str, str], port: int
) -> None:
    """Prepare database and static files, start the processes, and wait until they answer."""
    build_assets(checkout, family, env=env)
    collect_static(checkout, home, family, env=env)
    prepare_database(checkout, home, family, env=env)
    for process in PROCESSES:
        family.start(
            process.name,
            installed(process.arguments(home=str(home), bind=f"{HOST}:{port}")),
            env=environment_of(process, env),
            cwd=checkout,
            orphan_signal=process.orphan_signal,
            grace=process.grace,
        )
    say("starting web, worker and beat")
    question = installed(("python", "-m", "rjcase.local.ping"))
    ping = family.start("ping", question, env=env, cwd=checkout)
    family.children.remove(ping)
    wait_until(
        lambda: family.fallen() is not None or (ping.process.poll() is not None and healthy(port)),
        seconds=PATIENCE,
        pause=0.1,
    )
    refuse_fallen(family)
    if ping.process.poll() != 0 or not healthy(port):
        raise CannotStart(f"web or worker did not answer in {PATIENCE:.0f} s; see {home}/log")


def prepare_database(checkout: Path, home: Path, family: Family, *, env: Mapping[str, str]) -> None:
    """Migrate, load reference data and, once, demonstration data."""
    stamp, wanted = home / "postgres" / "prepared", stamps.code_fingerprint(checkout)
    if stamps.is_done(stamp, wanted):
        return
    for command in PREPARATIONS:
        say(f"manage.py {command[2]}")
        family.run(command[2], installed(command), env=env, cwd=checkout)
    load_demonstration(checkout, home, family, env=env)
    stamps.note_done(stamp, wanted)


def load_demonstration(
    checkout: Path, home: Path, family: Family, *, env: Mapping[str, str]
) -> None:
    """Once in the life of a database."""
    loaded = home / "postgres" / "demonstration"
    exists = any(checkout.glob("*/management/commands/demo_data.py"))
    if exists and not loaded.exists():
        say("manage.py demo_data (once, two or three minutes)")
        command = installed(("python", "manage.py", "demo_data"))
        family.run("demo_data", command, env=env, cwd=checkout)
        stamps.note_done(loaded, "loaded")


def environment_of(process: Process, env: Mapping[str, str]) -> dict[str, str]:
    """Each process knows one way into the database: its own."""
    others = {name: value for name, value in env.items() if not name.startswith("DATABASE_")}
    return {**others, "DATABASE_URL": env[process.connects_by]}


def healthy(port: int) -> bool:
    """Whether the web answers on its health page."""
    with (
        suppress(OSError),
        urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5) as page,
    ):
        return bool(page.status == 200)
    return False


def refuse_fallen(family: Family) -> None:
    """Stop all where one has stopped by itself."""
    child = family.fallen()
    if child:
        raise CannotStart(
            f"{child.name} stopped by itself ({child.process.returncode}); {child.last_words()}"
        )


def stay(family: Family) -> None:
    """Watch until a signal comes."""
    while True:
        refuse_fallen(family)
        time.sleep(0.5)
