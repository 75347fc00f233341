import { Emitter } from "../core/emitter.js";
import { FIGURES } from "../core/figures.js";
import { keyOf } from "./recording.js";

/** @typedef {import("./stream.js").StreamState} StreamState */

const EVERY_MS = 500;
const AGAIN_MS = FIGURES.retrySeconds * 1_000;
const TIMEOUT_MS = 2_000;

/**
 * The loops of another service, by its `/actuator/eventloops`. It offers what the live stream of
 * the console offers, except for the clocks and the experiments, which only the console knows.
 */
export class ForeignService {
  /** @type {Emitter<Hello>} */
  hello = new Emitter();
  /** @type {Emitter<LiveSample[]>} */
  history = new Emitter();
  /** @type {Emitter<LiveSample>} */
  live = new Emitter();
  /** @type {Emitter<StreamState>} */
  states = new Emitter();
  /** @type {StreamState} */
  state = "connecting";
  #url;
  /** @type {{ at: number, loops: LoopSample[] } | null} */
  #before = null;

  /** @param {string} url */
  constructor(url) {
    this.#url = url;
  }

  start() {
    const host = URL.canParse(this.#url) ? new URL(this.#url).host : this.#url;
    this.hello.emit({ service: null, process: this.#url, host, java: null, cores: null });
    this.#poll();
  }

  async #poll() {
    if (document.hidden) {
      this.#become("away");
    } else {
      await this.#look();
    }
    setTimeout(() => this.#poll(), this.state === "live" ? EVERY_MS : AGAIN_MS);
  }

  async #look() {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(this.#url, { cache: "no-store", signal, headers: { Accept: "application/json" } });
      const { loops, blocks } = await response.json();
      const at = Date.now();
      const sample = sampleOf(at, loops, blocks, this.#before);
      this.#before = { at, loops };
      this.#become("live");
      this.live.emit(sample);
    } catch {
      this.#become("lost");
    }
  }

  /** @param {StreamState} state */
  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.states.emit(state);
    }
  }
}

/**
 * A sample as the live stream has them; shares of time come from the loops' counters.
 *
 * @param {number} at
 * @param {LoopSample[]} loops
 * @param {Block[]} blocks
 * @param {{ at: number, loops: LoopSample[] } | null} before
 * @returns {LiveSample}
 */
export function sampleOf(at, loops, blocks, before) {
  const lanes = loops.map((loop) => {
    const then = before?.loops.find((one) => keyOf(one) === keyOf(loop));
    return { ...loop, utilization: shareOf(loop.busy, then?.busy, at - (before?.at ?? at)) };
  });
  return { at, loops: lanes, blocks, clocks: { windowMs: 0, client: null, server: null }, experiment: null };
}

/**
 * @param {number | null} now seconds
 * @param {number | null | undefined} then seconds
 * @param {number} elapsedMs
 */
function shareOf(now, then, elapsedMs) {
  return now === null || then === null || then === undefined || elapsedMs <= 0
    ? null
    : Math.min(1, Math.max(0, ((now - then) * 1_000) / elapsedMs));
}
