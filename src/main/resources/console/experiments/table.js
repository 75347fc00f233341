import { el } from "../core/dom.js";
import { count, ms, number, perSecond } from "../core/format.js";
import { t } from "../core/i18n.js";

const COLUMNS = [
  ["offered", (arm) => arm.offeredPerSecond, perSecond],
  ["achieved", (arm) => arm.achievedPerSecond, perSecond],
  ["work-p50", (arm) => arm.work.p50, ms],
  ["work-p99", (arm) => arm.work.p99, ms],
  ["bystander-p99", (arm) => arm.bystander.p99, ms],
  ["bystander-max", (arm) => arm.bystander.max, ms],
  ["server-p99", (arm) => arm.server.p99, ms],
  ["lag-p99", (arm) => arm.lag.p99, ms],
  ["blocks", (arm) => sum(arm.blocks), count],
  ["errors", (arm) => sum(arm.errors), count],
  ["cpu", (arm) => arm.cpu, (value) => number(value, 2)],
  ["threads", (arm) => arm.threads, count],
  ["memory", (arm) => arm.memoryMb, (value) => `${count(value)}\u00a0MB`],
];

/** Every arm with its figures; those of another run in small beneath. */
export function armsTable(report, other) {
  return el(
    "div",
    { class: "wide", tabindex: 0, role: "region", "aria-label": t("table.title") },
    el(
      "table",
      { class: "arms" },
      el(
        "thead",
        {},
        el("tr", {}, el("th", { scope: "col", text: t("table.arm") }), COLUMNS.map(([name]) => el("th", { scope: "col", text: t(`table.${name}`) }))),
      ),
      el("tbody", {}, report.arms.map((arm) => row(arm, other?.arms.find((one) => one.name === arm.name)))),
    ),
  );
}

function row(arm, other) {
  return el(
    "tr",
    {},
    el("th", { scope: "row", text: arm.name }),
    COLUMNS.map(([name, value, format]) =>
      el(
        "td",
        { "data-column": name, "data-value": value(arm) },
        format(value(arm)),
        other ? el("small", { text: format(value(other)) }) : null,
      ),
    ),
  );
}

function sum(counts) {
  return Object.values(counts).reduce((all, one) => all + one, 0);
}
