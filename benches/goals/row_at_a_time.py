"""The script that one writes in the afternoon: row_at_a_time.py DATABASE LIST ROWS_PER_COMMIT (0: one transaction)."""
import csv
import sqlite3
import sys

database, path, rows_per_commit = sys.argv[1], sys.argv[2], int(sys.argv[3])
connection = sqlite3.connect(database, isolation_level=None)
connection.execute("PRAGMA foreign_keys = ON")
connection.execute("PRAGMA synchronous = FULL")
connection.execute("PRAGMA secure_delete = ON").fetchall()
with open(path, newline="", encoding="utf-8") as file:
    connection.execute("BEGIN")
    for number, (email, unique_id) in enumerate(csv.reader(file), start=1):
        if email:
            connection.execute("DELETE FROM users WHERE email = ?", (email,))
        else:
            connection.execute("DELETE FROM users WHERE unique_id = ?", (unique_id,))
        if rows_per_commit and number % rows_per_commit == 0:
            connection.execute("COMMIT")
            connection.execute("BEGIN")
    connection.execute("COMMIT")
connection.close()
