import { FIGURES } from "../core/figures.js";

/** How much time the lanes and charts show. */
export const SPAN_MS = FIGURES.spanSeconds * 1_000;

/** Time between two samples from which it counts as not watched. */
const GAP_MS = 1_500;
const BACKFILL_MS = 1_000;
const MOST_BLOCKS = 300;

/** The samples of the last minute, and blocks by their id. All times are the server's. */
export class Recording {
  /** @type {LiveSample[]} */
  samples = [];
  /** @type {Map<number, Block>} */
  blocks = new Map();
  /** The newest moment that is known: the right edge of lanes and charts. */
  now = 0;
  #backfill;
  #backfilledAt = -Infinity;

  /** @param {() => void} backfill asks for blocks that the stream did not contain */
  constructor(backfill) {
    this.#backfill = backfill;
  }

  /** Forgets everything, as it is about another process. */
  restart() {
    this.samples = [];
    this.blocks.clear();
    this.#backfilledAt = -Infinity;
  }

  /**
   * Adds what the console kept from before this page was opened.
   *
   * @param {LiveSample[]} earlier oldest first
   */
  addEarlier(earlier) {
    const oldest = this.samples[0]?.at ?? Infinity;
    this.samples.unshift(...earlier.filter((sample) => sample.at < oldest));
    this.now = Math.max(this.now, this.samples.at(-1)?.at ?? 0);
  }

  /** @param {LiveSample} live */
  add(live) {
    this.now = live.at;
    this.samples.push(live);
    while (this.samples[0].at < live.at - SPAN_MS - GAP_MS) {
      this.samples.shift();
    }
    const missed = this.#hasMissed(live.blocks);
    this.addBlocks(live.blocks);
    if (missed && performance.now() - this.#backfilledAt > BACKFILL_MS) {
      this.#backfilledAt = performance.now();
      this.#backfill();
    }
  }

  /** @param {Block[]} blocks */
  addBlocks(blocks) {
    for (const block of blocks) {
      this.blocks.set(block.id, { ...block, at: Date.parse(block.start) });
    }
    const ids = [...this.blocks.keys()].sort((one, other) => other - one);
    ids.slice(MOST_BLOCKS).forEach((id) => this.blocks.delete(id));
  }

  /** Newest first. */
  newestBlocks() {
    return [...this.blocks.values()].sort((one, other) => other.id - one.id);
  }

  ongoing() {
    return this.newestBlocks().filter((block) => block.ongoing);
  }

  /**
   * The sample of that moment; null if the page did not watch then.
   *
   * @param {number} time
   */
  sampleAt(time) {
    const after = this.samples.find((sample) => sample.at >= time);
    return after && after.at - time < GAP_MS ? after : null;
  }

  /**
   * @param {string} key
   * @param {number} time
   * @param {number} tolerance
   */
  blockAt(key, time, tolerance) {
    return this.newestBlocks().find(
      (block) =>
        keyOf(block) === key &&
        time >= block.at - tolerance &&
        time <= block.at + block.durationMs + tolerance,
    );
  }

  /**
   * Pairs of samples without a gap between them, oldest first.
   *
   * @returns {Generator<[LiveSample, LiveSample]>}
   */
  *steps() {
    for (let i = 1; i < this.samples.length; i++) {
      if (this.samples[i].at - this.samples[i - 1].at < GAP_MS) {
        yield [this.samples[i - 1], this.samples[i]];
      }
    }
  }

  /**
   * Whether a block was in progress and is now missing, or an id is missing.
   *
   * @param {Block[]} blocks
   */
  #hasMissed(blocks) {
    const present = new Set(blocks.map((block) => block.id));
    const newest = Math.max(0, ...this.blocks.keys());
    const fresh = blocks.filter((block) => block.id > newest).length;
    const last = Math.max(newest, ...present);
    return (
      this.#backfilledAt === -Infinity ||
      last - newest > fresh ||
      this.ongoing().some((block) => !present.has(block.id))
    );
  }
}

/**
 * Which lane a loop or a block belongs to.
 *
 * @param {{ group: string, loop: number }} place
 */
export function keyOf({ group, loop }) {
  return `${group}-${loop}`;
}
