import { mainGroup } from "../live/lanes.js";
import { matters } from "../live/verdict.js";

/** @typedef {import("../live/recording.js").Recording} Recording */

/**
 * The longest wait of other requests since a moment, in milliseconds: by the console's probe, or,
 * if it does not run, by the lag of the loops.
 *
 * @param {Recording} recording
 * @param {number} since
 */
export function longestWait(recording, since) {
  const samples = recording.samples.filter((sample) => sample.at > since);
  const waits = samples.flatMap((sample) =>
    sample.clocks.client === null ? lagsOf(sample) : [sample.clocks.client.max],
  );
  return Math.max(0, ...waits);
}

/**
 * From when on no earlier block is part of the readings.
 *
 * @param {Recording} recording
 * @returns {number}
 */
export function clearFrom(recording) {
  const newest = recording.samples.at(-1);
  const group = mainGroup(newest?.loops ?? []);
  const window = newest?.clocks.client ? newest.clocks.windowMs : 0;
  const ends = recording
    .newestBlocks()
    .filter((block) => block.group === group && matters(block))
    .map((block) => block.at + block.durationMs + window);
  return Math.max(0, ...ends);
}

/** @param {LiveSample} sample */
function lagsOf({ loops }) {
  const group = mainGroup(loops);
  return loops.filter((loop) => loop.group === group).map((loop) => Math.max(loop.lagMs, loop.blockedMs));
}
