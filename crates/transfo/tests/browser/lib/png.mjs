// Owns: making a screenshot small without changing a pixel where that is possible: a palette when it has at most 256 colours, else the
// nearest 256 by how often they are used. Screens of flat colours lose nothing that an eye finds.
// Reads only what Chromium writes: 8 bits per channel, RGB or RGBA, not interlaced.

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

function chunks(file) {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error("not a PNG");
  const list = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    list.push({ type: file.toString("latin1", at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return list;
}

// The pixels as one 24-bit number each.
function pixels(file) {
  const list = chunks(file);
  const head = list.find(({ type }) => type === "IHDR").data;
  const [width, height, depth, kind, interlaced] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9], head[12]];
  if (depth !== 8 || ![2, 6].includes(kind) || interlaced) throw new Error("a kind of PNG that Chromium does not write");
  const step = kind === 2 ? 3 : 4;
  const raw = inflateSync(Buffer.concat(list.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const row = width * step;
  const out = new Uint32Array(width * height);
  let above = new Uint8Array(row);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    const line = Uint8Array.from(raw.subarray(y * (row + 1) + 1, (y + 1) * (row + 1)));
    for (let x = 0; x < row; x += 1) {
      const [left, up, corner] = [x >= step ? line[x - step] : 0, above[x], x >= step ? above[x - step] : 0];
      line[x] += [0, left, up, (left + up) >> 1, filter === 4 ? paeth(left, up, corner) : 0][filter];
    }
    for (let x = 0; x < width; x += 1) out[y * width + x] = (line[x * step] << 16) | (line[x * step + 1] << 8) | line[x * step + 2];
    above = line;
  }
  return { width, height, out };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

const distance = (one, other) => ((one >> 16) - (other >> 16)) ** 2 + (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 + ((one & 255) - (other & 255)) ** 2;

// Which colours stay, and the index of the one that stands for each.
function palette(out) {
  const uses = new Map();
  for (const colour of out) uses.set(colour, (uses.get(colour) ?? 0) + 1);
  const kept = [...uses.keys()].sort((one, other) => uses.get(other) - uses.get(one)).slice(0, 256);
  const indices = new Map(kept.map((colour, index) => [colour, index]));
  for (const colour of uses.keys()) {
    if (indices.has(colour)) continue;
    let nearest = 0;
    for (let index = 1; index < kept.length; index += 1) if (distance(colour, kept[index]) < distance(colour, kept[nearest])) nearest = index;
    indices.set(colour, nearest);
  }
  return { kept, indices };
}

const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});
const crc32 = (bytes) => (bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export function shrink(name) {
  const { width, height, out } = pixels(readFileSync(name));
  const { kept, indices } = palette(out);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) lines[y * (width + 1) + 1 + x] = indices.get(out[y * width + x]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(kept.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const file = Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", deflateSync(lines, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
  if (file.length < statSync(name).size) writeFileSync(name, file);
}
