import { Emitter } from "../core/emitter.js";
import { send } from "./send.js";

/** A browser opens no more connections to one host; more requests would wait in the browser. */
export const MOST = 6;
const PAUSE_AFTER_FAILURE_MS = 500;

/** Sends the same request again and again, so many at a time, until it is stopped. */
export class Keep {
  changed = new Emitter();
  #aborting = null;
  #times = [];
  #failed = 0;
  #began = 0;

  get isGoing() {
    return this.#aborting !== null;
  }

  start(service, request, atOnce, onResult) {
    this.stop();
    this.#aborting = new AbortController();
    this.#times = [];
    this.#failed = 0;
    this.#began = performance.now();
    for (let lane = 0; lane < Math.min(atOnce, MOST); lane++) {
      this.#go(service, request, onResult, this.#aborting.signal);
    }
    this.changed.emit(this.tally());
  }

  stop() {
    this.#aborting?.abort();
    this.#aborting = null;
    this.changed.emit(this.tally());
  }

  /** What came of it so far, as this browser saw it. */
  tally() {
    const sorted = this.#times.toSorted((one, other) => one - other);
    const seconds = (performance.now() - this.#began) / 1000;
    return {
      done: sorted.length,
      failed: this.#failed,
      perSecond: sorted.length / seconds,
      p50: sorted[Math.ceil(sorted.length / 2) - 1] ?? null,
      max: sorted.at(-1) ?? null,
    };
  }

  async #go(service, request, onResult, signal) {
    while (!signal.aborted) {
      const result = await send(service, request, signal);
      if (signal.aborted) {
        return;
      }
      if (result.ok) {
        this.#times.push(result.took);
      } else {
        this.#failed++;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_FAILURE_MS));
      }
      onResult(result);
      this.changed.emit(this.tally());
    }
  }
}
