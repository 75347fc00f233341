import { loopName } from "./block-text.js";
import { causeName } from "./causes.js";
import { keyOf } from "./recording.js";

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {import("./view.js").View} View */

const PROCESS = 1;

/**
 * A time of a recording as Chrome trace JSON, which Perfetto and Chrome open: a thread for each
 * loop with its blocks as slices, and counters for the busy share and for the two clocks.
 *
 * @param {Recording} recording
 * @param {View} view
 */
export function traceOf(recording, { end, span }) {
  const start = end - span;
  const samples = recording.samples.filter((sample) => sample.at >= start && sample.at <= end);
  const loops = samples.at(-1)?.loops ?? recording.samples.at(-1)?.loops ?? [];
  const threads = new Map(loops.map((loop, index) => [keyOf(loop), index + 1]));
  const blocks = recording
    .newestBlocks()
    .filter((block) => block.at <= end && block.at + block.durationMs >= start);
  return {
    displayTimeUnit: "ms",
    traceEvents: [
      { ph: "M", name: "process_name", pid: PROCESS, args: { name: "Loopscope" } },
      ...loops.map((loop) => named(loop, threads)),
      ...blocks.map((block) => slice(block, threads)),
      ...samples.flatMap(counters),
    ],
  };
}

/**
 * @param {LoopSample} loop
 * @param {Map<string, number>} threads
 */
function named(loop, threads) {
  return { ph: "M", name: "thread_name", pid: PROCESS, tid: threads.get(keyOf(loop)), args: { name: loopName(loop) } };
}

/**
 * @param {Block} block
 * @param {Map<string, number>} threads
 */
function slice(block, threads) {
  const { id, at, durationMs, cause, route, culprit, sentence, stack } = block;
  return {
    ph: "X",
    name: `${causeName(cause)} ${culprit ?? route ?? ""}`.trim(),
    cat: cause,
    ts: at * 1_000,
    dur: durationMs * 1_000,
    pid: PROCESS,
    tid: threads.get(keyOf(block)) ?? 0,
    args: { id, route, culprit, sentence, stack: stack.join("\n") },
  };
}

/** @param {LiveSample} sample */
function counters({ at, loops, clocks }) {
  const counter = (/** @type {string} */ name, /** @type {Record<string, number>} */ args) => ({
    ph: "C",
    name,
    ts: at * 1_000,
    pid: PROCESS,
    args,
  });
  const busy = loops.map((loop) => counter(`busy ${loopName(loop)}`, { share: loop.utilization ?? 0 }));
  const { client, server } = clocks;
  return client && server ? [...busy, counter("p99 ms", { client: client.p99, server: server.p99 })] : busy;
}
