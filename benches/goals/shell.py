"""Stands in for the sqlite3 shell where it is not installed: shell.py DATABASE < SCRIPT.

Statements, `.import --csv [--schema NAME] FILE TABLE` and the other dot commands of the scripts beside this file.
"""
import csv
import shlex
import sqlite3
import sys


def bring_in(connection, words):
    schema = "main"
    if "--schema" in words:
        at = words.index("--schema")
        schema = words[at + 1]
        words = words[:at] + words[at + 2:]
    path, table = words[-2:]
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        first = next(reader, None)
        if first is None:
            return
        known = connection.execute(f"SELECT 1 FROM {schema}.sqlite_schema WHERE name = ?", (table,)).fetchone()
        if not known:
            columns = ", ".join(f'"{name}" TEXT' for name in first)
            connection.execute(f'CREATE TABLE {schema}."{table}" ({columns})')
        marks = ", ".join("?" * len(first))
        insert = f'INSERT INTO {schema}."{table}" VALUES ({marks})'
        connection.execute("SAVEPOINT bring_in")
        if known:
            connection.execute(insert, first)
        connection.executemany(insert, reader)
        connection.execute("RELEASE bring_in")


connection = sqlite3.connect(sys.argv[1], isolation_level=None)
statement = ""
for line in sys.stdin:
    if not statement and line.startswith("."):
        words = shlex.split(line)
        if words[0] == ".import":
            bring_in(connection, words[1:])
        continue
    statement += line
    if sqlite3.complete_statement(statement):
        for row in connection.execute(statement):
            print("|".join(str(value) for value in row))
        statement = ""
connection.close()
