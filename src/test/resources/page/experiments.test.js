import { reasonsByKind } from "/page/experiments/invalid.js";
import { suited } from "/page/experiments/matrix.js";
import { duration } from "/page/experiments/text.js";
import { below, equal as same, holds, noBlock } from "/page/concepts/checks.js";
import { partsOf } from "/page/live/time-parts.js";
import { equal } from "./assert.js";

export const tests = {
  "reasons are grouped by what went wrong"() {
    const reasons = [
      "CPU, round 1: work: 2.3 % of sends were late by more than 10 ms",
      "CPU, round 1: the host took 12.0 % of all CPU time",
      "I/O, round 2: work: 4.1 % of sends were late by more than 10 ms",
      "something new",
    ];
    equal(reasonsByKind(reasons).map(({ kind, reasons: all }) => [kind, all.length]), [["late", 2], ["stolen", 1], ["other", 1]]);
  },
  "what suits is read from the verdict"() {
    const verdict = "suited are, for non-blocking I/O: event-loop; Java CPU: parallel, process; native CPU: none";
    equal(suited(verdict, "Java CPU"), ["parallel", "process"]);
    equal(suited(verdict, "blocking I/O"), []);
    equal(suited(null, "Java CPU"), []);
  },
  "a duration is minutes and seconds"() {
    equal([0, 45, 60, 130, 1_200].map((seconds) => duration(seconds).replaceAll("\u00a0", " ")), ["0 s", "45 s", "1 min", "2 min 10 s", "20 min"]);
  },
  "a claim holds or does not by its numbers"() {
    equal([below("m.sum", 1, 2), below("m.sum", 2, 2), noBlock("m.block", 0), noBlock("m.block", 30), same("m.same", { yes: true }, { yes: true })].map(holds),
      [true, false, true, false, true]);
  },
  "parts of a block's time are shares, and none where the monitor does not know them"() {
    const parts = partsOf(/** @type {any} */ ({ time: { cpuMs: 75, ioMs: 25, stolenMs: 0 } }));
    equal(parts.map(({ name, share }) => [name, share]), [["cpuMs", 0.75], ["ioMs", 0.25]]);
    equal(partsOf(/** @type {any} */ ({})), []);
  },
};
