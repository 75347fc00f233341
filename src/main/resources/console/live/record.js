/** How much time the lanes and charts show. */
export const SPAN_MS = 60_000;

const GAP_MS = 1_500;
const BACKFILL_MS = 1_000;
const MOST_BLOCKS = 300;

/** What was seen of the last minute: samples, and blocks by their id. All times are the server's. */
export class Record {
  samples = [];
  blocks = new Map();
  /** The newest moment that is known: the right edge of everything. */
  now = 0;
  #backfill;
  #backfilledAt = 0;

  /** `backfill` asks for blocks that the stream did not tell of. */
  constructor(backfill) {
    this.#backfill = backfill;
  }

  /** Another process: nothing of what is known is true of it. */
  restart() {
    this.samples = [];
    this.blocks.clear();
    this.#backfilledAt = 0;
  }

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

  /** The sample that tells of that moment; none if nobody watched then. */
  sampleAt(time) {
    const after = this.samples.find((sample) => sample.at >= time);
    return after && after.at - time < GAP_MS ? after : null;
  }

  blockAt(key, time, tolerance) {
    return this.newestBlocks().find(
      (block) =>
        keyOf(block) === key &&
        time >= block.at - tolerance &&
        time <= block.at + block.durationMs + tolerance,
    );
  }

  /** Pairs of samples without a gap between them, oldest first. */
  *steps() {
    for (let i = 1; i < this.samples.length; i++) {
      if (this.samples[i].at - this.samples[i - 1].at < GAP_MS) {
        yield [this.samples[i - 1], this.samples[i]];
      }
    }
  }

  /** Whether a block was told of as lasting and then no more, or a number is missing. */
  #hasMissed(blocks) {
    const told = new Set(blocks.map((block) => block.id));
    const known = [...this.blocks.keys()];
    const newest = known.length ? Math.max(...known) : 0;
    const fresh = blocks.filter((block) => block.id > newest).length;
    const last = Math.max(newest, ...told);
    return (
      this.#backfilledAt === 0 ||
      last - newest > fresh ||
      this.ongoing().some((block) => !told.has(block.id))
    );
  }
}

/** Which lane a loop or a block belongs to. */
export function keyOf({ group, loop }) {
  return `${group}-${loop}`;
}
