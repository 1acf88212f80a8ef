"""The console over a slow line: two network namespaces, 150 ms there and back, 1 Mbit/s.

    python3 tests/slow_line.py target/release/offboard

Needs OpenSSH. Where namespaces may not be made, or the kernel has no `netem`, it says so, and a relay of its own on the
loopback delays and slows down instead. It prints, for each key, how long the screen takes and how many bytes come: on the wire with all headers,
or, with the relay, what SSH sends.
"""

import os
import pty
import queue
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

DESK, HOME = "offboard-desk", "offboard-home"


def run(*words, **more):
    return subprocess.run(words, check=True, capture_output=True, text=True, **more).stdout


def tear_down():
    for name in (DESK, HOME):
        subprocess.run(["ip", "netns", "del", name], capture_output=True)


def lay():
    """A line between two namespaces, half of the delay on each of its ends."""
    for name in (DESK, HOME):
        run("ip", "netns", "add", name)
    run("ip", "link", "add", "ob-desk", "netns", DESK, "type", "veth", "peer", "name", "ob-home", "netns", HOME)
    for name, end, address in ((DESK, "ob-desk", "10.99.0.1/24"), (HOME, "ob-home", "10.99.0.2/24")):
        run("ip", "-n", name, "addr", "add", address, "dev", end)
        run("ip", "-n", name, "link", "set", end, "up")
        run("ip", "-n", name, "link", "set", "lo", "up")
        run("ip", "netns", "exec", name, "tc", "qdisc", "add", "dev", end, "root",
            "netem", "delay", "75ms", "rate", "1mbit")


class Relay:
    """Passes a connection on, 75 ms later in each direction and no faster than 1 Mbit/s."""

    def __init__(self, to):
        self.to, self.back = to, 0
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        near, _ = self.door.accept()
        far = socket.create_connection(self.to)
        for one in (near, far):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.line(near, far, False)
        self.line(far, near, True)

    def line(self, source, sink, is_back):
        waiting = queue.Queue()

        def take():
            free = 0.0
            while data := source.recv(1400):
                # It is on the line as long as the line is slow, and arrives the delay later.
                free = max(free, time.monotonic()) + len(data) / 125_000
                waiting.put((free + 0.075, data))
            waiting.put((0, b""))

        def give():
            while True:
                due, data = waiting.get()
                time.sleep(max(0, due - time.monotonic()))
                if not data:
                    return sink.close()
                sink.sendall(data)
                self.back += len(data) if is_back else 0

        for work in (take, give):
            threading.Thread(target=work, daemon=True).start()


RELAY = None


def received():
    if RELAY:
        return RELAY.back
    text = run("ip", "netns", "exec", HOME, "cat", "/proc/net/dev")
    return int(re.search(r"ob-home:\s*(\d+)", text).group(1))


class Terminal:
    """A client at a terminal of 120 columns and 40 rows."""

    def __init__(self, words):
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execvp(words[0], words)
        import fcntl, struct, termios
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def read(self, patience):
        """What comes until nothing has for a while; when the first of it came."""
        first, got, wait = None, b"", patience
        while select.select([self.end], [], [], wait)[0]:
            try:
                part = os.read(self.end, 65536)
            except OSError:
                break
            first = first or time.monotonic()
            got, wait = got + part, 0.4
        return first, got

    def press(self, what, key):
        before, began = received(), time.monotonic()
        os.write(self.end, key)
        first, got = self.read(5)
        waited = (first - began) * 1000 if first else float("nan")
        print(f"{what:28} {waited:6.0f} ms  {received() - before:6} bytes on the wire, {len(got):6} for the terminal")


def main():
    global RELAY
    program = os.path.realpath(sys.argv[1])
    if not shutil.which("ssh"):
        print("passed over: ssh is needed")
        return
    tear_down()
    has_line = os.geteuid() == 0 and bool(shutil.which("tc"))
    try:
        if has_line:
            lay()
    except subprocess.CalledProcessError as error:
        tear_down()
        has_line = False
        print(f"no such line can be laid here ({error.stderr.strip()}): a relay stands in for it")
    inside = lambda name: ["ip", "netns", "exec", name] if has_line else []
    address = "10.99.0.1" if has_line else "127.0.0.1"
    place = tempfile.mkdtemp()
    env = {"HOME": place, "OFFBOARD_DB": f"{place}/hub.db", "PATH": os.environ["PATH"]}
    here = lambda *words: run(program, *words, env=env, cwd=place)
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{place}/id")
    here("init", "--account", "Hub", "--admin", "dl@hub.example")
    here("seed", "--learners", "10000", "--yes")
    here("operators", "key", "add", "dl", "id.pub")
    server = subprocess.Popen(
        [*inside(DESK), program, "serve", "--listen", f"{address}:0"],
        env=env, cwd=place, stderr=subprocess.PIPE, text=True)
    port = re.search(r":(\d+)\. ", server.stderr.readline()).group(1)
    try:
        if not has_line:
            RELAY = Relay(("127.0.0.1", int(port)))
            port = str(RELAY.port)
        ssh = [*inside(HOME), "ssh", "-F", "none", "-i", f"{place}/id", "-p", port, "-t",
               "-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={place}/known", address]
        before, began = received(), time.monotonic()
        terminal = Terminal(ssh)
        first, got = terminal.read(30)
        while b"Home" not in got:
            got += terminal.read(30)[1]
        print(f"{'connect, first screen':28} {(first - began) * 1000:6.0f} ms  {received() - before:6} bytes on the wire")
        terminal.press("users (a whole screen)", b"2")
        for _ in range(3):
            terminal.press("one row down", b"j")
        terminal.press("a page down", b"\x1b[6~")
        terminal.press("search opens", b"/")
        for letter in b"sit":
            terminal.press(f"search: {chr(letter)}", bytes([letter]))
        terminal.press("Enter", b"\r")
        terminal.press("profile (a whole screen)", b"\r")
        terminal.press("menu", b"m")
        terminal.press("menu closes", b"\x1b")
        before = received()
        time.sleep(20)
        print(f"{'20 s without a key':28}            {received() - before:6} bytes on the wire")
        terminal.press("quit", b"\x11")
    finally:
        server.kill()
        tear_down()
        shutil.rmtree(place, ignore_errors=True)


main()
