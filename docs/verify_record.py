#!/usr/bin/env python3
"""Checks the record of a draw: python3 verify_record.py record.json…   (plain Python 3, no package)

Written apart from the program that draws and from its verifier. It checks the form of the record, both hashes, the pool, every numbered
panel, the chances, the proof that no lottery is fairer, the number drawn, the panel and the substitutes. Exit code 0: all genuine.
"""
import json, math, sys
from collections import Counter

ONE = 10**12
MEMBERS = "format version method pool_hash pool substitutes counts exact levels cuts proof slips"


def need(truth, part):
    if not truth:
        raise ValueError(part)


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


def prove(lottery, quotas, traits, team, k, counts):
    """Whatever the lottery, weights times chances add up to at most the larger ends: so nobody's chance can be raised."""
    levels, proof, cuts, m = lottery["levels"], lottery["proof"], lottery["cuts"], len(lottery["slips"])
    drift, n = lottery.get("drift", 1), len(counts)
    need(proof and len(levels) == n and all(0 <= level < len(proof) for level in levels), "proof: levels")
    chance = [proof[level]["chance"] for level in levels]
    need([p["chance"] for p in proof] == sorted(p["chance"] for p in proof), "proof: order")
    need(all(len(cut["weights"]) == n and heaviest(cut, quotas, traits, team, k) for cut in cuts), "proof: cuts")
    for number, level in enumerate(proof):
        if level["chance"] == ONE:
            continue
        on, groups = dict(map(tuple, level["quotas"])), dict(map(tuple, level["groups"]))
        need(len(on) == len(level["quotas"]) and len(groups) == len(level["groups"]), f"proof: level {number}")
        need(all(0 <= q < len(quotas) for q in on) and all(times >= 0 and 0 <= c < len(cuts) for c, times in level["cuts"]), f"proof: level {number}")
        end = level["seats"] * k + sum(max(t * quotas[q][2], t * quotas[q][3]) for q, t in on.items())
        end += sum(max(0, t) for t in groups.values()) + sum(t * cuts[c]["most"] for c, t in level["cuts"])
        weight = [level["seats"] + sum(on.get(q, 0) for q in traits[at]) + groups.get(team[at], 0)
                  + sum(t * cuts[c]["weights"][at] for c, t in level["cuts"]) for at in range(n)]
        own = [at for at in range(n) if levels[at] == number]
        need(own and all(weight[at] > 0 for at in own) or not own, f"proof: level {number}")
        if lottery["method"] == "nash" and level["chance"] > 0:  # the mean of products is at least their root
            later = [at for at in range(n) if levels[at] > number]
            need(all(chance[at] == ONE for at in later) and all(chance[at] == 0 for at in range(n) if levels[at] < number), "proof: product")
            end -= sum(weight[at] for at in later)
            need(all(weight[at] * len(own) <= end + end // 10**6 for at in later), "proof: product")
            mean = math.exp(sum(math.log(end / (weight[at] * len(own))) for at in own) / len(own))
            need(abs(mean - level["chance"] / ONE) < 1e-6 * mean, "proof: product")
            share = {at: m * end / (weight[at] * len(own)) for at in own} | {at: m for at in later}
            need(not lottery["exact"] or drift in (1, 2) and all(
                abs(counts[at] - share.get(at, 0)) <= drift + 1e-3 + share.get(at, 0) * 1e-6 for at in range(n)), "proof: shares")
            continue
        before = [at for at in range(n) if levels[at] < number and weight[at] > 0]
        after = sum(w for at, w in enumerate(weight) if levels[at] >= number and w > 0)
        need(after > 0, f"proof: level {number}")
        most = (end - sum(min(0, w) for w in weight)) * ONE - sum(weight[at] * chance[at] for at in before)
        need(abs(most / after - level["chance"]) <= 1000 + sum(weight[at] for at in before) / after + 1, f"proof: level {number}")
    if lottery["exact"] and lottery["method"] != "nash":
        need(drift in (1, 2) and abs(sum(chance) - k * ONE) <= 1000 * max(1, n), "proof: sum")
        need(all(abs(c * ONE - p * m) <= drift * ONE + 1000 * m for c, p in zip(counts, chance)), "proof: shares")
        alike = {}
        for at in range(n):
            alike.setdefault((levels[at], tuple(traits[at])), []).append(counts[at])
        need(all(max(same) - min(same) <= drift for same in alike.values()), "proof: equals")


def heaviest(cut, quotas, traits, team, k, tries=2_000_000):
    """Whether no legal panel weighs more than the cut says: all of them are gone through, but for those that are too light or too late."""
    order = sorted(range(len(traits)), key=lambda at: -cut["weights"][at])
    ahead = [cut["weights"][at] for at in order]
    left = [Counter()]
    for at in reversed(order):
        left.append(left[-1] + Counter(traits[at]))
    left.reverse()
    stack = [(0, (), 0)]
    while stack and (tries := tries - 1):
        at, panel, weight = stack.pop()
        if weight + sum(ahead[at:at + k - len(panel)]) <= cut["most"]:
            continue
        have = Counter(q for one in panel for q in traits[one])
        short = [max(0, q[2] - have[n]) for n, q in enumerate(quotas)]
        if any(have[n] > q[3] or short[n] > left[at][n] for n, q in enumerate(quotas)):
            continue
        if len(panel) == k:
            if not any(short):
                return False
        elif at < len(order):
            one = order[at]
            stack.append((at + 1, panel, weight))
            if team[one] is None or all(team[other] != team[one] for other in panel):
                stack.append((at + 1, panel + (one,), weight + ahead[at]))
    return tries > 0


# BLAKE3 (the standard library has none), from the reference in its paper: hash of a text, in hexadecimal.
IV = (0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19)
ORDER = [(2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)]
WORDS = [tuple(range(16))]
for _ in range(6):
    WORDS.append(tuple(WORDS[-1][at] for at in ORDER[0]))
MIXES = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15), (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))


def compress(chain, block, counter, length, flags):
    s = [*chain, *IV[:4], counter & 0xFFFFFFFF, counter >> 32, length, flags]
    for words in WORDS:
        for nth, (a, b, c, d) in enumerate(MIXES):
            x, y, z, w = s[a], s[b], s[c], s[d]
            x = (x + y + block[words[2 * nth]]) & 0xFFFFFFFF
            w ^= x; w = (w >> 16 | w << 16) & 0xFFFFFFFF
            z = (z + w) & 0xFFFFFFFF
            y ^= z; y = (y >> 12 | y << 20) & 0xFFFFFFFF
            x = (x + y + block[words[2 * nth + 1]]) & 0xFFFFFFFF
            w ^= x; w = (w >> 8 | w << 24) & 0xFFFFFFFF
            z = (z + w) & 0xFFFFFFFF
            y ^= z; y = (y >> 7 | y << 25) & 0xFFFFFFFF
            s[a], s[b], s[c], s[d] = x, y, z, w
    return tuple(s[at] ^ s[at + 8] for at in range(8))


def blake3(text):
    data = text.encode()
    chunks = [data[at:at + 1024] for at in range(0, len(data), 1024)] or [b""]

    def node(first, count, root):
        if count > 1:
            half = 1 << ((count - 1).bit_length() - 1)
            block = node(first, half, 0) + node(first + half, count - half, 0)
            return compress(IV, block, 0, 64, 4 | root)
        chunk, chain = chunks[first], IV
        blocks = [chunk[at:at + 64] for at in range(0, len(chunk), 64)] or [b""]
        for nth, block in enumerate(blocks):
            last = nth == len(blocks) - 1
            words = [int.from_bytes(block.ljust(64, b"\0")[at:at + 4], "little") for at in range(0, 64, 4)]
            chain = compress(chain, words, first, len(block), (nth == 0) | last * (2 | root))
        return chain

    return b"".join(word.to_bytes(4, "little") for word in node(0, len(chunks), 8)).hex()


if __name__ == "__main__":
    genuine = True
    for path in sys.argv[1:]:
        try:
            print(f"{path}: genuine, {check(open(path, encoding='utf-8', newline='').read())}")
        except Exception as error:
            genuine = False
            print(f"{path}: not genuine, {error}")
    sys.exit(0 if genuine else 1)
