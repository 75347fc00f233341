import { keyOf, Recording } from "/page/live/recording.js";
import { traceOf } from "/page/live/trace.js";
import { matters } from "/page/live/verdict.js";
import { lastMinute, positionOf, viewOf } from "/page/live/view.js";
import { equal } from "./assert.js";

const CLOCKS = { windowMs: 12_000, client: null, server: null };

/**
 * @param {number} at
 * @param {Block[]} [blocks]
 * @returns {LiveSample}
 */
const sample = (at, blocks = []) => ({ at, loops: [], blocks, clocks: CLOCKS, experiment: null });

/**
 * @param {number} id
 * @param {Partial<Block>} [facts]
 * @returns {Block}
 */
const block = (id, facts = {}) => ({
  id, group: "http", loop: 0, start: new Date(1_000).toISOString(), at: 1_000, durationMs: 50, ongoing: false,
  cause: "cpu", cpuShare: 1, culprit: null, route: null, connections: 0, tasks: 0, sentence: "", advice: null, stack: [],
  ...facts,
});

export const tests = {
  "keeps a minute of samples"() {
    const recording = new Recording(() => {});
    for (let at = 0; at <= 70_000; at += 1_000) {
      recording.add(sample(at));
    }
    equal(recording.samples[0].at, 9_000);
    equal(recording.now, 70_000);
  },
  "what the console kept comes before what the page saw, and nothing twice"() {
    const recording = new Recording(() => {});
    recording.add(sample(5_000));
    recording.addEarlier([sample(4_000), sample(4_500), sample(5_000)]);
    equal(recording.samples.map(({ at }) => at), [4_000, 4_500, 5_000]);
  },
  "asks for blocks when an id is missing"() {
    let asked = 0;
    const recording = new Recording(() => asked++);
    recording.add(sample(1_000, [block(1)]));
    equal(asked, 1);
    equal(recording.newestBlocks().map(({ id }) => id), [1]);
  },
  "a gap between samples is no step"() {
    const recording = new Recording(() => {});
    [0, 250, 5_000, 5_250].forEach((at) => recording.add(sample(at)));
    equal([...recording.steps()].map(([before, after]) => [before.at, after.at]), [[0, 250], [5_000, 5_250]]);
    equal(recording.sampleAt(3_000), null);
    equal(recording.sampleAt(5_100)?.at, 5_250);
  },
  "a block is found within a tolerance of its ends"() {
    const recording = new Recording(() => {});
    recording.addBlocks([block(1)]);
    equal(recording.blockAt("http-0", 990, 20)?.id, 1);
    equal(recording.blockAt("http-0", 900, 20), undefined);
    equal(recording.blockAt("http-1", 1_010, 20), undefined);
  },
  "the right edge of a lane is now, the left edge a minute ago"() {
    equal([60_000, 30_000, 0].map((time) => positionOf(time, lastMinute(60_000), 600)), [600, 300, 0]);
    equal(keyOf({ group: "http", loop: 3 }), "http-3");
  },
  "a selected time fills the lane, in whichever direction it was selected"() {
    equal(viewOf(3_000, 1_000), { end: 3_000, span: 2_000 });
    equal([1_000, 2_000, 3_000].map((time) => positionOf(time, viewOf(1_000, 3_000), 600)), [0, 300, 600]);
    equal(viewOf(1_000, 1_000).span, 100);
  },
  "a trace has a thread for each loop, blocks as slices, and counters of the selected time"() {
    const recording = new Recording(() => {});
    const loop = { group: "http", loop: 0, thread: "", lagMs: 0, blockedMs: 0, busy: 0, pending: 0, connections: 0, utilization: 0.5 };
    [500, 1_020, 5_000].forEach((at) => recording.add({ ...sample(at), loops: [loop] }));
    recording.addBlocks([block(1, { culprit: "Primes.count" }), block(2, { start: new Date(9_000).toISOString() })]);
    const events = traceOf(recording, viewOf(900, 2_000)).traceEvents;
    equal(events.map(({ ph, name }) => [ph, name]), [
      ["M", "process_name"], ["M", "thread_name"], ["X", "CPU Primes.count"], ["C", "busy http-0"],
    ]);
    const slice = /** @type {any} */ (events[2]);
    equal([slice.ts, slice.dur, slice.tid], [1_000_000, 50_000, 1]);
  },
  "a headline is for long blocks and for those of a request"() {
    equal([block(1), block(2, { durationMs: 100 }), block(3, { route: "GET /api/ping" })].map(matters), [false, true, true]);
  },
};
