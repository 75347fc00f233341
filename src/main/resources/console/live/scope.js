import { byId, setText } from "../core/dom.js";
import { clock, ms } from "../core/format.js";
import { onLanguage, t } from "../core/i18n.js";
import { onTheme } from "../core/theme.js";
import { Clocks } from "./clocks.js";
import { Cursor } from "./cursor.js";
import { paintExperiments } from "./lane.js";
import { Lanes } from "./lanes.js";
import { renewPatterns } from "./patterns.js";
import { keyOf, SPAN_MS } from "./record.js";

const PIXELS = 6;

/** The lanes and the clocks on one time axis, with one cursor. */
export class Scope {
  #record;
  #lanes = new Lanes(byId("lanes"));
  #clocks = new Clocks(byId("clocks-chart"));
  #cursor = new Cursor(byId("scope"), byId("cursor"));
  #time = byId("cursor-time");
  #heldAt = null;
  #open;

  /** `open` shows a block. */
  constructor(record, open) {
    this.#record = record;
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

  /** Stops the picture, to look at it, or lets it go on; what happens is recorded all the same. */
  hold(held) {
    this.#heldAt = held ? this.#record.now : null;
    this.update();
  }

  update() {
    const newest = this.#record.samples.at(-1);
    if (newest === undefined) {
      return;
    }
    const now = this.#heldAt ?? newest.at;
    const shown =
      this.#cursor.ago === null && this.#heldAt === null
        ? newest
        : this.#record.sampleAt(now - (this.#cursor.ago ?? 0));
    if (shown) {
      this.#lanes.update(shown, this.#record, now);
      showClocks(shown.clocks);
    }
    this.#clocks.update(this.#record, now);
    paintExperiments(byId("ruler"), this.#record, now);
    this.#cursor.place();
    this.#tellTime(now, shown);
  }

  #tellTime(now, shown) {
    const { ago } = this.#cursor;
    const moment = ago === null ? t("scope.now") : `−${ms(ago)} · ${clock(now - ago)}`;
    const text = shown ? moment : `${moment} · ${t("scope.unwatched")}`;
    setText(this.#time, text);
    this.#time.setAttribute("aria-valuenow", String(-Math.round(ago ?? 0)));
    this.#time.setAttribute("aria-valuetext", [text, ...this.#blocksAt(now - ago)].join("; "));
  }

  #blocksAt(time) {
    return this.#cursor.ago === null
      ? []
      : this.#record
          .newestBlocks()
          .filter((one) => time >= one.at && time <= one.at + one.durationMs)
          .map((one) => one.sentence);
  }

  #pick(key) {
    const now = this.#heldAt ?? this.#record.now;
    const time = now - this.#cursor.ago;
    const plot = byId("scope").querySelector(".plot");
    const tolerance = (PIXELS / plot.clientWidth) * SPAN_MS;
    const keys = key === null ? this.#record.samples.at(-1).loops.map(keyOf) : [key];
    const block = keys
      .map((one) => this.#record.blockAt(one, time, tolerance))
      .find((one) => one !== undefined);
    if (block) {
      this.#open(block);
    }
  }
}

function showClocks({ client, server }) {
  const p99 = (reading) => (reading && reading.count > 0 ? reading.p99 : null);
  const seen = p99(client);
  const said = p99(server);
  setText(byId("client-p99"), ms(seen));
  setText(byId("server-p99"), ms(said));
  setText(byId("waiting"), seen === null || said === null ? "–" : ms(Math.max(0, seen - said)));
}
