#!/usr/bin/env python3
"""Checks the record of a draw: python3 verify_record.py record.json…   (plain Python 3, no package)

Written apart from the program that draws and from its verifier. Five things, in this order: the commitment, the legality of every numbered
panel, the exact chances, the certificate that no lottery is fairer, the draw itself. Beside it stand the hash (blake3.py) and what is less
often needed (verify_details.py: form, pool, substitutes, Nash lotteries, cuts). Exit code 0: all genuine.
"""
import sys
from collections import Counter

from blake3 import blake3
from verify_details import Pool, heaviest, need, product, read, substitutes

ONE = 10**12  # chances in the certificate are parts of this


def check(text):
    record, lottery, commitment, frozen = read(text)
    # 1. The commitment: hashes of the very texts that were published.
    need(blake3(commitment) == record["commitment_hash"], "commitment: not its hash")
    need(blake3(frozen) == lottery["pool_hash"], "pool: not its hash")
    pool, slips = Pool(lottery["pool"]), lottery["slips"]
    # 2. Every numbered panel: k different people, all quotas, one per team.
    need(slips, "panels: none")
    for slip in slips:
        need(len(slip) == pool.k and slip == sorted(set(slip)) and 0 <= slip[0] and slip[-1] < len(pool.ids), "panels: members")
        need(pool.breaks(slip) == 0 and pool.teams_apart(slip), "panels: rules")
    # 3. The chances: so many panels out of all.
    counted = Counter(at for slip in slips for at in slip)
    counts = [counted[at] for at in range(len(pool.ids))]
    need(counts == lottery["counts"], "chances: not those of the panels")
    # 4. The certificate.
    prove(lottery, pool, counts)
    # 5. The draw: the first number, from the commitment and the public value, that treats all panels alike.
    value = record["public_value"]
    need(value and value == " ".join(value.split()), "public value")
    limit, attempt = (2**64 - 1) // len(slips) * len(slips), 0
    while (drawn := int(blake3(f"transfo draw 1\n{record['commitment_hash']}\n{value}\n{attempt}")[:16], 16)) >= limit:
        attempt += 1
    need(drawn % len(slips) == record["index"] and type(record["index"]) is int, "number drawn")
    need([pool.ids[at] for at in slips[record["index"]]] == record["panel"], "panel")
    need(substitutes(record, lottery, pool) == record["substitutes"], "substitutes")
    return f"{len(pool.ids)} volunteers, {len(slips)} panels, number {record['index']}"


def prove(lottery, pool, counts):
    """Whatever the lottery, weights times chances add up to at most `end`: so nobody of a level can have more than its chance."""
    levels, proof, cuts, drift = lottery["levels"], lottery["proof"], lottery["cuts"], lottery.get("drift", 1)
    m, everybody = len(lottery["slips"]), range(len(counts))
    need(proof and len(levels) == len(counts) and all(0 <= level < len(proof) for level in levels), "proof: levels")
    need([level["chance"] for level in proof] == sorted(level["chance"] for level in proof), "proof: order")
    need(all(len(cut["weights"]) == len(counts) and heaviest(cut, pool) for cut in cuts), "proof: cuts")
    chance = [proof[level]["chance"] for level in levels]
    for number, level in enumerate(proof):
        part, quotas, teams = f"proof: level {number}", dict(map(tuple, level["quotas"])), dict(map(tuple, level["groups"]))
        if level["chance"] == ONE:
            continue  # nobody can have more than certainty
        need(len(quotas) == len(level["quotas"]) and len(teams) == len(level["groups"]) and all(0 <= q < len(pool.quotas) for q in quotas), part)
        need(all(times >= 0 and 0 <= cut < len(cuts) for cut, times in level["cuts"]), part)
        end = level["seats"] * pool.k + sum(max(times * bound for bound in pool.quotas[q][2:4]) for q, times in quotas.items())
        end += sum(max(0, times) for times in teams.values()) + sum(times * cuts[cut]["most"] for cut, times in level["cuts"])
        weight = [level["seats"] + sum(quotas.get(q, 0) for q in pool.traits[at]) + teams.get(pool.team[at], 0)
                  + sum(times * cuts[cut]["weights"][at] for cut, times in level["cuts"]) for at in everybody]
        need(all(weight[at] > 0 for at in everybody if levels[at] == number), part)
        if lottery["method"] == "nash" and level["chance"] > 0:
            product(lottery, number, weight, end, counts)
            continue
        before = [at for at in everybody if levels[at] < number and weight[at] > 0]
        after = sum(weight[at] for at in everybody if levels[at] >= number and weight[at] > 0)
        need(after > 0, part)
        most = (end - sum(min(0, one) for one in weight)) * ONE - sum(weight[at] * chance[at] for at in before)
        need(abs(most / after - level["chance"]) <= 1001 + sum(weight[at] for at in before) / after, part)
    if lottery["exact"] and lottery["method"] != "nash":  # the chances reach all levels, and the panels the chances
        need(drift in (1, 2) and abs(sum(chance) - pool.k * ONE) <= 1000 * max(1, len(counts)), "proof: sum")
        need(all(abs(count * ONE - p * m) <= drift * ONE + 1000 * m for count, p in zip(counts, chance)), "proof: shares")
        alike = {}
        for at in everybody:
            alike.setdefault((levels[at], tuple(pool.traits[at])), []).append(counts[at])
        need(all(max(same) - min(same) <= drift for same in alike.values()), "proof: equals")


if __name__ == "__main__":
    genuine = True
    for path in sys.argv[1:]:
        try:
            with open(path, encoding="utf-8", newline="") as file:
                print(f"{path}: genuine, {check(file.read())}")
        except Exception as error:
            genuine = False
            print(f"{path}: not genuine, {error}")
    sys.exit(0 if genuine else 1)
