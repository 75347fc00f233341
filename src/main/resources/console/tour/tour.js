import { state } from "../core/address.js";
import { byId, setText } from "../core/dom.js";
import { ms, number } from "../core/format.js";
import { onLanguage, t } from "../core/i18n.js";
import { remember, remembered } from "../core/storage.js";
import { showTab } from "../core/tabs.js";
import { clearFrom, longestWait } from "./waits.js";

/** @typedef {import("../live/recording.js").Recording} Recording */
/** @typedef {import("../try/try.js").Try} Try */

const UNITS = "2000";
const TICK_MS = 250;
const AFTER_MS = 2_000;
const WATCH_MS = 4_000;
const LEAST_MS = 0.1;

/**
 * What the page is, in one line, and a guided run: block a loop, see other requests wait, do the
 * same work off the loop, and compare.
 */
export class Tour {
  #recording;
  #trial;
  #watched;
  /** @type {() => string} */
  #caption;
  #running = false;
  #finished = false;

  /**
   * @param {Recording} recording
   * @param {Try} trial
   * @param {string | null} watched
   */
  constructor(recording, trial, watched) {
    this.#recording = recording;
    this.#trial = trial;
    this.#watched = watched;
    this.#caption = () => (watched === null ? t("intro.what") : t("watch.what", watched));
    byId("intro").hidden = remembered("intro") === "closed" && state("tour") === null && watched === null;
    byId("tour-start").addEventListener("click", () => this.#start());
    byId("tour-share").addEventListener("click", () => this.#share());
    byId("intro-close").addEventListener("click", () => {
      remember("intro", "closed");
      byId("intro").hidden = true;
    });
    onLanguage(() => this.update());
    this.update();
  }

  /** Called when the address of the service is known: the run may start. */
  connect() {
    byId("tour-start").disabled = false;
  }

  update() {
    setText(byId("intro-text"), this.#caption());
    setText(byId("tour-start"), t(this.#finished ? "intro.again" : "intro.start"));
    byId("tour-start").hidden = this.#running || this.#watched !== null;
    byId("tour-share").hidden = !this.#finished || this.#running;
  }

  async #start() {
    this.#running = true;
    this.#finished = false;
    showTab("try");
    try {
      await this.#run();
      this.#finished = true;
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : String(failure);
      this.#say(() => t("tour.failed", why));
    }
    this.#running = false;
    this.update();
  }

  async #run() {
    await this.#untilClear((left) => this.#say(() => t("tour.quiet", left)));
    this.#say(() => t("tour.block"));
    const blocked = await this.#measure("event-loop", (wait) => this.#say(() => t("tour.wait", ms(wait))));
    await this.#untilClear((left) => this.#say(() => t("tour.clear", ms(blocked), left)));
    this.#say(() => t("tour.off"));
    const off = await this.#measure("parallel", () => {});
    const times = number(blocked / Math.max(LEAST_MS, off), blocked / off < 10 ? 1 : 0);
    this.#say(() => t("tour.result", ms(blocked), ms(off), times));
  }

  /**
   * Runs the work in that place; returns the longest wait of other requests meanwhile.
   *
   * @param {string} on
   * @param {(wait: number) => void} tell
   */
  async #measure(on, tell) {
    const since = this.#recording.now;
    const began = performance.now();
    let ended = false;
    const work = this.#trial.run("cpu", { workload: "primes", units: UNITS, on }).then((result) => {
      ended = true;
      return result;
    });
    while (!ended || performance.now() - began < WATCH_MS) {
      await pause(TICK_MS);
      const wait = longestWait(this.#recording, since);
      if (wait > TICK_MS) {
        tell(wait);
      }
    }
    const result = await work;
    if (!result.ok) {
      throw new Error(result.answer.detail ?? t("result.failed"));
    }
    await pause(AFTER_MS);
    return longestWait(this.#recording, since);
  }

  /**
   * Waits until earlier requests are no longer part of the readings.
   *
   * @param {(left: string) => void} tell
   */
  async #untilClear(tell) {
    const clearAt = clearFrom(this.#recording);
    while (this.#recording.now < clearAt) {
      tell(ms(Math.ceil((clearAt - this.#recording.now) / 1_000) * 1_000));
      await pause(TICK_MS);
    }
  }

  /** @param {() => string} caption */
  #say(caption) {
    this.#caption = caption;
    this.update();
  }

  async #share() {
    const link = new URL(location.pathname, location.href);
    link.searchParams.set("tour", "1");
    const text = `${this.#caption()} ${link}`;
    try {
      await navigator.clipboard.writeText(text);
      setText(byId("tour-share"), t("copy.done"));
    } catch {
      getSelection()?.selectAllChildren(byId("intro-text"));
    }
  }
}

/**
 * @param {number} time
 * @returns {Promise<void>}
 */
function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}
