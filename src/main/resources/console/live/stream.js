import { Emitter } from "../core/emitter.js";

const SILENCE_MS = 3_000;
const AGAIN_MS = 1_000;

/**
 * The live stream of the console. Closed while nobody looks at the page, so that pages in the
 * background cost nothing and take none of the few connections a browser opens to one host.
 *
 * A stream that says nothing for three seconds is lost, whatever the browser thinks of it.
 */
export class Stream {
  hello = new Emitter();
  live = new Emitter();
  states = new Emitter();
  state = "connecting";
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
    this.#watchdog = setTimeout(() => {
      this.#become("lost");
      this.#again(0);
    }, SILENCE_MS);
  }

  #again(after) {
    this.#close();
    this.#watchdog = setTimeout(() => this.#open(), after);
  }

  #close() {
    clearTimeout(this.#watchdog);
    this.#source?.close();
    this.#source = null;
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.states.emit(state);
    }
  }
}
