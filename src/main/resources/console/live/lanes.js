import { el, setText } from "../core/dom.js";
import { count, ms, percent } from "../core/format.js";
import { t } from "../core/i18n.js";
import { paintLane } from "./lane.js";
import { keyOf } from "./record.js";

const FEW = 8;

/** A row for each event loop: its name, its lane, its numbers. */
export class Lanes {
  #body;
  #rows = new Map();

  constructor(body) {
    this.#body = body;
  }

  /** Shows the loops as of a sample, and their lanes up to `now`. */
  update(sample, record, now) {
    if (!this.#isFor(sample.loops)) {
      this.#build(sample.loops);
    }
    for (const loop of sample.loops) {
      const key = keyOf(loop);
      const row = this.#rows.get(key);
      const block = record.ongoing().find((one) => keyOf(one) === key);
      showNumbers(row, loop, block);
      paintLane(row.canvas, key, record, now);
    }
  }

  #isFor(loops) {
    return (
      loops.length === this.#rows.size && loops.every((loop) => this.#rows.has(keyOf(loop)))
    );
  }

  #build(loops) {
    this.#rows.clear();
    const service = loops.filter((loop) => loop.group === "http").length;
    this.#body.classList.toggle("many", service > FEW);
    this.#body.replaceChildren(
      ...loops.map((loop, index) => {
        const row = build(loop, loops[index - 1]?.group !== loop.group);
        this.#rows.set(keyOf(loop), row);
        return row.element;
      }),
    );
  }
}

function build(loop, first) {
  const canvas = el("canvas", { class: "plot", "data-key": keyOf(loop), "aria-hidden": "true" });
  const cell = (name) => el("span", { class: `number ${name}`, role: "cell" });
  const row = {
    canvas,
    busy: cell("utilization"),
    connections: cell("connections"),
    lag: cell("lag"),
    state: el("span", { class: "state", role: "cell" }),
  };
  row.element = el(
    "div",
    { class: `lane ${loop.group === "http" ? "service" : "other"}${first ? " first" : ""}`, role: "row" },
    el(
      "span",
      { class: "name", role: "rowheader", title: loop.thread },
      el("span", { class: "group", text: loop.group }),
      ` ${loop.loop}`,
    ),
    el("span", { class: "track", role: "cell" }, canvas),
    el("span", { class: "readout", role: "presentation" }, row.busy, row.connections, row.lag, row.state),
  );
  return row;
}

function showNumbers(row, loop, block) {
  const blocked = loop.blockedMs > 0;
  setText(row.busy, percent(loop.utilization));
  setText(row.connections, t("lane.connections", count(loop.connections), loop.connections));
  setText(row.lag, ms(blocked ? loop.blockedMs : loop.lagMs));
  setText(row.state, blocked ? t("lane.blocked") : loop.pending > 0 ? t("lane.queued", count(loop.pending)) : "");
  row.element.classList.toggle("blocked", blocked);
  row.element.dataset.cause = blocked ? (block?.cause ?? "unknown") : "";
}
