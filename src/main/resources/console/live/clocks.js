import { chartOf } from "../core/charts.js";
import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { color } from "../core/theme.js";
import { SPAN_MS } from "./recording.js";

const LEAST_MS = 0.1;
const MOST_MS = 10_000;
const NAME_WIDTH = 150;
const MUCH = 4;

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {{ at: number, client: number | null, server: number | null }} Point */
/** @typedef {{ at: number, client: number, server: number }} FullPoint */

/** What clients see and what the server reports of the same requests, and the wait in between. */
export class Clocks {
  /** @type {any} */
  #chart = null;
  /** @type {Point[]} */
  #points = [];

  /** @param {HTMLElement} element */
  constructor(element) {
    chartOf(element).then((chart) => this.#begin(chart));
  }

  /** @param {any} chart */
  #begin(chart) {
    this.#chart = chart;
    chart.setOption({
      animation: false,
      grid: { left: 0, right: 0, top: 6, bottom: 6 },
      xAxis: { type: "value", show: false, min: -SPAN_MS, max: 0 },
      yAxis: {
        type: "log",
        min: LEAST_MS,
        max: MOST_MS,
        axisLine: { show: false },
        axisTick: { show: false },
        minorTick: { show: false },
      },
      series: [
        { id: "gap", type: "custom", data: [[0, 1]], renderItem: (/** @type {any} */ _, /** @type {any} */ api) => this.#gap(api) },
        { id: "server", type: "line" },
        { id: "client", type: "line" },
      ].map((series) => ({ ...series, silent: true, showSymbol: false, clip: true })),
    });
    this.recolor();
  }

  recolor() {
    const axis = {
      axisLabel: {
        inside: true,
        margin: 4,
        verticalAlign: "bottom",
        color: color("--ink-2"),
        fontSize: 10,
        formatter: (/** @type {number} */ value) => (value < MOST_MS && value > LEAST_MS ? ms(value) : ""),
      },
      splitLine: { lineStyle: { color: color("--line") } },
    };
    this.#chart?.setOption({
      yAxis: axis,
      series: [
        { id: "server", lineStyle: { color: color("--clock"), width: 2, type: "dashed" } },
        { id: "client", lineStyle: { color: color("--clock"), width: 2 } },
      ],
    });
  }

  /**
   * @param {Recording} recording
   * @param {import("./view.js").View} view
   */
  update(recording, { end, span }) {
    this.#points = pointsOf(recording, end).filter((one) => one.at >= -span && one.at <= 0);
    const line = (/** @type {string} */ id, /** @type {(point: Point) => number | null} */ value) => ({ id, data: this.#points.map((one) => [one.at, value(one)]) });
    this.#chart?.setOption({
      xAxis: { min: -span },
      yAxis: { max: Math.max(MOST_MS, ...this.#points.map((one) => one.client ?? 0)) },
      series: [
        { id: "gap", data: [[0, this.#points.length]] },
        line("server", (one) => one.server),
        line("client", (one) => one.client),
      ],
    });
  }

  /**
   * The area between the clocks, and its name where it is widest.
   *
   * @param {any} api
   */
  #gap(api) {
    const runs = runsOf(this.#points, isFull);
    return { type: "group", children: [...runs.map((run) => area(run, api)), ...name(this.#points, api)] };
  }
}

/**
 * @param {Point} point
 * @returns {point is FullPoint}
 */
function isFull(point) {
  return point.client !== null && point.server !== null;
}

/**
 * @param {Recording} recording
 * @param {number} now
 */
function pointsOf(recording, now) {
  const value = (/** @type {LatencyReading | null} */ reading) => (reading && reading.count > 0 ? Math.max(LEAST_MS, reading.p99) : null);
  /** @type {Point[]} */
  const found = [];
  let last = null;
  for (const sample of recording.samples) {
    if (last !== null && sample.at - last > 1_500) {
      found.push({ at: last - now + 1, client: null, server: null });
    }
    last = sample.at;
    found.push({
      at: sample.at - now,
      client: value(sample.clocks.client),
      server: value(sample.clocks.server),
    });
  }
  return found;
}

/**
 * @param {FullPoint[]} run
 * @param {any} api
 */
function area(run, api) {
  const top = run.map((one) => api.coord([one.at, one.client]));
  const bottom = run.map((one) => api.coord([one.at, one.server]));
  return {
    type: "polygon",
    shape: { points: [...top, ...bottom.reverse()] },
    style: { fill: color("--gap") },
  };
}

/**
 * Runs of neighbouring points that meet a condition.
 *
 * @param {Point[]} all
 * @param {(point: Point) => boolean} meets
 * @returns {FullPoint[][]}
 */
export function runsOf(all, meets) {
  /** @type {FullPoint[][]} */
  const runs = [];
  let open = false;
  for (const point of all) {
    if (!meets(point)) {
      open = false;
    } else if (open) {
      runs[runs.length - 1].push(/** @type {FullPoint} */ (point));
    } else {
      runs.push([/** @type {FullPoint} */ (point)]);
      open = true;
    }
  }
  return runs;
}

/**
 * The name of the gap where the clocks differ for longest; nothing if they nowhere differ much.
 *
 * @param {Point[]} points
 * @param {any} api
 */
function name(points, api) {
  const run = runsOf(points, (point) => isFull(point) && point.client >= MUCH * point.server)
    .toSorted((one, other) => other.length - one.length)[0];
  if (run === undefined || run.length < 2) {
    return [];
  }
  const middle = run[Math.floor(run.length / 2)];
  const [from] = api.coord([run[0].at, 1]);
  const [to] = api.coord([run[run.length - 1].at, 1]);
  const [, y] = api.coord([0, Math.sqrt(middle.client * middle.server)]);
  const fits = to - from > NAME_WIDTH;
  const style = {
    text: t("clocks.gap"),
    x: fits ? (from + to) / 2 : from - 6,
    y,
    align: fits ? "center" : "right",
    verticalAlign: "middle",
    fill: color("--ink"),
    font: `600 12px ${getComputedStyle(document.body).fontFamily}`,
  };
  return [{ type: "text", style }];
}
