#!/usr/bin/env python3
"""What tests/cli.sh asks of output that a shell cannot read. Each command exits 0 when all is well, else says what is not.

    records EVENTS.jsonl                  the keys in their order, spans that cut out the text, known types
    csv EVENTS.jsonl EVENTS.csv           the same events in both
    documents CLEAN.jsonl PAGE...         a document a page, with its language
    width N TABLE                         no line is wider than N columns
    eval DRAGOMAN SHARED SET HALF         `dragoman eval` agrees with SHARED/tools/score_events.py
    readme PAGE [--rewrite]               a block under "<!-- output of: COMMAND -->" is what the command prints, run where one stands;
                                          --rewrite puts it there and shows the difference
"""
import csv, difflib, json, os, re, subprocess, sys, tempfile, unicodedata

KEYS = ("event_id doc_id story_id date date_precision date_text type mode contexts cameo goldstein quad intensity status confidence "
        "source target place lang sentence start end text rule reports").split()
ACTOR_KEYS = "code country sector name text start end".split()
TYPES = set("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())
STATUSES = {"actual", "planned", "negated", "hypothetical", "historical"}
QUADS = {1, 2, 3, 4}


def read(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def squash(text):
    return " ".join(text.split())


def check_record(event, pages):
    assert list(event) == KEYS, f"keys {list(event)}"
    assert event["type"] in TYPES and event["status"] in STATUSES and event["quad"] in QUADS, "type, status or quad"
    assert -10 <= event["goldstein"] <= 10 and -10 <= event["intensity"] <= 10 and 0 <= event["confidence"] <= 1, "a number out of range"
    assert event["reports"] >= 1 and event["cameo"] and event["rule"] and event["event_id"], "something is empty"
    page = pages.setdefault(event["doc_id"], open(event["doc_id"], encoding="utf-8", newline="").read())
    assert squash(page[event["start"]:event["end"]]) == squash(event["text"]), "start and end do not cut out the text"
    for actor in event["source"] + event["target"]:
        assert list(actor) == ACTOR_KEYS, f"keys {list(actor)}"
        if actor["end"] > 0:
            assert squash(page[actor["start"]:actor["end"]]) == squash(actor["text"]), f"span of actor {actor}"


def records(path):
    pages, events = {}, read(path)
    assert events, "no event at all"
    for event in events:
        try:
            check_record(event, pages)
        except AssertionError as fault:
            raise AssertionError(f"{event['doc_id']} {event['type']} {event['text']!r}: {fault}")
    assert len({e["event_id"] for e in events}) == len(events), "an event_id stands twice"


def flat(event):
    actors = {side: event[side] for side in ("source", "target")}
    join = lambda side, key: "|".join((a[key] or "").replace("|", "/") for a in actors[side])
    place = event["place"] or {}
    row = {k: event[k] for k in KEYS if k not in ("source", "target", "place", "contexts")}
    row.update({"contexts": "|".join(event["contexts"]), "place_name": place.get("name"), "place_country": place.get("country"),
                "lat": place.get("lat"), "lon": place.get("lon")})
    for side in actors:
        row.update({side + "_codes": join(side, "code"), side + "_countries": join(side, "country"), side + "_names": join(side, "name")})
    return row


def same_value(json_value, cell):
    if json_value is None:
        return cell == ""
    return float(cell) == json_value if isinstance(json_value, float) else cell == str(json_value)


def csv_agrees(jsonl, path):
    with open(path, encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    events = read(jsonl)
    assert len(rows) == len(events) > 0, f"{len(rows)} rows, {len(events)} events"
    for row, event in zip(rows, events):
        wanted = flat(event)
        assert set(row) == set(wanted), f"columns {set(row) ^ set(wanted)}"
        for key in wanted:
            assert same_value(wanted[key], row[key]), f"{event['event_id']} {key}: {wanted[key]!r} and {row[key]!r}"


def documents(path, *pages):
    found = read(path)
    assert [d["id"] for d in found] == list(pages), "not the pages, in their order"
    for document in found:
        lang = os.path.basename(document["id"]).split("-")[0]
        assert document["lang"] == lang, f"{document['id']}: language {document['lang']}"
        assert list(document)[:7] == "id lang title date text source url".split(), f"keys {list(document)}"
        assert document["text"] and document["title"], f"{document['id']}: no text or no title"


def width(columns, path):
    for line in open(path, encoding="utf-8"):
        wide = sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
                   for c in line.rstrip("\n"))
        assert wide <= int(columns), f"{wide} columns: {line}"


def eval_agrees(dragoman, shared, name, half):
    sys.path.insert(0, os.path.join(shared, "tools"))
    import score_events as scorer
    gold_path = os.path.join(shared, "gold", name + ".jsonl")
    mine = json.loads(subprocess.run([dragoman, "eval", "--json", "--half", half, gold_path], capture_output=True, text=True).stdout)
    for lang, figures in mine["by_lang"].items():
        gold = [g for g in scorer.read(gold_path) if g["lang"] == lang]
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
            for g in gold:
                f.write(json.dumps({k: g[k] for k in ("id", "lang", "text", "date") if k in g}, ensure_ascii=False) + "\n")
            f.flush()
            out = subprocess.run([dragoman, "code", "--format", "jsonl", f.name], capture_output=True, text=True).stdout
        theirs, _ = scorer.score([g for g in gold if scorer.half_of(g) == half], [json.loads(line) for line in out.splitlines()])
        compare(lang, figures, theirs)


def compare(lang, mine, theirs):
    assert mine["texts"] == theirs["texts"] and mine["texts_with_event"] == theirs["texts_with_event"], f"{lang}: {mine} {theirs}"
    for level in ("type", "dyad"):
        compare_tally(f"{lang} {level}", mine[level], theirs[level])
    assert set(mine["by_type"]) == set(theirs["by_type"]), f"{lang}: types"
    for kind in theirs["by_type"]:
        compare_tally(f"{lang} {kind}", mine["by_type"][kind], theirs["by_type"][kind])


def compare_tally(what, mine, theirs):
    assert [mine[k] for k in ("tp", "fp", "fn")] == [theirs[k] for k in ("tp", "fp", "fn")], f"{what}: {mine} {theirs}"
    for key in ("precision", "recall", "f1"):
        assert abs(mine[key] - theirs[key]) < 0.00011, f"{what} {key}: {mine[key]} {theirs[key]}"


def readme(page, rewrite=None):
    with open(page, encoding="utf-8") as f:
        text = f.read()
    blocks = re.compile(r"(<!-- output of: (.*) -->\n```\n)(.*?)(```\n)", re.S)
    assert blocks.search(text), "no block of output in it"

    def output(block):
        run = subprocess.run(block[2], shell=True, capture_output=True, text=True, env=dict(os.environ, COLUMNS="100"))
        assert run.returncode == 0 and run.stdout, f"{block[2]}: status {run.returncode} {run.stderr}"
        return block[1] + "\n".join(line.rstrip() for line in run.stdout.strip().split("\n")) + "\n" + block[4]

    new = blocks.sub(output, text)
    difference = "\n".join(difflib.unified_diff(text.split("\n"), new.split("\n"), page, "as it is now", lineterm="", n=0))
    if not rewrite:
        assert not difference, f"{page} shows other output than the program's:\n{difference}"
        return
    print(difference)
    with open(page, "w", encoding="utf-8") as f:
        f.write(new)


COMMANDS = {"records": records, "csv": csv_agrees, "documents": documents, "width": width, "eval": eval_agrees, "readme": readme}

if __name__ == "__main__":
    try:
        COMMANDS[sys.argv[1]](*sys.argv[2:])
    except AssertionError as fault:
        sys.exit(f"{sys.argv[1]}: {fault}")
