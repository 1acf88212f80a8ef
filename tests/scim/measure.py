#!/usr/bin/env python3
"""How fast the program reads and calls scim2-server, beside curl on the same requests. Not a test: it is run by hand.

    cargo build --release
    pip install scim2-server==0.8.3
    python3 tests/scim/measure.py pull target/release/offboard 10000
    python3 tests/scim/measure.py push target/release/offboard 1000
    python3 tests/scim/measure.py roster target/release/offboard 1000000

pull: `offboard provider pull`, and a loop of curl requests of the same pages.
push: deactivations with four connections, and curl with four connections on the same requests, as fast as the server goes.
roster: a roster of so many rows that concludes deletions of a tenth as many, and the import of the same roster.
"""

import http.client
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

TOKEN = "open-sesame"
PAGE = 200


def person(number):
    email = f"person{number}@enigma.example"
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": email, "externalId": f"E-{number}", "active": True,
        "name": {"givenName": "Person", "familyName": str(number)},
        "emails": [{"value": email, "type": "work", "primary": True}],
    }


class Server:
    """scim2-server with so many people."""

    def __init__(self, people):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        program = "from scim2_server.testserver.cli import main; main()"
        words = ["--port", str(self.port), "--bearer-token", TOKEN]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen([sys.executable, "-c", program, *words], stdout=quiet, stderr=quiet)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                break
            except OSError:
                time.sleep(0.05)
        self.ids = {}
        self.line = http.client.HTTPConnection("127.0.0.1", self.port)
        for number in range(1, people + 1):
            self.ids[number] = self.call("POST", "/v2/Users", person(number))["id"]

    def url(self):
        return f"http://127.0.0.1:{self.port}/v2"

    def call(self, method, path, body=None):
        head = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/scim+json"}
        self.line.request(method, path, json.dumps(body) if body else None, head)
        answer = self.line.getresponse()
        text = answer.read()
        assert answer.status < 300, (method, path, answer.status, text)
        return json.loads(text) if text else None

    def active(self):
        page, active = 1, 0
        while True:
            found = self.call("GET", f"/v2/Users?startIndex={page}&count={PAGE}").get("Resources") or []
            active += sum(user.get("active", True) for user in found)
            page += len(found)
            if len(found) < PAGE:
                return active

    def end(self):
        self.process.kill()
        self.process.wait()


class Account:
    """An account of its own that lives at the server."""

    def __init__(self, program, server=None):
        self.program = program
        self.folder = tempfile.TemporaryDirectory()
        self.place = pathlib.Path(self.folder.name)
        if server is None:
            self.run("init", "--account", "Enigma", "--admin", "ops@enigma.example")
            return
        token = self.place / "token"
        token.write_text(TOKEN + "\n")
        token.chmod(0o600)
        self.run("init", "--account", "Enigma", "--admin", "ops@enigma.example")
        self.run("provider", "connect", "--url", server.url(), "--token-file", str(token))
        self.run("provider", "set", "scim")
        # Letters are handed over after the calls, and are not what is measured.
        self.run("account", "set", "mail_on_revoke", "no")

    def run(self, *words):
        place = {"OFFBOARD_DB": str(self.place / "account.db"), "XDG_CONFIG_HOME": str(self.place)}
        done = subprocess.run(
            [self.program, *words], env={**os.environ, **place}, capture_output=True, text=True
        )
        assert done.returncode in (0, 1), (words, done.stdout, done.stderr)
        return done.stdout

    def phases(self, *words):
        """Seconds of reading a file and of the act, of one command."""
        times = self.place / "times"
        self.run("--timings", str(times), *words)
        lines = [json.loads(line) for line in times.read_text().splitlines()]
        wanted = ("import.intake", "plan", "act")
        return {name: sum(line["ms"] for line in lines if line["phase"] == name) / 1000 for name in wanted}


def took(work):
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def curl_pages(server, people):
    for start in range(1, people + 1, PAGE):
        address = f"{server.url()}/Users?startIndex={start}&count={PAGE}"
        subprocess.run(
            ["curl", "-sS", "-o", "/dev/null", "-H", f"Authorization: Bearer {TOKEN}", address], check=True
        )


def curl_calls(server, numbers, folder):
    """Finds and deactivates people with curl on four connections."""
    body = json.dumps({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "active", "value": False}],
    }).replace('"', '\\"')
    parts = []
    for number in numbers:
        wanted = urllib.parse.quote(f'externalId eq "E-{number}"')
        common = f'header = "Authorization: Bearer {TOKEN}"\nsilent\noutput = "/dev/null"\n'
        parts.append(f'url = "{server.url()}/Users?filter={wanted}&count=10"\n{common}')
        parts.append(
            f'url = "{server.url()}/Users/{server.ids[number]}"\nrequest = "PATCH"\ndata = "{body}"\n'
            f'header = "Content-Type: application/scim+json"\n{common}'
        )
    config = pathlib.Path(folder) / "calls"
    config.write_text("next\n".join(parts))
    subprocess.run(["curl", "-Z", "--parallel-max", "4", "-K", str(config)], check=True, stderr=subprocess.DEVNULL)


def pull(program, people):
    server = Server(people)
    account = Account(program, server)
    words = ("provider", "pull", "--license", "Learning", "--make-licenses")
    ours = []
    bare = []
    for _ in range(3):
        bare.append(took(lambda: curl_pages(server, people)))
        ours.append(took(lambda: account.run("provider", "pull", "-o", str(account.place / "roster.csv"), "--force")))
    whole = took(lambda: account.run(*words))
    ours, bare = sorted(ours)[1], sorted(bare)[1]
    print(f"{people} users: read {ours:.2f} s, curl {bare:.2f} s, {ours / bare:.2f} times; read and taken in {whole:.2f} s")
    server.end()


def push(program, people):
    ratios = []
    for _ in range(3):
        server = Server(2 * people)
        account = Account(program, server)
        account.run("provider", "pull", "--license", "Learning", "--make-licenses")
        ours = [f"E-{number}" for number in range(1, people + 1)]
        for start in range(0, people, 200):
            account.run("users", "license", *ours[start:start + 200], "none")
        bare = took(lambda: curl_calls(server, range(people + 1, 2 * people + 1), account.place))
        mine = took(lambda: account.run("provider", "push", "--quiet"))
        assert server.active() == 0, server.active()
        ratios.append(bare / mine)
        print(f"{people} deactivations: {people / mine:.0f}/s, curl {people / bare:.0f}/s, {bare / mine:.2f} of it")
        server.end()
    print(f"middle: {sorted(ratios)[1]:.2f}")


def roster(program, rows):
    account = Account(program)
    leavers = rows // 10
    line = "Person,Number {0},person{0}@enigma.example,E-{0}\n".format
    header = "First name,Last name,Email,Employee ID\n"
    everybody, later, gone = (account.place / name for name in ("all.csv", "later.csv", "leavers.csv"))
    everybody.write_text(header + "".join(map(line, range(rows + leavers))))
    later.write_text(header + "".join(map(line, range(rows))))
    ids = "".join(f",E-{number}\n" for number in range(rows, rows + leavers))
    gone.write_text("primary_email_address,unique_user_id\n" + ids)
    account.run("users", "import", str(everybody))
    imported = account.phases("users", "import", str(later))
    account.run("provider", "set", "file")
    account.run("deletions", "run", str(gone), "--yes", "--confirm", f"delete {leavers} users")
    for handover in json.loads(account.run("provider", "list", "--format", "json")):
        account.run("provider", "uploaded", str(handover["handover"]))
    concluded = {}
    # The roster is taken after the files were uploaded.
    time.sleep(1.1)
    whole = took(lambda: concluded.update(account.phases("provider", "roster", str(later), "--taken", "now")))
    states = account.run("provider", "changes", "--state", "confirmed", "--limit", str(2 * leavers), "--format", "jsonl")
    assert len(states.splitlines()) == leavers, len(states.splitlines())
    once, twice = (sum(part.values()) for part in (imported, concluded))
    print(f"{rows} rows, {leavers} changes: imported in {once:.1f} s, concluded in {twice:.1f} s, {twice / once:.2f} times; "
          f"with the erasure here {whole:.1f} s")


if __name__ == "__main__":
    {"pull": pull, "push": push, "roster": roster}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
