import { byId, setText } from "../core/dom.js";
import { clock, ms } from "../core/format.js";
import { onLanguage, t } from "../core/i18n.js";
import { onTheme } from "../core/theme.js";
import { sentenceOf } from "./block-text.js";
import { Clocks } from "./clocks.js";
import { Cursor } from "./cursor.js";
import { paintExperiments } from "./lane.js";
import { Lanes } from "./lanes.js";
import { renewPatterns } from "./patterns.js";
import { keyOf, SPAN_MS } from "./recording.js";

/** @typedef {import("./recording.js").Recording} Recording */

const PIXELS = 6;

/** The lanes and the clocks on one time axis, with one cursor. */
export class Scope {
  #recording;
  #lanes = new Lanes(byId("lanes"));
  #clocks = new Clocks(byId("clocks-chart"));
  #cursor = new Cursor(byId("scope"), byId("cursor"));
  #time = byId("cursor-time");
  /** @type {number | null} */
  #pausedAt = null;
  #open;

  /**
   * @param {Recording} recording
   * @param {(block: Block) => void} open shows a block
   */
  constructor(recording, open) {
    this.#recording = recording;
    this.#open = open;
    this.#cursor.handle(this.#time);
    this.#cursor.moved.listen(() => this.update());
    this.#cursor.picked.listen((key) => this.#pick(key));
    new ResizeObserver(() => this.update()).observe(byId("scope"));
    onLanguage(() => this.update());
    onTheme(() => {
      renewPatterns();
      this.#clocks.recolor();
      this.update();
    });
  }

  /**
   * Stops the picture, or resumes it; recording goes on all the while.
   *
   * @param {boolean} paused
   */
  pause(paused) {
    this.#pausedAt = paused ? this.#recording.now : null;
    this.update();
  }

  update() {
    const newest = this.#recording.samples.at(-1);
    if (newest === undefined) {
      return;
    }
    const now = this.#pausedAt ?? newest.at;
    const shown =
      this.#cursor.ago === null && this.#pausedAt === null
        ? newest
        : this.#recording.sampleAt(now - (this.#cursor.ago ?? 0));
    if (shown) {
      this.#lanes.update(shown, this.#recording, now);
      showClocks(shown.clocks);
    }
    this.#clocks.update(this.#recording, now);
    paintExperiments(byId("ruler"), this.#recording, now);
    this.#cursor.place();
    this.#showTime(now, shown);
  }

  /**
   * @param {number} now
   * @param {LiveSample | null} shown
   */
  #showTime(now, shown) {
    const { ago } = this.#cursor;
    const moment = ago === null ? t("scope.now") : `−${ms(ago)} · ${clock(now - ago)}`;
    const text = shown ? moment : `${moment} · ${t("scope.unwatched")}`;
    setText(this.#time, text);
    this.#time.setAttribute("aria-valuenow", String(-Math.round(ago ?? 0)));
    this.#time.setAttribute("aria-valuetext", [text, ...this.#sentencesAt(now - (ago ?? 0))].join("; "));
  }

  /** @param {number} time */
  #sentencesAt(time) {
    return this.#cursor.ago === null
      ? []
      : this.#recording
          .newestBlocks()
          .filter((one) => time >= one.at && time <= one.at + one.durationMs)
          .map(sentenceOf);
  }

  /** @param {string | null} key */
  #pick(key) {
    const now = this.#pausedAt ?? this.#recording.now;
    const time = now - (this.#cursor.ago ?? 0);
    const plot = byId("scope").querySelector(".plot");
    const tolerance = (PIXELS / plot.clientWidth) * SPAN_MS;
    const keys = key === null ? (this.#recording.samples.at(-1)?.loops ?? []).map(keyOf) : [key];
    const block = keys
      .map((one) => this.#recording.blockAt(one, time, tolerance))
      .find((one) => one !== undefined);
    if (block) {
      this.#open(block);
    }
  }
}

/** @param {LiveSample["clocks"]} clocks */
function showClocks({ client, server }) {
  const p99 = (/** @type {LatencyReading | null} */ reading) => (reading && reading.count > 0 ? reading.p99 : null);
  const seen = p99(client);
  const said = p99(server);
  setText(byId("client-p99"), ms(seen));
  setText(byId("server-p99"), ms(said));
  setText(byId("waiting"), seen === null || said === null ? "–" : ms(Math.max(0, seen - said)));
}
