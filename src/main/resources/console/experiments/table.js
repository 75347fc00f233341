import { el } from "../core/dom.js";
import { count, ms, number, perSecond } from "../core/format.js";
import { t } from "../core/i18n.js";

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {(arm: Arm) => number | null} value
 * @property {(arm: Arm) => string} text
 */

/**
 * The figures of an arm; a test compares them with the columns of the service's own reports.
 *
 * @type {Column[]}
 */
const COLUMNS = [
  column("offered", (arm) => arm.offeredPerSecond, perSecond),
  column("achieved", (arm) => arm.achievedPerSecond, perSecond),
  column("work-p50", (arm) => arm.work.p50, ms),
  column("work-p99", (arm) => arm.work.p99, ms),
  column("bystander-p50", (arm) => arm.bystander.p50, ms),
  column("bystander-p99", (arm) => arm.bystander.p99, ms),
  column("server-p99", (arm) => arm.server.p99, ms),
  column("lag-p99", (arm) => arm.lag.p99, ms),
  column("lag-max", (arm) => arm.lag.max, ms),
  column("cpu", (arm) => arm.cpu, (value) => number(value, 2)),
  column("threads", (arm) => arm.threads, count),
  column("memory", (arm) => arm.memoryMb, count),
  { name: "blocks", value: (arm) => sumOf(arm.blocks), text: (arm) => countsText(arm.blocks) },
  { name: "errors", value: (arm) => sumOf(arm.errors), text: (arm) => countsText(arm.errors) },
];

/**
 * @param {string} name
 * @param {(arm: Arm) => number} value
 * @param {(value: number) => string} format
 * @returns {Column}
 */
function column(name, value, format) {
  return { name, value, text: (arm) => (Number.isFinite(value(arm)) ? format(value(arm)) : "–") };
}

/**
 * Every arm with its figures; those of another run in small type beneath.
 *
 * @param {Report} report
 * @param {Report | null} other
 */
export function armsTable(report, other) {
  const columns = COLUMNS.filter((one) => report.arms.some((arm) => one.text(arm) !== ""));
  const heading = (/** @type {string} */ name) => el("th", { scope: "col", text: t(`table.${name}`) });
  return el(
    "div",
    { class: "wide", tabindex: 0, role: "region", "aria-label": t("table.title") },
    el(
      "table",
      { class: "arms" },
      el("thead", {}, el("tr", {}, heading("arm"), columns.map(({ name }) => heading(name)))),
      el(
        "tbody",
        {},
        report.arms.map((arm) => row(columns, arm, other?.arms.find((one) => one.name === arm.name))),
      ),
    ),
  );
}

/**
 * @param {Column[]} columns
 * @param {Arm} arm
 * @param {Arm | undefined} other
 */
function row(columns, arm, other) {
  return el(
    "tr",
    {},
    el("th", { scope: "row", text: arm.name }),
    columns.map(({ name, value, text }) =>
      el(
        "td",
        { "data-column": name, "data-value": value(arm) },
        text(arm),
        other ? el("small", { text: text(other) }) : null,
      ),
    ),
  );
}

/**
 * The sum of counts.
 *
 * @param {Record<string, number>} counts
 */
export function sumOf(counts) {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}

/** @param {Record<string, number>} all */
function countsText(all) {
  return Object.entries(all)
    .map(([name, times]) => `${name} ${count(times)}`)
    .join(", ");
}
