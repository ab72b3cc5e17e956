"""BLAKE3 (the standard library has none), from the reference in its paper: hash of a text, in hexadecimal. See verify_record.py."""

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
