import { costOf, flameOf, stacksOf } from "/page/live/flame.js";
import { equal } from "./assert.js";

const STACK = [
  "3 of 4 samples, RUNNABLE:",
  "  at io.loopscope.cpu.Primes.isPrime(Primes.java:30)",
  "  at io.loopscope.cpu.Primes.count(Primes.java:20)",
  "  at reactor.core.publisher.Flux.subscribe(Flux.java:8)",
  "  at io.netty.channel.nio.NioEventLoop.run(NioEventLoop.java:1)",
  "1 of 4 samples, RUNNABLE:",
  "  at io.loopscope.cpu.Primes.count(Primes.java:21)",
  "  at reactor.core.publisher.Flux.subscribe(Flux.java:8)",
  "  at io.netty.channel.nio.NioEventLoop.run(NioEventLoop.java:1)",
];

export const tests = {
  "merged stacks are read with their samples, outermost frame first"() {
    equal(stacksOf(STACK).map(({ samples, frames }) => [samples, frames.length, frames.at(-1)]), [
      [3, 4, "io.loopscope.cpu.Primes.isPrime"],
      [1, 3, "io.loopscope.cpu.Primes.count"],
    ]);
  },
  "frames of frameworks are folded, and equal frames are one"() {
    const root = flameOf([{ block: /** @type {any} */ ({ stack: STACK }), weight: 800 }]);
    equal(root.weight, 800);
    const [folded] = root.calls.values();
    equal([folded.folded, folded.weight], [true, 800]);
    const [count] = folded.calls.values();
    equal([count.frame, count.weight], ["io.loopscope.cpu.Primes.count", 800]);
    equal([...count.calls.values()].map(({ frame, weight }) => [frame, weight]), [["io.loopscope.cpu.Primes.isPrime", 600]]);
  },
  "a block costs what its victims waited, or its length for each connection"() {
    equal(costOf(/** @type {any} */ ({ durationMs: 100, connections: 3 })), 300);
    equal(costOf(/** @type {any} */ ({ durationMs: 100, connections: 3, victims: { waitedMs: 250 } })), 250);
  },
};
