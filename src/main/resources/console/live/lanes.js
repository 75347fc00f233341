import { el, setText } from "../core/dom.js";
import { count, ms, percent } from "../core/format.js";
import { t } from "../core/i18n.js";
import { markCause } from "./causes.js";
import { paintLane } from "./lane.js";
import { keyOf } from "./recording.js";

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {ReturnType<typeof build>} Row */

const FEW = 8;
const HEADINGS = ["utilization", "connections", "lag"];

/** A row for each event loop: its name, its lane, its numbers. */
export class Lanes {
  #body;
  /** @type {Map<string, Row>} */
  #rows = new Map();
  #headings = new Map(HEADINGS.map((name) => [name, el("span", { class: "number", role: "columnheader" })]));
  #name = el("span", { class: "name", role: "columnheader" });
  #track = el("span", { class: "track", role: "columnheader" });

  /** @param {HTMLElement} body */
  constructor(body) {
    this.#body = body;
  }

  /**
   * Shows the loops as of a sample, and their lanes.
   *
   * @param {LiveSample} sample
   * @param {Recording} recording
   * @param {import("./view.js").View} view
   */
  update(sample, recording, view) {
    if (!this.#isFor(sample.loops)) {
      this.#build(sample.loops);
    }
    this.#showHeadings();
    const ongoing = recording.ongoing();
    for (const loop of sample.loops) {
      const key = keyOf(loop);
      const row = /** @type {Row} */ (this.#rows.get(key));
      showNumbers(row, loop, ongoing.find((one) => keyOf(one) === key));
      paintLane(row.canvas, key, recording, view);
    }
  }

  #showHeadings() {
    setText(this.#name, t("lane.loop"));
    setText(this.#track, t("lane.track"));
    this.#headings.forEach((heading, name) => setText(heading, t(`lane.${name}`)));
  }

  /** @param {LoopSample[]} loops */
  #isFor(loops) {
    return loops.length === this.#rows.size && loops.every((loop) => this.#rows.has(keyOf(loop)));
  }

  /** @param {LoopSample[]} loops */
  #build(loops) {
    this.#rows.clear();
    const main = mainGroup(loops);
    this.#body.classList.toggle("many", loops.filter((loop) => loop.group === main).length > FEW);
    const rows = loops.map((loop, index) => {
      const row = build(loop, loop.group === main, loops[index - 1]?.group !== loop.group);
      this.#rows.set(keyOf(loop), row);
      return row.element;
    });
    const readout = el("span", { class: "readout", role: "presentation" }, [...this.#headings.values()]);
    const head = el("div", { class: "lane head", role: "row" }, this.#name, this.#track, readout);
    this.#body.replaceChildren(head, ...rows);
  }
}

/**
 * The group whose loops serve requests: `http`, or the first one that there is.
 *
 * @param {LoopSample[]} loops
 */
export function mainGroup(loops) {
  return loops.some((loop) => loop.group === "http") ? "http" : (loops[0]?.group ?? "http");
}

/**
 * @param {LoopSample} loop
 * @param {boolean} main
 * @param {boolean} first
 */
function build(loop, main, first) {
  const canvas = el("canvas", { class: "plot", "data-key": keyOf(loop), "aria-hidden": "true" });
  const cell = (/** @type {string} */ name) => el("span", { class: `number ${name}`, role: "cell" });
  const row = {
    canvas,
    utilization: cell("utilization"),
    connections: cell("connections"),
    lag: cell("lag"),
    state: el("span", { class: "state", role: "cell" }),
  };
  const element = el(
    "div",
    { class: `lane ${main ? "service" : "other"}${first ? " first" : ""}`, role: "row" },
    el(
      "span",
      { class: "name", role: "rowheader", title: loop.thread },
      el("span", { class: "group", text: loop.group }),
      `-${loop.loop}`,
    ),
    el("span", { class: "track", role: "cell" }, canvas),
    el("span", { class: "readout", role: "presentation" }, row.utilization, row.connections, row.lag, row.state),
  );
  return { ...row, element };
}

/**
 * @param {Row} row
 * @param {LoopSample} loop
 * @param {Block | undefined} block
 */
function showNumbers(row, loop, block) {
  const blocked = loop.blockedMs > 0;
  setText(row.utilization, percent(loop.utilization));
  setText(row.connections, count(loop.connections));
  setText(row.lag, ms(blocked ? loop.blockedMs : loop.lagMs));
  setText(row.state, blocked ? t("lane.blocked") : loop.pending > 0 ? t("lane.queued", count(loop.pending)) : "");
  row.element.classList.toggle("blocked", blocked);
  markCause(row.element, blocked ? (block?.cause ?? "unknown") : null);
}
