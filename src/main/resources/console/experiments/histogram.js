// Reads HdrHistograms as reports have them: base64 of the compressed V2 encoding of the HdrHistogram project.

const COMPRESSED = 0x1c849304;
const V2 = 0x1c849303;
const HEADER = 40;
/** Bits of a cookie that say how counts are encoded; both forms use variable lengths. */
const COOKIE = ~0xf0;

/**
 * Values of a histogram with their counts, ascending.
 *
 * @typedef {{ value: number, count: number }[]} Counts
 */

/**
 * Decodes a histogram.
 *
 * @param {string} base64
 * @returns {Promise<Counts>} values in the histogram's unit
 * @throws {Error} if it is of another encoding
 */
export async function decode(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  check(new DataView(bytes.buffer).getInt32(0), COMPRESSED);
  const plain = new DataView(await inflate(bytes.subarray(8)));
  check(plain.getInt32(0), V2);
  const digits = plain.getInt32(12);
  const lowest = Number(plain.getBigInt64(16));
  const end = HEADER + plain.getInt32(4);
  return countsOf(new Uint8Array(plain.buffer, 0, end), bucketsOf(digits, lowest));
}

/**
 * The value at a percentile, 0 to 1; the largest value at 1.
 *
 * @param {Counts} counts
 * @param {number} share
 */
export function valueAt(counts, share) {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const wanted = Math.max(1, Math.ceil(share * total));
  let seen = 0;
  for (const { value, count } of counts) {
    seen += count;
    if (seen >= wanted) {
      return value;
    }
  }
  return 0;
}

/**
 * @param {number} cookie
 * @param {number} expected
 */
function check(cookie, expected) {
  if ((cookie & COOKIE) !== (expected & COOKIE)) {
    throw new Error(`not a V2 histogram: ${cookie.toString(16)}`);
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

/**
 * How indexes of counts become values: the largest value that a count stands for.
 *
 * @param {number} digits
 * @param {number} lowest
 * @returns {(index: number) => number}
 */
function bucketsOf(digits, lowest) {
  const subBuckets = 2 ** Math.ceil(Math.log2(2 * 10 ** digits));
  const half = subBuckets / 2;
  const unit = 2 ** Math.floor(Math.log2(Math.max(1, lowest)));
  return (index) => {
    const bucket = Math.max(0, Math.floor(index / half) - 1);
    const subBucket = index < subBuckets ? index : (index % half) + half;
    const width = unit * 2 ** bucket;
    return subBucket * width + width - 1;
  };
}

/**
 * @param {Uint8Array} bytes
 * @param {(index: number) => number} valueOf
 * @returns {Counts}
 */
function countsOf(bytes, valueOf) {
  /** @type {Counts} */
  const counts = [];
  let index = 0;
  let at = HEADER;
  while (at < bytes.length) {
    const { value, next } = zigZag(bytes, at);
    at = next;
    if (value < 0) {
      index -= value;
    } else {
      if (value > 0) {
        counts.push({ value: valueOf(index), count: value });
      }
      index++;
    }
  }
  return counts;
}

/**
 * A number of seven bits a byte, the last of nine bytes having eight.
 *
 * @param {Uint8Array} bytes
 * @param {number} start
 */
function zigZag(bytes, start) {
  let result = 0n;
  let at = start;
  for (let shift = 0n; ; shift += 7n) {
    const byte = BigInt(bytes[at++]);
    const last = shift === 56n;
    result |= (last ? byte : byte & 0x7fn) << shift;
    if (last || byte < 0x80n) {
      return { value: Number((result >> 1n) ^ -(result & 1n)), next: at };
    }
  }
}
