import { quietP99 } from "/page/try/effect.js";
import { rowsOf, timeoutOf } from "/page/try/gantt.js";
import { tallyOf } from "/page/try/repeat.js";
import { servedMs, timelineOf, timingOf } from "/page/try/send.js";
import { curlOf, fieldsOf, requestOf } from "/page/try/works.js";
import { Recording } from "/page/live/recording.js";
import { longestWait } from "/page/tour/waits.js";
import { equal } from "./assert.js";

/**
 * @param {number} at
 * @param {number | null} p99
 * @returns {LiveSample}
 */
const sample = (at, p99) => ({
  at,
  loops: [{ group: "http", loop: 0, thread: "", lagMs: 3, blockedMs: 0, busy: 0, pending: 0, connections: 0, utilization: 0 }],
  blocks: [],
  clocks: { windowMs: 12_000, client: p99 === null ? null : { count: 9, p50: 1, p99, max: p99, failed: 0 }, server: null },
  experiment: null,
});

/** @returns {Recording} with a block of half a second at 20 s */
function recorded() {
  const recording = new Recording(() => {});
  [[5_000, 4], [10_000, 6], [15_000, 5], [21_000, 500], [30_000, 500], [40_000, 7]].forEach(([at, p99]) => recording.add(sample(at, p99)));
  recording.addBlocks([
    /** @type {any} */ ({ id: 1, group: "http", loop: 0, start: new Date(20_000).toISOString(), durationMs: 500, route: "GET /", cause: "cpu" }),
  ]);
  return recording;
}

export const tests = {
  "a request is a path with the fields that have a value"() {
    const request = requestOf("io", { strategy: "gather", calls: "5", delay: "5ms:90,300ms:10", concurrency: "" });
    equal(request.path, "api/io/gather?calls=5&delay=5ms:90,300ms:10");
    equal(request.route, "GET /api/io/gather");
    equal(curlOf("http://localhost:8080/", request), "curl 'http://localhost:8080/api/io/gather?calls=5&delay=5ms:90,300ms:10'");
  },
  "only the matrix has implementations"() {
    const names = (/** @type {string} */ workload) => fieldsOf("cpu", { workload }).map(({ name }) => name);
    equal(names("matrix"), ["workload", "units", "on", "impl"]);
    equal(names("primes"), ["workload", "units", "on"]);
  },
  "times are read from the header and from the answer"() {
    equal(timingOf('loop;dur=0.3, queued;dur=0.1, run;dur=20.5;desc="parallel-1"'), { queuedMs: 0.1, runMs: 20.5, thread: "parallel-1" });
    equal(timingOf(null), { queuedMs: 0, runMs: 0, thread: "" });
    equal(servedMs({ answer: { queuedMs: 1, runMs: 2 } }), 3);
    equal(servedMs({ answer: {} }), null);
    equal(timelineOf('{"endMs":3}\n{"endMs":9}\n').elapsedMs, 9);
  },
  "a timeline begins with what the server did not see"() {
    const result = { status: 200, ok: true, took: 100, text: "", answer: { queuedMs: 10, runMs: 60, thread: "parallel-1", waitedMs: 20 } };
    const bars = rowsOf(result, { path: "api/cpu/primes" }, 100).flatMap(({ bars: all }) => all);
    equal(bars.map(({ kind, from, to }) => [kind, from, to]), [
      ["client", 0, 100], ["unseen", 0, 10], ["unseen", 10, 30], ["queued", 30, 40], ["run", 40, 100],
    ]);
  },
  "a timeout has a timeline too"() {
    equal([timeoutOf("api/io/wait-for?delay=2s&timeout=500ms"), timeoutOf("api/io/shield?timeout=1.5s"), timeoutOf("api/ping")], [500, 1_500, null]);
    const result = { status: 504, ok: false, took: 520, text: "", answer: {} };
    const bars = rowsOf(result, { path: "api/io/wait-for?timeout=500ms" }, 520).flatMap(({ bars: all }) => all);
    equal(bars.map(({ kind, from, to }) => [kind, from, to]), [["client", 0, 520], ["unseen", 0, 20], ["cancelled", 20, 520]]);
  },
  "a tally has the median and the longest"() {
    equal(tallyOf([30, 10, 20], 1, 500), { done: 3, failed: 1, perSecond: 6, p50: 20, max: 30 });
    equal(tallyOf([], 0, 500).p50, null);
  },
  "the p99 before is one without the last block in it"() {
    equal(quietP99(recorded()), 6);
  },
  "the longest wait is the probe's, or else the lag"() {
    equal(longestWait(recorded(), 20_000), 500);
    const unprobed = new Recording(() => {});
    unprobed.add(sample(1_000, null));
    equal(longestWait(unprobed, 0), 3);
  },
};
