#!/bin/sh
# tests/cli.sh: the program as a user runs it. DRAGOMAN names it (build/cli/dragoman). The last line is "N passed, N failed".
set -u
cd "$(dirname -- "$0")/.." || exit 3
dragoman=$(realpath "${DRAGOMAN:-build/cli/dragoman}") && [ -x "$dragoman" ] || {
  echo "cli.sh: no program to test; DRAGOMAN must name it" >&2
  exit 3
}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$dragoman" "$work/bin/dragoman"
PATH=$work/bin:$PATH # so that the examples of the help run as they are written
passed=0
failed=0

ok() {
  passed=$((passed + 1))
  echo "ok      $1"
}

not_ok() {
  failed=$((failed + 1))
  echo "FAILED  $1"
  shift
  for line; do echo "        $line"; done
  echo "        standard error was:"
  head -n 20 "$work/err" | sed 's/^/          /'
}

# The command ends with this status. Its output stays in $work/out, its messages in $work/err.
ends() { # NAME STATUS COMMAND...
  name=$1
  wanted=$2
  shift 2
  "$@" >"$work/out" 2>"$work/err"
  status=$?
  if [ $status -eq "$wanted" ]; then ok "$name"; else not_ok "$name" "exit status $status, wanted $wanted: $*"; fi
}

# What the last command wrote.
says() { # NAME PATTERN: on standard error
  if grep -q -e "$2" "$work/err"; then ok "$1"; else not_ok "$1" "no message like: $2"; fi
}
writes() { # NAME PATTERN: on standard output
  if grep -q -e "$2" "$work/out"; then ok "$1"; else not_ok "$1" "no output like: $2"; fi
}
is_silent() { # NAME: on standard error
  if [ -s "$work/err" ]; then not_ok "$1" "messages where there should be none"; else ok "$1"; fi
}
same() { # NAME FILE FILE
  if cmp -s "$2" "$3"; then ok "$1"; else not_ok "$1" "$(cmp "$2" "$3" 2>&1)"; fi
}

# ---- usage

ends 'help' 0 dragoman --help
writes 'help lists the verbs' '^  code '
ends 'version' 0 dragoman --version
writes 'version names the packs' '^packs [0-9a-f]\{16\}: .*en'
ends 'no verb is wrong usage' 2 dragoman
ends 'an unknown verb is wrong usage' 2 dragoman frobnicate
says 'an unknown verb is named' "unknown verb 'frobnicate'"
for verb in code clean explain eval pack; do
  ends "$verb: help" 0 dragoman $verb --help
  writes "$verb: help ends with an example" '^Example:'
  example=$(sed -n '/^Example:/,$p' "$work/out" | sed 1d)
  ends "$verb: the example of its help runs" 0 sh -c "$example"
  if [ -s "$work/out" ]; then ok "$verb: ... and shows something"; else not_ok "$verb: ... and shows something"; fi
  ends "$verb: no argument is wrong usage" 2 dragoman $verb
  ends "$verb: an unknown option is wrong usage" 2 dragoman $verb --frob
  says "$verb: ... and points to the help" "$verb --help"
done
ends 'a value that is no choice is wrong usage' 2 dragoman code --format xml examples
ends 'no number is wrong usage' 2 dragoman code --threads many examples
ends 'a missing value is wrong usage' 2 dragoman code examples --format
ends 'errors of the unread half stay unseen' 2 dragoman eval --half unread --errors 1 packs/en/cases.jsonl

# ---- examples: each report gives an event, and every record keeps the contract

ends 'code: a folder' 0 dragoman code examples
is_silent 'code: nothing to complain of'
cp "$work/out" "$work/examples.jsonl"
for page in examples/*.txt; do
  if grep -q "\"doc_id\":\"$page\"" "$work/examples.jsonl"; then ok "$page has an event"; else not_ok "$page has an event"; fi
done
ends 'code: records keep the contract' 0 python3 tests/cli_records.py records "$work/examples.jsonl"
ends 'code: csv' 0 dragoman code --format csv examples
cp "$work/out" "$work/examples.csv"
ends 'code: csv and JSON Lines say the same' 0 python3 tests/cli_records.py csv "$work/examples.jsonl" "$work/examples.csv"
ends 'code: table' 0 env COLUMNS=80 dragoman code --format table examples
cp "$work/out" "$work/table"
ends 'code: the table fits 80 columns' 0 python3 tests/cli_records.py width 80 "$work/table"
ends 'clean: a folder' 0 dragoman clean examples
cp "$work/out" "$work/clean.jsonl"
ends 'clean: a document a page, each with its language' 0 python3 tests/cli_records.py documents "$work/clean.jsonl" examples/*.txt
ends 'explain: a folder' 0 dragoman explain examples

# ---- ways in

first=$(ls examples/en-*.txt | head -n 1)
ends 'standard input' 0 sh -c "dragoman code - <'$first'"
writes 'standard input has a name' '"doc_id":"-"'
printf '{"id":"a","lang":"en","date":"2024-05-02","text":"Iran condemned the Israeli strikes."}\n\n{"text":"Iran condemned the Israeli strikes."}\n' >"$work/two.jsonl"
ends 'JSON Lines' 0 dragoman code "$work/two.jsonl"
writes 'a record has its id' '"doc_id":"a"'
writes 'a record without one is named by its line' 'two.jsonl:3"'
printf '\357\273\277{"id":"a","text":"Iran condemned the Israeli strikes."}\n' >"$work/mark"
ends 'a byte order mark before JSON Lines' 0 dragoman code "$work/mark"
writes 'a byte order mark before JSON Lines is passed over' '"doc_id":"a"'
printf '%s\n' '{"id":"p#1","lang":"en","text":"Russian Foreign Minister Sergei Lavrov arrived in Tehran."}' \
  '{"id":"p#2","lang":"en","text":"Lavrov condemned the Israeli strikes."}' >"$work/parts.jsonl"
ends 'parts of a document' 0 dragoman code "$work/parts.jsonl"
writes 'parts of a document keep their ids' '"doc_id":"p#2"'
mkdir -p "$work/tree/b" "$work/tree/a" "$work/tree/.hidden" "$work/none"
for place in b/x.txt a/y.txt c.txt .hidden/z.txt; do cp "$first" "$work/tree/$place"; done
ends 'a tree is walked' 0 dragoman clean "$work/tree"
sed 's/^{"id":"\([^"]*\)".*/\1/' "$work/out" >"$work/ids"
printf "$work/tree/%s\n" a/y.txt b/x.txt c.txt >"$work/wanted"
same 'a tree is walked in the order of bytes' "$work/ids" "$work/wanted"

# ---- bad input: a message with file and line, the rest coded, status 1

bad() { # NAME MESSAGE-PATTERN FILE: coded together with a good page
  ends "$1: status 1" 1 timeout 120 dragoman code "$3" "$first"
  says "$1: a message" "^dragoman: .*$2"
  writes "$1: the rest is coded" "\"doc_id\":\"$first\""
  ends "$1: clean, status 1" 1 timeout 120 dragoman clean "$3" "$first"
}
: >"$work/empty.txt"
printf '\n  \n' >"$work/blank.txt"
: >"$work/empty.jsonl"
head -c 20000 "$dragoman" >"$work/binary"
printf 'Iran condemned the Israeli strikes.\nIt was \377\376 a long day.\n' >"$work/utf8.txt"
printf '{"id":"u","lang":"en","text":"Iran condemned the Israeli strikes \377."}\n' >"$work/utf8.jsonl"
iconv -f UTF-8 -t UTF-16 "$first" >"$work/utf16.txt"
head -c 50000000 /dev/zero | tr '\0' 'a' >"$work/long.txt"
{ printf '{"id":"long","text":"'; cat "$work/long.txt"; printf '"}\n'; cat "$work/two.jsonl"; } >"$work/long.jsonl"
printf '%s\n' '{"id":"1","lang":"en","text":"Iran condemned the Israeli strikes."}' '{"id":"2","text":"Iran' '["no","object"]' '{"id":"4"}' \
  '{"id":"5","text":6}' '{"id":"6","text":"x"} {"id":"7"}' '{"id":"8","lang":"en","text":"Iran condemned the Israeli strikes."}' >"$work/broken.jsonl"
bad 'an empty file' 'empty.txt: empty' "$work/empty.txt"
bad 'a file of blanks' 'blank.txt: empty' "$work/blank.txt"
bad 'an empty JSON Lines file' 'empty.jsonl: no document' "$work/empty.jsonl"
bad 'an empty folder' 'none: an empty folder' "$work/none"
bad 'a binary file' 'binary: binary' "$work/binary"
bad 'a file in another encoding' 'utf16.txt: .*encoding' "$work/utf16.txt"
bad 'a missing file' 'gone.txt: cannot open' "$work/gone.txt"
bad 'invalid UTF-8 in a page' 'utf8.txt:2: .*2 bytes' "$work/utf8.txt"
writes 'invalid UTF-8 in a page: it is told' '"bad_bytes":2'
bad 'invalid UTF-8 in a record' 'utf8.jsonl:1: 1 byte' "$work/utf8.jsonl"
bad 'a line of 50 MB' 'long.txt: more than 16 MB' "$work/long.txt"
bad 'a record of 50 MB' 'long.jsonl:1: .*16 MB' "$work/long.jsonl"
writes 'a record of 50 MB: the records behind it are read' '"id":"a"'
bad 'JSON that does not parse' 'broken.jsonl:2: ' "$work/broken.jsonl"
for line in 3 4 5 6; do says "JSON that does not parse: line $line too" "broken.jsonl:$line: "; done
ends 'JSON that does not parse: the records behind it' 1 dragoman code "$work/broken.jsonl"
writes 'JSON that does not parse: ... are coded' '"doc_id":"8"'
printf '{"id":"q7","lang":"tlh","text":"nuqneH"}\n' >"$work/klingon.jsonl"
cat "$work/two.jsonl" >>"$work/klingon.jsonl"
ends 'an unknown language: status 1' 1 dragoman code "$work/klingon.jsonl"
says 'an unknown language: document and language are named' "klingon.jsonl:1: .*q7.*tlh"
writes 'an unknown language: the rest is coded' '"doc_id":"a"'
ends 'an unknown language: cleaned all the same' 0 dragoman clean "$work/klingon.jsonl"
writes 'an unknown language: ... and marked' '"id":"q7","lang":"tlh".*"unsupported":true'
printf '{"id":"d","lang":"en","date":"yesterday","text":"Iran condemned the Israeli strikes."}\n' >"$work/date.jsonl"
ends 'a date that is none: status 1' 1 dragoman code "$work/date.jsonl"
says 'a date that is none: a message' 'date.jsonl:1: .*date'
writes 'a date that is none: coded without it' '"doc_id":"d"'
printf 'Die Bundesregierung verurteilte den Angriff auf die Botschaft und forderte eine Untersuchung.\n' >"$work/german.txt"
ends 'a page in a language without a pack: status 1' 1 dragoman code "$work/german.txt"
says 'a page in a language without a pack: both are named' "german.txt: .*de"
ends 'nothing to write to' 3 sh -c "dragoman code examples >/dev/full"
ends 'packs that are none' 3 dragoman code --packs "$work/none/packs" "$first"

# ---- odd but good input: in linear time, with no complaint

odd() { # NAME, the text from standard input
  cat >"$work/odd.txt"
  ends "$1" 0 timeout 100 dragoman code --lang en "$work/odd.txt"
}
head -c 1000000 /dev/zero | tr '\0' '"' | odd 'a megabyte of quotes'
head -c 1000000 /dev/zero | tr '\0' ',' | odd 'a megabyte of commas'
head -c 1000000 /dev/zero | tr '\0' '(' | odd 'a megabyte of brackets'
head -c 1000000 /dev/zero | tr '\0' 'x' | odd 'one endless word'
yes 'said that' | head -c 1000000 | tr '\n' ' ' | odd 'a megabyte of reporting verbs'
yes 'Iran and' | head -c 1000000 | tr '\n' ' ' | odd 'a megabyte of parties'
yes 'x' | head -c 1000000 | odd 'half a million lines'

# ---- same input, same bytes

dragoman code examples packs/*/cases.jsonl >"$work/once" 2>"$work/err"
dragoman code examples packs/*/cases.jsonl >"$work/again" 2>>"$work/err"
same 'two runs, same bytes' "$work/once" "$work/again"
dragoman code --threads 8 examples packs/*/cases.jsonl >"$work/eight" 2>>"$work/err"
same 'eight threads, same bytes' "$work/once" "$work/eight"
for page in examples/*.txt; do echo "$page"; done | sort -r >"$work/reverse"
xargs "$dragoman" code <"$work/reverse" 2>>"$work/err" | sort >"$work/sorted-reverse"
sort "$work/examples.jsonl" >"$work/sorted"
same 'another order of files, same events' "$work/sorted" "$work/sorted-reverse"
LC_ALL=fa_IR.UTF-8 TZ=Asia/Tehran dragoman code examples >"$work/locale" 2>>"$work/err"
same 'another locale and zone, same bytes' "$work/examples.jsonl" "$work/locale"

# ---- packs

ends 'pack list' 0 dragoman pack list
writes 'pack list: a line a language' '^id  *[0-9]'
ends 'pack check: all' 0 dragoman pack check
ends 'pack check: one, by its code' 0 dragoman pack check id
ends 'pack check: one, from inside' 0 sh -c 'cd packs/id && dragoman pack check .'
ends 'pack check: no such folder is wrong usage' 2 dragoman pack check packs/xx
ends 'pack compile' 0 dragoman pack compile -o "$work/packs.bin"
ends 'compiled packs code' 0 dragoman code --packs "$work/packs.bin" examples
same 'compiled packs, same bytes' "$work/out" "$work/examples.jsonl"
ends 'pack texts code' 0 dragoman code --packs packs examples
same 'pack texts, same bytes' "$work/out" "$work/examples.jsonl"
dragoman pack compile -o "$work/packs-again.bin" >"$work/out" 2>"$work/err"
same 'compiling twice gives the same file' "$work/packs.bin" "$work/packs-again.bin"
head -c 100 "$work/packs.bin" >"$work/cut.bin"
ends 'a cut pack file is refused' 3 dragoman code --packs "$work/cut.bin" "$first"
printf 'not a pack at all, but long enough to hold a header of one, or so one would think at first sight' >"$work/no.bin"
ends 'a file that is no pack is refused' 3 dragoman code --packs "$work/no.bin" "$first"

# A linguist's day: edit, run, see.
cp -r packs ontology "$work/"
printf 'CONDEMN  NONE:  gabbleflinted >TO\n' | sed 's/NONE:  //' >>"$work/packs/en/acts"
printf '{"id":"new","lang":"en","text":"Iran gabbleflinted to the Israeli government."}\n' >"$work/new.jsonl"
ends 'an edited pack codes' 0 dragoman code --packs "$work/packs" "$work/new.jsonl"
writes 'an edited pack knows the new word' '"type":"ACCUSE"'
line=$(($(wc -l <"$work/packs/en/acts") + 1))
printf 'CONDEMM  deplored\n' >>"$work/packs/en/acts"
ends 'a fault in a pack: status 1' 1 dragoman pack check "$work/packs/en"
writes 'a fault in a pack: file and line' "en/acts:$line: .*CONDEMM"
ends 'a fault in a pack: others are not blamed' 0 dragoman pack check "$work/packs/id"
ends 'a fault in a pack: it is not used' 3 dragoman code --packs "$work/packs" "$work/new.jsonl"
rm -r "$work/packs"
cp -r packs "$work/"
cases=$work/packs/en/cases.jsonl
rm -f "$work/packs/en/known.jsonl"
printf '%s\n' '{"id":"t1","lang":"en","text":"Iran condemned the Israeli strikes.","events":[{"type":"ACCUSE","source":["IRN"],"target":["ISR"]}]}' >"$cases"
ends 'pack test: a case that passes' 0 dragoman pack test "$work/packs/en"
writes 'pack test: the last line' '^1 passed, 0 failed$'
printf '%s\n' '{"id":"t2","lang":"en","text":"Iran condemned the Israeli strikes.","events":[]}' >>"$cases"
ends 'pack test: a case that fails' 1 dragoman pack test "$work/packs/en"
writes 'pack test: shown with file and line' "cases.jsonl:2: t2: Iran condemned"
writes 'pack test: shown with what was coded' '^    coded   ACCUSE.* IRN -> ISR'
sed -n 2p "$cases" >"$work/packs/en/known.jsonl"
ends 'pack test: a known failure is none' 0 dragoman pack test "$work/packs/en"
sed -n 1p "$cases" >>"$work/packs/en/known.jsonl"
ends 'pack test: a known failure that passes' 0 dragoman pack test "$work/packs/en"
writes 'pack test: ... is reported' 'known.jsonl:2: t1: passes now'
: >"$cases"
rm "$work/packs/en/known.jsonl"
ends 'pack test: no case is a failure' 1 dragoman pack test "$work/packs/en"

# ---- figures agree with the scorer of the shared folder

if [ -f ../shared/tools/score_events.py ]; then
  for gold in ntrex/id itn_events plover_en arabic_protest_assault; do
    for half in tune unread; do
      ends "eval: $gold, $half half, as score_events.py has it" 0 python3 tests/cli_records.py eval "$dragoman" ../shared "$gold" $half
    done
  done
  ends 'eval: a file with languages that have no pack' 1 dragoman eval --json ../shared/gold/itn_events.jsonl
else
  echo "skipped figures against ../shared/tools/score_events.py: it is not there"
fi

# ---- what the documents say is run

commands() { # every line of the ```sh blocks that runs the program
  sed -n '/^```sh$/,/^```$/p' "$1" | grep 'dragoman' | grep -v -e '^```' -e 'git clone'
}
mkdir -p "$work/checkout"
for name in examples packs ontology docs; do ln -s "$PWD/$name" "$work/checkout/$name"; done
mkdir -p "$work/checkout/build/cli"
ln -s "$dragoman" "$work/checkout/build/cli/dragoman"
for page in README.md CONTRIBUTING.md docs/*.md; do
  commands "$page" >"$work/commands"
  while IFS= read -r command; do
    case $command in '$ '*) command=${command#??} ;; esac
    ends "$page: $command" 0 sh -c "cd '$work/checkout' && $command" </dev/null
  done <"$work/commands"
done
ends 'README.md: the output that it shows' 0 sh -c "cp '$PWD/README.md' '$work/checkout/' && cd '$work/checkout' && python3 '$PWD/tests/cli_records.py' readme README.md"

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
