"""Runs a command and writes, as JSON, what it took: measure.py REPORT INPUT OUTPUT ERRORS COMMAND...

Wall and CPU time, peak memory and the bytes that it wrote, all from the kernel and exact at its end: the accounts of a
process are still there between its exit and the moment in which its parent takes note.
"""
import json
import os
import sys
import time

report, given, output, errors, *command = sys.argv[1:]
write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
streams = [
    (os.POSIX_SPAWN_OPEN, 0, given, os.O_RDONLY, 0),
    (os.POSIX_SPAWN_OPEN, 1, output, write, 0o600),
    (os.POSIX_SPAWN_OPEN, 2, errors, write, 0o600),
]
began = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
wall = time.perf_counter() - began
with open(f"/proc/{child}/io") as accounts:
    io = dict(line.split(": ") for line in accounts.read().splitlines())
_, status, used = os.wait4(child, 0)
with open(report, "w") as file:
    json.dump({
        "code": os.waitstatus_to_exitcode(status),
        "wall_s": wall,
        "cpu_s": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss * 1024 / 1e6,
        "written_mb": int(io["wchar"]) / 1e6,
        "to_disk_mb": int(io["write_bytes"]) / 1e6,
    }, file)
