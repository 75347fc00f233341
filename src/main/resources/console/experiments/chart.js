import { chartOf } from "../core/charts.js";
import { el } from "../core/dom.js";
import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { color } from "../core/theme.js";

/** The parts of ECharts' custom series that are used here; it ships no types for single files. */
/** @typedef {any} RenderApi */

const LINE = 15;
const LEAST_MS = 0.1;
/** @type {[name: "work" | "bystander" | "server", property: string, symbol: string][]} */
const SERIES = [
  ["work", "--ink-2", "circle"],
  ["bystander", "--clock", "rect"],
  ["server", "--clock", "diamond"],
];

/** Latencies of every arm on one logarithmic axis: from p50 to the longest, a mark at p99. */
export class ArmsChart {
  /**
   * @param {Report} report
   * @param {Report | null} other
   */
  constructor(report, other) {
    const box = el("div", { class: "arms-chart", role: "img", "aria-label": t("chart.title") });
    const runs = other ? [report, other] : [report];
    box.style.height = `${report.arms.length * rowOf(runs) + 64}px`;
    this.element = el("figure", {}, el("figcaption", { text: t("chart.title") }), box);
    chartOf(box).then((chart) => chart.setOption(option(runs)));
  }
}

/** @param {Report[]} runs */
function option(runs) {
  const names = runs[0].arms.map((arm) => arm.name);
  const text = { color: color("--ink"), fontSize: 11 };
  return {
    animation: false,
    grid: { left: 8, right: 24, top: 30, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      textStyle: text,
      itemWidth: 10,
      itemHeight: 10,
      data: runs.flatMap((_, index) =>
        SERIES.map(([name, , symbol]) => ({
          name: nameOf(name, index),
          icon: index === 0 ? symbol : `empty${symbol[0].toUpperCase()}${symbol.slice(1)}`,
        })),
      ),
    },
    xAxis: {
      type: "log",
      min: LEAST_MS,
      axisLabel: { ...text, formatter: ms },
      splitLine: { lineStyle: { color: color("--line") } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: names,
      axisLabel: { ...text, width: 180, overflow: "truncate" },
      axisTick: { show: false },
    },
    series: runs.flatMap((run, index) =>
      SERIES.map(([name, property, symbol], line) => ({
        name: nameOf(name, index),
        type: "custom",
        itemStyle: { color: color(property) },
        data: run.arms
          .filter((arm) => names.includes(arm.name) && arm[name].count > 0)
          .map((arm) => [arm[name].p99, names.indexOf(arm.name), arm[name].p50, arm[name].max]),
        renderItem: (/** @type {unknown} */ _, /** @type {RenderApi} */ api) =>
          range(api, color(property), symbol, shiftOf(runs, line, index), index > 0),
        encode: { x: [0, 2, 3], y: 1 },
      })),
    ),
  };
}

/**
 * @param {string} series
 * @param {number} run
 */
function nameOf(series, run) {
  const name = t(`chart.${series}`);
  return run === 0 ? name : t("chart.other", name);
}

/**
 * Height of an arm: a line for each series, and one more of air.
 *
 * @param {Report[]} runs
 */
function rowOf(runs) {
  return LINE * (SERIES.length * runs.length + 1);
}

/**
 * @param {Report[]} runs
 * @param {number} line
 * @param {number} run
 */
function shiftOf(runs, line, run) {
  const lines = SERIES.length * runs.length;
  return LINE * (line * runs.length + run - (lines - 1) / 2);
}

/**
 * A line from p50 to the longest and a mark at p99; hollow for the other run.
 *
 * @param {RenderApi} api
 * @param {string} paint
 * @param {string} symbol
 * @param {number} shift
 * @param {boolean} hollow
 */
function range(api, paint, symbol, shift, hollow) {
  const at = (/** @type {number} */ value) => api.coord([Math.max(LEAST_MS, value), api.value(1)]);
  const [, middle] = at(1);
  const y = middle + shift;
  const [from] = at(api.value(2));
  const [to] = at(api.value(3));
  const [mark] = at(api.value(0));
  const dashed = symbol === "diamond" ? { lineDash: [3, 2] } : {};
  const style = { stroke: paint, fill: hollow ? color("--panel") : paint, lineWidth: 1.5 };
  const label = { text: ms(api.value(0)), x: mark, y: y - 5, align: "center", verticalAlign: "bottom", fill: color("--ink"), font: "10px sans-serif" };
  return {
    type: "group",
    children: [
      { type: "line", shape: { x1: from, x2: to, y1: y, y2: y }, style: { ...style, ...dashed } },
      { type: "line", shape: { x1: from, x2: from, y1: y - 3, y2: y + 3 }, style },
      shape(symbol, mark, y, style),
      ...(hollow ? [] : [{ type: "text", style: label, silent: true }]),
    ],
  };
}

/**
 * @param {string} symbol
 * @param {number} x
 * @param {number} y
 * @param {object} style
 */
function shape(symbol, x, y, style) {
  switch (symbol) {
    case "circle":
      return { type: "circle", shape: { cx: x, cy: y, r: 4 }, style };
    case "rect":
      return { type: "rect", shape: { x: x - 4, y: y - 4, width: 8, height: 8 }, style };
    default:
      return { type: "polygon", shape: { points: [[x - 5, y], [x, y - 5], [x + 5, y], [x, y + 5]] }, style };
  }
}
