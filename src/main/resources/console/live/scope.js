import { byId, el, setText } from "../core/dom.js";
import { clock, ms, number } from "../core/format.js";
import { onLanguage, t } from "../core/i18n.js";
import { onTheme } from "../core/theme.js";
import { sentenceOf } from "./block-text.js";
import { Clocks } from "./clocks.js";
import { Cursor } from "./cursor.js";
import { paintExperiments } from "./lane.js";
import { Lanes } from "./lanes.js";
import { renewPatterns } from "./patterns.js";
import { keyOf } from "./recording.js";
import { traceOf } from "./trace.js";
import { lastMinute, viewOf } from "./view.js";

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {import("./view.js").View} View */

const PIXELS = 6;
const TICKS = 6;

/** The lanes and the clocks on one time axis, with one cursor and one selection. */
export class Scope {
  #recording;
  #lanes = new Lanes(byId("lanes"));
  #clocks = new Clocks(byId("clocks-chart"));
  #cursor = new Cursor(byId("scope"), byId("cursor"), byId("selection"));
  #time = byId("cursor-time");
  /** @type {View | null} */
  #paused = null;
  #open;

  /**
   * @param {Recording} recording
   * @param {(block: Block) => void} open shows a block
   * @param {() => void} pause is called before a selection begins
   */
  constructor(recording, open, pause) {
    this.#recording = recording;
    this.#open = open;
    this.#cursor.handle(this.#time);
    this.#cursor.moved.listen(() => this.update());
    this.#cursor.picked.listen((key) => this.#pick(key));
    this.#cursor.selecting.listen(pause);
    byId("zoom").addEventListener("click", () => this.#zoom());
    byId("export").addEventListener("click", () => this.#save());
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
    this.#paused = paused ? lastMinute(this.#recording.now) : null;
    if (!paused) {
      this.#cursor.clear();
    }
    this.update();
  }

  update() {
    const newest = this.#recording.samples.at(-1);
    if (newest === undefined) {
      return;
    }
    const view = this.#view();
    const live = this.#cursor.at === null && this.#paused === null;
    const shown = live ? newest : this.#recording.sampleAt(this.#moment(view));
    this.#lanes.update(shown ?? newest, this.#recording, view);
    showClocks((shown ?? newest).clocks);
    this.#clocks.update(this.#recording, view);
    paintExperiments(byId("ruler"), this.#recording, view);
    this.#cursor.place();
    this.#showTime(view, shown);
    showTicks(view);
    this.#showSelection(view);
  }

  #view() {
    return this.#paused ?? lastMinute(this.#recording.now);
  }

  /** @param {View} view */
  #moment({ end, span }) {
    return end - (1 - (this.#cursor.at ?? 1)) * span;
  }

  /** The selected time; all that is shown if nothing is selected. */
  #selected() {
    const { anchor } = this.#cursor;
    const view = this.#view();
    return anchor === null ? view : viewOf(view.end - (1 - anchor) * view.span, this.#moment(view));
  }

  #zoom() {
    this.#paused = this.#cursor.anchor === null ? lastMinute(this.#view().end) : this.#selected();
    this.#cursor.clear();
  }

  #save() {
    const trace = JSON.stringify(traceOf(this.#recording, this.#selected()));
    const url = URL.createObjectURL(new Blob([trace], { type: "application/json" }));
    el("a", { href: url, download: "loopscope-trace.json" }).click();
    URL.revokeObjectURL(url);
  }

  /** @param {View} view */
  #showSelection(view) {
    const selected = this.#cursor.anchor !== null;
    setText(byId("zoom"), t(selected ? "scope.zoom" : "scope.whole"));
    byId("zoom").hidden = !selected && view.span === lastMinute(0).span;
    setText(byId("selected"), selected ? t("scope.selected", ms(this.#selected().span)) : "");
  }

  /**
   * @param {View} view
   * @param {LiveSample | null} shown
   */
  #showTime(view, shown) {
    const { at } = this.#cursor;
    const ago = view.end - this.#moment(view);
    const moment = at === null ? this.#edge(view) : `−${ms(ago)} · ${clock(view.end - ago)}`;
    const text = shown ? moment : `${moment} · ${t("scope.unwatched")}`;
    setText(this.#time, text);
    this.#time.setAttribute("aria-valuenow", String(-Math.round(ago)));
    this.#time.setAttribute("aria-valuetext", [text, ...this.#sentencesAt(view.end - ago)].join("; "));
  }

  /**
   * The name of the right edge.
   *
   * @param {View} view
   */
  #edge({ end }) {
    return this.#paused === null ? t("scope.now") : clock(end);
  }

  /** @param {number} time */
  #sentencesAt(time) {
    return this.#cursor.at === null
      ? []
      : this.#recording
          .newestBlocks()
          .filter((one) => time >= one.at && time <= one.at + one.durationMs)
          .map(sentenceOf);
  }

  /** @param {string | null} key */
  #pick(key) {
    const view = this.#view();
    const plot = byId("scope").querySelector(".plot");
    const tolerance = (PIXELS / plot.clientWidth) * view.span;
    const keys = key === null ? (this.#recording.samples.at(-1)?.loops ?? []).map(keyOf) : [key];
    const block = keys
      .map((one) => this.#recording.blockAt(one, this.#moment(view), tolerance))
      .find((one) => one !== undefined);
    if (block) {
      this.#open(block);
    }
  }
}

/** @param {View} view */
function showTicks({ span }) {
  const ticks = byId("ticks").children;
  for (let tick = 0; tick <= TICKS; tick++) {
    const seconds = (span / 1_000) * (1 - tick / TICKS);
    setText(ticks[tick], seconds === 0 ? `0\u00a0${t("unit.s")}` : `−${number(seconds, span < 6_000 ? 2 : span < 30_000 ? 1 : 0)}`);
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
