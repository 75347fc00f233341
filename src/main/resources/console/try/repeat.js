import { Emitter } from "../core/emitter.js";
import { FIGURES } from "../core/figures.js";
import { send } from "./send.js";

/** More requests at once would wait in the browser. */
export const MOST = FIGURES.browserConnections;
const PAUSE_AFTER_FAILURE_MS = 500;

/**
 * @typedef {object} Tally
 * @property {number} done
 * @property {number} failed
 * @property {number} perSecond
 * @property {number | null} p50
 * @property {number | null} max
 */

/** Repeats a request, several at a time, until it is stopped. */
export class Repeat {
  /** @type {Emitter<Tally>} */
  changed = new Emitter();
  /** @type {AbortController | null} */
  #aborting = null;
  /** @type {number[]} */
  #times = [];
  #failed = 0;
  #began = 0;

  get isRunning() {
    return this.#aborting !== null;
  }

  /**
   * @param {string} service
   * @param {ServiceRequest} request
   * @param {number} atOnce
   * @param {(result: ServiceResult) => void} onResult
   */
  start(service, request, atOnce, onResult) {
    this.stop();
    this.#aborting = new AbortController();
    this.#times = [];
    this.#failed = 0;
    this.#began = performance.now();
    for (let lane = 0; lane < Math.min(atOnce, MOST); lane++) {
      this.#run(service, request, onResult, this.#aborting.signal);
    }
    this.changed.emit(this.tally());
  }

  stop() {
    this.#aborting?.abort();
    this.#aborting = null;
    this.changed.emit(this.tally());
  }

  /** @returns {Tally} the results so far, as this browser saw them */
  tally() {
    return tallyOf(this.#times, this.#failed, performance.now() - this.#began);
  }

  /**
   * @param {string} service
   * @param {ServiceRequest} request
   * @param {(result: ServiceResult) => void} onResult
   * @param {AbortSignal} signal
   */
  async #run(service, request, onResult, signal) {
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

/**
 * @param {number[]} times of the successful requests, in milliseconds
 * @param {number} failed
 * @param {number} elapsed in milliseconds
 * @returns {Tally}
 */
export function tallyOf(times, failed, elapsed) {
  const sorted = times.toSorted((one, other) => one - other);
  return {
    done: sorted.length,
    failed,
    perSecond: sorted.length / (elapsed / 1000),
    p50: sorted[Math.ceil(sorted.length / 2) - 1] ?? null,
    max: sorted.at(-1) ?? null,
  };
}
