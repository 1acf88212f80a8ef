"""Searches by LIKE in the ordinary database and prints the milliseconds of each: like.py DATABASE WORD..."""
import sqlite3
import sys
import time

database, *words = sys.argv[1:]
connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
connection.execute("PRAGMA cache_size = -262144")
matching = """FROM users WHERE first_name || ' ' || last_name LIKE ?1 OR email LIKE ?1 OR unique_id LIKE ?1"""
# The first search of all also warms the cache.
for word in words[:1] + words:
    began = time.perf_counter()
    pattern = f"%{word}%"
    connection.execute(f"SELECT id, first_name, last_name, email, unique_id, license {matching} "
                       "ORDER BY first_name, last_name, id LIMIT 50", (pattern,)).fetchall()
    took = time.perf_counter() - began
    connection.execute(f"SELECT count(*) {matching}", (pattern,)).fetchone()
    print(took * 1000)
