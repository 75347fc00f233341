import { chartOf } from "../core/charts.js";
import { el } from "../core/dom.js";
import { ms, number } from "../core/format.js";
import { t } from "../core/i18n.js";
import { color } from "../core/theme.js";
import { decode, valueAt } from "./histogram.js";

/** @typedef {import("./histogram.js").Counts} Counts */

const MICROS_OF_A_MS = 1e3;
const SHARES = [0.5, 0.9, 0.99, 0.999, 1];
const STEPS = 60;
const LEAST_MS = 0.1;
/** @type {("bystander" | "work")[]} */
const STREAMS = ["bystander", "work"];

/** Latency by percentile of one arm; beside the same arm of another run, with the difference. */
export class Percentiles {
  #report;
  #other;
  #chart = el("div", { class: "percentiles-chart", role: "img", "aria-label": t("percentiles.title") });
  #table = el("table", { class: "arms", id: "percentiles-table" });
  #arm;
  #stream;

  /**
   * @param {Report} report
   * @param {Report | null} other
   */
  constructor(report, other) {
    this.#report = report;
    this.#other = other;
    this.#arm = choice("percentiles-arm", report.arms.map(({ name }) => [name, name]), () => this.#show());
    this.#stream = choice("percentiles-stream", STREAMS.map((one) => [one, t(`chart.${one}`)]), () => this.#show());
    this.element = el(
      "details",
      { class: "percentiles" },
      el("summary", { text: t("percentiles.title") }),
      el("div", { class: "tools" }, this.#stream, this.#arm),
      this.#chart,
      el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": t("percentiles.title") }, this.#table),
    );
    this.element.addEventListener("toggle", () => this.element.open && this.#show());
  }

  async #show() {
    const runs = [await this.#countsOf(this.#report), await this.#countsOf(this.#other)];
    const curves = runs.filter((counts) => counts !== null);
    this.#table.replaceChildren(...rows(runs[0] ?? [], runs[1]));
    (await chartOf(this.#chart)).setOption(option(curves), true);
  }

  /**
   * @param {Report | null} report
   * @returns {Promise<Counts | null>} in milliseconds; null if that run has no such arm
   */
  async #countsOf(report) {
    const arm = report?.arms.find(({ name }) => name === this.#arm.value);
    if (arm === undefined) {
      return null;
    }
    const { histogram } = this.#stream.value === "work" ? arm.work : arm.bystander;
    const counts = await decode(histogram);
    return counts.map(({ value, count }) => ({ value: value / MICROS_OF_A_MS, count }));
  }
}

/**
 * @param {string} id
 * @param {string[][]} options
 * @param {() => void} changed
 */
function choice(id, options, changed) {
  return el(
    "select",
    { id, "aria-label": t("percentiles.title"), onchange: changed },
    options.map(([value, text]) => el("option", { value, text })),
  );
}

/**
 * @param {Counts} own
 * @param {Counts | null} other
 */
function rows(own, other) {
  const cells = (/** @type {Counts} */ counts) => SHARES.map((share) => el("td", { text: ms(valueAt(counts, share)) }));
  const row = (/** @type {string} */ name, /** @type {HTMLElement[]} */ all) =>
    el("tr", {}, el("th", { scope: "row", text: t(name) }), all);
  const head = el("tr", {}, el("td"), SHARES.map((share) => el("th", { scope: "col", text: nameOf(share) })));
  const body = [row("percentiles.own", cells(own))];
  if (other !== null) {
    const ratios = SHARES.map((share) => el("td", { text: ratio(valueAt(own, share), valueAt(other, share)) }));
    body.push(row("percentiles.other", cells(other)), row("percentiles.ratio", ratios));
  }
  return [el("thead", {}, head), el("tbody", {}, body)];
}

/** @param {number} share */
function nameOf(share) {
  return share === 1 ? t("percentiles.max") : `p${number(100 * share, share === 0.999 ? 1 : 0)}`;
}

/**
 * @param {number} own
 * @param {number} other
 */
function ratio(own, other) {
  return other > 0 ? `${number(own / other, 2)} ×` : "–";
}

/**
 * Percentiles over a scale on which each nine takes the same room.
 *
 * @param {Counts[]} curves
 */
function option(curves) {
  const text = { color: color("--ink"), fontSize: 11 };
  const most = Math.max(...curves.map((counts) => counts.reduce((sum, { count }) => sum + count, 0)));
  const nines = Math.max(1, Math.log10(most));
  const points = (/** @type {Counts} */ counts) =>
    Array.from({ length: STEPS + 1 }, (_, step) => {
      const place = (nines * step) / STEPS;
      return [place, Math.max(LEAST_MS, valueAt(counts, 1 - 10 ** -place))];
    });
  return {
    animation: false,
    grid: { left: 8, right: 24, top: 12, bottom: 4, containLabel: true },
    xAxis: {
      type: "value",
      min: 0,
      max: nines,
      interval: 1,
      axisLabel: { ...text, formatter: (/** @type {number} */ place) => `p${Number((100 * (1 - 10 ** -place)).toFixed(3))}` },
      splitLine: { lineStyle: { color: color("--line") } },
    },
    yAxis: { type: "log", min: LEAST_MS, axisLabel: { ...text, formatter: ms }, splitLine: { lineStyle: { color: color("--line") } } },
    series: curves.map((counts, run) => ({
      type: "line",
      step: "end",
      showSymbol: false,
      silent: true,
      data: points(counts),
      lineStyle: { color: color(run === 0 ? "--clock" : "--ink-2"), width: 2, type: run === 0 ? "solid" : "dashed" },
    })),
  };
}
