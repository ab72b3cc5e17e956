"""Checks the certificate of a record: that no lottery gives everybody of a level a better chance. See verify_record.py."""
import math
from collections import Counter

ONE = 10**12


def need(truth, part):
    if not truth:
        raise ValueError(part)


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
