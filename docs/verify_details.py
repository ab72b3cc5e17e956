"""What verify_record.py needs beside its five checks: the form of the text, the pool, substitutes, Nash lotteries, cuts."""
import json
import math
from collections import Counter

from blake3 import blake3

ONE = 10**12
LOTTERY = set("format version method pool_hash pool substitutes counts exact levels cuts proof slips".split())
POOL = set("format version k features quotas volunteers".split())


def need(truth, part):
    if not truth:
        raise ValueError(part)


def read(text):
    """The record, its lottery, and the texts of commitment and pool: they stand between fixed lines, for a JSON string never holds a
    line break. No byte of the record may be other than it was written."""
    need(text.startswith('{"format":"transfo-draw","version":1,"commitment_hash":"'), "form: not a record of version 1")
    commitment = text.partition('","commitment":\n')[2].rpartition('\n,"public_value":')[0]
    pool = commitment.partition('","pool":\n')[2].partition('\n,"substitutes":')[0]
    record = json.loads(text, object_pairs_hook=once)
    last = [json.dumps(record[key], ensure_ascii=False, separators=(",", ":")) for key in ("public_value", "index", "panel", "substitutes")]
    written = '{"format":"transfo-draw","version":1,"commitment_hash":"%s","commitment":\n%s\n' % (record["commitment_hash"], commitment)
    written += ',"public_value":%s,"index":%s,"panel":%s,"substitutes":%s}\n' % tuple(last)
    need(text == written and len(record) == 8, "form: rewritten")
    lottery = record["commitment"]
    need(lottery["format"] == "transfo-lottery" and lottery["version"] == 1, "form: lottery")
    need(lottery["pool"]["format"] == "transfo-pool" and lottery["pool"]["version"] == 1, "form: pool")
    need(set(lottery) - {"drift"} == LOTTERY, "form: members")
    need(set(lottery["pool"]) == POOL, "form: members of the pool")
    need(lottery["method"] in ("leximin", "maximin", "nash"), "form: method")
    return record, lottery, commitment, pool


def once(pairs):
    need(len(dict(pairs)) == len(pairs), "form: a member twice")
    return dict(pairs)


class Pool:
    """Volunteers by number, with the numbers of the quotas that count them and their team."""

    def __init__(self, pool):
        self.k, self.quotas, people = pool["k"], pool["quotas"], pool["volunteers"]
        number = {(feature, value): at for at, (feature, value, *_) in enumerate(self.quotas)}
        self.ids, self.team = [person[0] for person in people], [person[2] for person in people]
        need(all(self.ids) and self.ids == sorted(set(self.ids)), "volunteers: ids")
        need(list(number) == sorted(number) and len(number) == len(self.quotas), "quotas: not in order")
        need(all(low <= least <= most <= high for _, _, least, most, low, high in self.quotas) and self.k > 0, "quotas: bounds")
        need(pool["features"] == sorted({feature for feature, _ in number}), "quotas: features")
        profiles = [list(zip(pool["features"], person[1], strict=True)) for person in people]
        need(all(pair in number for profile in profiles for pair in profile), "volunteers: values")
        self.traits = [[number[pair] for pair in profile] for profile in profiles]

    def breaks(self, panel):
        """By how many members all quotas are missed."""
        have = Counter(quota for at in panel for quota in self.traits[at])
        return sum(max(0, least - have[q], have[q] - most) for q, (_, _, least, most, *_) in enumerate(self.quotas))

    def teams_apart(self, panel):
        teams = [self.team[at] for at in panel if self.team[at] is not None]
        return len(teams) == len(set(teams))


def substitutes(record, lottery, pool):
    """Each time whoever can take the seats of most members with all quotas kept; a seat counts half each time it is covered."""
    panel = lottery["slips"][record["index"]]
    seal = f"transfo ticket 1\n{record['commitment_hash']}\n{record['public_value']}\n"
    ticket, gaps, fits = {}, {}, {}
    for at in set(range(len(pool.ids))) - set(panel):
        panels = [[at if one == leaver else one for one in panel] for leaver in panel]
        missed = [pool.breaks(one) for one in panels]
        ticket[at], gaps[at] = blake3(seal + pool.ids[at]), sum(missed)
        fits[at] = [gap == 0 and pool.teams_apart(one) for gap, one in zip(missed, panels)]
    covered, chosen = [0] * pool.k, []
    while fits and len(chosen) < lottery["substitutes"]:
        worth = {at: sum(2**20 >> min(20, times) for times, fit in zip(covered, seats) if fit) for at, seats in fits.items()}
        best = min(fits, key=lambda at: (-worth[at], gaps[at], ticket[at]))
        covered = [times + fit for times, fit in zip(covered, fits.pop(best))]
        chosen.append(pool.ids[best])
    return chosen


def product(lottery, number, weight, end, counts):
    """A Nash lottery: no product of chances is higher, since the mean of products is at least their root."""
    levels, proof, drift, m = lottery["levels"], lottery["proof"], lottery.get("drift", 1), len(lottery["slips"])
    own, later = ([at for at, level in enumerate(levels) if (level > number, level == number) == which] for which in ((False, True), (True, False)))
    earlier = [level for level in levels if level < number]
    need(own and all(proof[levels[at]]["chance"] == ONE for at in later) and all(proof[level]["chance"] == 0 for level in earlier), "proof: product")
    end -= sum(weight[at] for at in later)
    need(all(weight[at] * len(own) <= end + end // 10**6 for at in later), "proof: product")
    best = {at: end / (weight[at] * len(own)) for at in own}
    mean = math.exp(sum(math.log(chance) for chance in best.values()) / len(own))
    need(abs(mean - proof[number]["chance"] / ONE) < 1e-6 * mean, "proof: product")
    share = {at: m * best.get(at, levels[at] > number) for at in range(len(levels))}
    near = drift in (1, 2) and all(abs(counts[at] - share[at]) <= drift + 1e-3 + share[at] * 1e-6 for at in share)
    need(near or not lottery["exact"], "proof: shares")


def heaviest(cut, pool, tries=2_000_000):
    """Whether no legal panel weighs more than the cut says: all of them are gone through, but for those that are too light or too late."""
    order = sorted(range(len(pool.ids)), key=lambda at: -cut["weights"][at])
    weights = [cut["weights"][at] for at in order]
    left = [Counter()]
    for at in reversed(order):
        left.append(left[-1] + Counter(pool.traits[at]))
    left.reverse()
    stack = [(0, (), 0)]
    while stack and (tries := tries - 1):
        at, panel, weight = stack.pop()
        if weight + sum(weights[at:at + pool.k - len(panel)]) <= cut["most"]:
            continue
        have = Counter(quota for one in panel for quota in pool.traits[one])
        short = [max(0, least - have[q]) for q, (_, _, least, *_) in enumerate(pool.quotas)]
        if any(have[q] > most or short[q] > left[at][q] for q, (_, _, _, most, *_) in enumerate(pool.quotas)):
            continue
        if len(panel) == pool.k:
            if not any(short):
                return False
        elif at < len(order):
            stack.append((at + 1, panel, weight))
            if pool.teams_apart((*panel, order[at])):
                stack.append((at + 1, (*panel, order[at]), weight + weights[at]))
    return tries > 0
