import { Emitter } from "../core/emitter.js";
import { FIGURES } from "../core/figures.js";

const SILENCE_MS = 3_000;
const AGAIN_MS = FIGURES.retrySeconds * 1_000;

/** @typedef {"connecting" | "live" | "lost" | "away"} StreamState */

/**
 * The live stream of the console. It is closed while the page is in the background, so that such
 * pages cost nothing and take none of the few connections that a browser opens to one host.
 *
 * A stream without an event for three seconds is lost, even if the browser reports no error.
 */
export class Stream {
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
  /** @type {EventSource | null} */
  #source = null;
  #watchdog = 0;

  start() {
    document.addEventListener("visibilitychange", () => this.#follow());
    this.#follow();
  }

  #follow() {
    if (document.hidden) {
      this.#close();
      this.#become("away");
    } else {
      this.#open();
    }
  }

  #open() {
    this.#close();
    const source = new EventSource("api/live");
    source.addEventListener("hello", (event) => this.hello.emit(JSON.parse(event.data)));
    source.addEventListener("history", (event) => this.history.emit(JSON.parse(event.data)));
    source.addEventListener("live", (event) => {
      this.#become("live");
      this.#expectMore();
      this.live.emit(JSON.parse(event.data));
    });
    source.addEventListener("error", () => {
      this.#become("lost");
      this.#again(AGAIN_MS);
    });
    this.#source = source;
    this.#expectMore();
  }

  #expectMore() {
    clearTimeout(this.#watchdog);
    this.#watchdog = window.setTimeout(() => {
      this.#become("lost");
      this.#again(0);
    }, SILENCE_MS);
  }

  /** @param {number} after */
  #again(after) {
    this.#close();
    this.#watchdog = window.setTimeout(() => this.#open(), after);
  }

  #close() {
    clearTimeout(this.#watchdog);
    this.#source?.close();
    this.#source = null;
  }

  /** @param {StreamState} state */
  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.states.emit(state);
    }
  }
}
