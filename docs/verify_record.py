#!/usr/bin/env python3
"""Checks the record of a draw: python3 verify_record.py record.json…   (plain Python 3, no package)

Written apart from the program that draws and from its verifier. It checks the form of the record, both hashes, the pool, every numbered
panel, the chances, the proof that no lottery is fairer, the number drawn, the panel and the substitutes. Exit code 0: all genuine.
The proof and the hash stand in two files beside: verify_record_proof.py, verify_record_blake3.py.
"""
import json, sys
from collections import Counter

from verify_record_blake3 import blake3
from verify_record_proof import need, prove

MEMBERS = "format version method pool_hash pool substitutes counts exact levels cuts proof slips"


def read(text):
    """The nested texts stand between fixed lines; a JSON string never holds a line break."""
    need(text.startswith('{"format":"transfo-draw","version":1,"commitment_hash":"'), "form: not a record of version 1")
    _, _, rest = text.partition('","commitment":\n')
    commitment, _, tail = rest.rpartition('\n,"public_value":')
    pool = commitment.partition('","pool":\n')[2].partition('\n,"substitutes":')[0]
    once = lambda pairs: dict(pairs) if len(dict(pairs)) == len(pairs) else need(False, "form: a member twice")
    record = json.loads(text, object_pairs_hook=once)
    head = '{"format":"transfo-draw","version":1,"commitment_hash":"%s","commitment":\n' % record["commitment_hash"]
    plain = lambda thing: json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
    last = [plain(record[key]) for key in ("public_value", "index", "panel", "substitutes")]
    written = head + commitment + '\n,"public_value":%s,"index":%s,"panel":%s,"substitutes":%s}\n' % tuple(last)
    need(text == written and len(record) == 8, "form: rewritten")
    lottery = record["commitment"]
    need(blake3(commitment) == record["commitment_hash"], "commitment: not its hash")
    need(blake3(pool) == lottery["pool_hash"], "pool: not its hash")
    need(lottery["format"] == "transfo-lottery" and lottery["version"] == 1, "form: lottery")
    need(lottery["pool"]["format"] == "transfo-pool" and lottery["pool"]["version"] == 1, "form: pool")
    need(set(lottery) - {"drift"} == set(MEMBERS.split()), "form: members")
    need(set(lottery["pool"]) == {"format", "version", "k", "features", "quotas", "volunteers"}, "form: members of the pool")
    need(lottery["method"] in ("leximin", "maximin", "nash"), "form: method")
    return record, lottery, lottery["pool"]


def check(text):
    record, lottery, pool = read(text)
    quotas, people, k, slips = pool["quotas"], pool["volunteers"], pool["k"], lottery["slips"]
    number = {(feature, value): at for at, (feature, value, *_) in enumerate(quotas)}
    need(list(number) == sorted(number) and len(number) == len(quotas), "quotas: not in order")
    need(all(low <= least <= most <= high for _, _, least, most, low, high in quotas) and k > 0, "quotas: bounds")
    need(pool["features"] == sorted({q[0] for q in quotas}), "quotas: features")
    ids = [person[0] for person in people]
    need(all(ids) and ids == sorted(set(ids)), "volunteers: ids")
    need(all(len(p[1]) == len(pool["features"]) and set(zip(pool["features"], p[1])) <= set(number) for p in people), "volunteers: values")
    traits = [[number[pair] for pair in zip(pool["features"], person[1])] for person in people]
    team = [person[2] for person in people]

    def breaks(panel):
        have = Counter(quota for at in panel for quota in traits[at])
        return sum(max(0, q[2] - have[at], have[at] - q[3]) for at, q in enumerate(quotas))

    def teams_apart(panel):
        teams = [team[at] for at in panel if team[at] is not None]
        return len(teams) == len(set(teams))

    need(slips, "panels: none")
    for slip in slips:
        need(len(slip) == k and slip == sorted(set(slip)) and 0 <= slip[0] and slip[-1] < len(ids), "panels: members")
        need(breaks(slip) == 0 and teams_apart(slip), "panels: rules")
    counted = Counter(at for slip in slips for at in slip)
    counts = [counted[at] for at in range(len(ids))]
    need(counts == lottery["counts"], "chances: not those of the panels")
    prove(lottery, quotas, traits, team, k, counts)
    value = record["public_value"]
    need(value and value == " ".join(value.split()), "public value")
    limit, attempt = (2**64 - 1) // len(slips) * len(slips), 0
    while (drawn := int(blake3(f"transfo draw 1\n{record['commitment_hash']}\n{value}\n{attempt}")[:16], 16)) >= limit:
        attempt += 1
    need(drawn % len(slips) == record["index"] and type(record["index"]) is int, "number drawn")
    panel = slips[record["index"]]
    need([ids[at] for at in panel] == record["panel"], "panel")
    ticket = lambda at: blake3(f"transfo ticket 1\n{record['commitment_hash']}\n{value}\n{ids[at]}")
    seats = lambda at: [[at if one == leaver else one for one in panel] for leaver in panel]
    rest = {at: [(breaks(p), teams_apart(p)) for p in seats(at)] for at in range(len(ids)) if at not in panel}
    lots, halved, wanted = {at: ticket(at) for at in rest}, [0] * k, []
    while rest and len(wanted) < lottery["substitutes"]:
        worth = lambda at: sum(2**20 >> min(20, halved[n]) for n, fit in enumerate(rest[at]) if fit == (0, True))
        best = min(rest, key=lambda at: (-worth(at), sum(gap for gap, _ in rest[at]), lots[at]))
        halved = [times + (fit == (0, True)) for times, fit in zip(halved, rest.pop(best))]
        wanted.append(ids[best])
    need(wanted == record["substitutes"], "substitutes")
    return f"{len(ids)} volunteers, {len(slips)} panels, number {record['index']}"


if __name__ == "__main__":
    genuine = True
    for path in sys.argv[1:]:
        try:
            print(f"{path}: genuine, {check(open(path, encoding='utf-8', newline='').read())}")
        except Exception as error:
            genuine = False
            print(f"{path}: not genuine, {error}")
    sys.exit(0 if genuine else 1)
