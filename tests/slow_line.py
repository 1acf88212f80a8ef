"""The console over a slow line: two network namespaces, 150 ms there and back, 1 Mbit/s.

    python3 tests/slow_line.py target/release/offboard

Needs OpenSSH. Where the kernel has no `netem`, this script carries each packet from one namespace to the other, as late and
as slowly. Where namespaces may not be made at all, it says so, and relays a connection on the loopback instead. It prints,
for each key, how long the screen takes and how many bytes come: on the line with all headers, or, with the relay, what SSH
sends. It fails where one row down costs a large part of a screen, or where bytes come without a key.
"""

import fcntl
import os
import pty
import queue
import re
import select
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

DESK, HOME = "offboard-desk", "offboard-home"


def run(*words, **more):
    return subprocess.run(words, check=True, capture_output=True, text=True, **more).stdout


def tear_down():
    for name in (DESK, HOME):
        subprocess.run(["ip", "netns", "del", name], capture_output=True)


ENDS = ((DESK, "ob-desk", "10.99.0.1/24"), (HOME, "ob-home", "10.99.0.2/24"))
# What a line of 1 Mbit/s carries in a second, in bytes, and how long each direction takes, in seconds.
RATE, DELAY = 125_000, 0.075


def address_ends():
    for name, end, address in ENDS:
        # No packets of the devices themselves.
        run("ip", "-n", name, "link", "set", end, "addrgenmode", "none")
        run("ip", "-n", name, "addr", "add", address, "dev", end)
        run("ip", "-n", name, "link", "set", end, "up")
        run("ip", "-n", name, "link", "set", "lo", "up")


def lay():
    """A line between two namespaces, half of the delay on each of its ends; says how it is made slow."""
    for name in (DESK, HOME):
        run("ip", "netns", "add", name)
    try:
        run("ip", "link", "add", "ob-desk", "netns", DESK, "type", "veth", "peer", "name", "ob-home", "netns", HOME)
        for name, end, _ in ENDS:
            run("ip", "netns", "exec", name, "tc", "qdisc", "add", "dev", end, "root",
                "netem", "delay", "75ms", "rate", "1mbit")
        address_ends()
        return "netem"
    except subprocess.CalledProcessError as error:
        told = error.stderr.strip()
        subprocess.run(["ip", "-n", DESK, "link", "del", "ob-desk"], capture_output=True)
    desk, home = (tunnel(name, end) for name, end, _ in ENDS)
    address_ends()
    carry(desk, home)
    carry(home, desk)
    return f"packets that this script carries (netem: {told})"


def tunnel(name, end):
    """A device in a namespace whose packets are read and written here."""
    tun_set_interface, tun_without_header = 0x400454CA, 0x1001
    tun = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tun, tun_set_interface, struct.pack("16sH22x", end.encode(), tun_without_header))
    run("ip", "link", "set", end, "netns", name)
    return tun


def carry(source, sink):
    """Carries packets one way; what comes too fast waits, and far too much of it is lost, as on any line."""
    delayed(lambda: os.read(source, 2048), lambda packet: os.write(sink, packet), queue.Queue(1000))


def delayed(take, give, waiting):
    """Hands on what is taken, once it has been on the line for as long as it is slow, and the delay later."""
    def taking():
        free = 0.0
        while data := take():
            free = max(free, time.monotonic()) + len(data) / RATE
            try:
                waiting.put_nowait((free + DELAY, data))
            except queue.Full:
                pass
        waiting.put((0, b""))

    def giving():
        while True:
            due, data = waiting.get()
            time.sleep(max(0, due - time.monotonic()))
            give(data)
            if not data:
                return

    for work in (taking, giving):
        threading.Thread(target=work, daemon=True).start()


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
        def give(data):
            if not data:
                return sink.close()
            sink.sendall(data)
            self.back += len(data) if is_back else 0

        delayed(lambda: source.recv(1400), give, queue.Queue())


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
        return len(got)


def main():
    global RELAY
    program = os.path.realpath(sys.argv[1])
    if not shutil.which("ssh"):
        print("passed over: ssh is needed")
        return
    tear_down()
    try:
        print(f"the line: two namespaces, {lay()}")
        has_line = True
    except (OSError, subprocess.CalledProcessError) as error:
        tear_down()
        has_line = False
        told = getattr(error, "stderr", None) or str(error)
        print(f"passed over: no line between namespaces can be laid here ({told.strip()}); a relay stands in for it")
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
        screen = terminal.press("users (a whole screen)", b"2")
        rows = [terminal.press("one row down", b"j") for _ in range(3)]
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
        idle = received() - before
        print(f"{'20 s without a key':28}            {idle:6} bytes on the wire")
        terminal.press("quit", b"\x11")
        if max(rows) * 4 > screen or idle:
            sys.exit(f"a row costs {max(rows)} bytes of a screen of {screen}, and no key {idle}")
    finally:
        server.kill()
        tear_down()
        shutil.rmtree(place, ignore_errors=True)


main()
