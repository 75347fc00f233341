import { el } from "../core/dom.js";
import { ms, perSecond } from "../core/format.js";
import { t } from "../core/i18n.js";
import { EVERYWHERE } from "../try/works.js";

const FIGURES = {
  "bystander-p99": [(arm) => arm.bystander.p99, ms],
  "work-p99": [(arm) => arm.work.p99, ms],
  achieved: [(arm) => arm.achievedPerSecond, perSecond],
};
const STEPS = 9;

/** Kinds of work by places to run it, as a table whose cells are the darker the larger they are. */
export function matrix(report) {
  const table = el("table", { class: "heat" });
  const choice = el(
    "fieldset",
    { class: "choice" },
    el("legend", { text: t("matrix.figure") }),
    Object.keys(FIGURES).map((name, index) =>
      el(
        "label",
        {},
        el("input", { type: "radio", name: "figure", value: name, checked: index === 0, onchange: () => fill(table, report, name) }),
        el("span", { text: t(`table.${name}`) }),
      ),
    ),
  );
  fill(table, report, Object.keys(FIGURES)[0]);
  return el(
    "section",
    { class: "matrix" },
    choice,
    el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": t("matrix.title") }, table),
    el("p", { class: "hint", text: t("matrix.hint") }),
  );
}

function fill(table, report, figure) {
  const works = distinct(report.arms, "work");
  const places = distinct(report.arms, "on").toSorted(
    (one, other) => EVERYWHERE.indexOf(one) - EVERYWHERE.indexOf(other),
  );
  const [value] = FIGURES[figure];
  const values = report.arms.map(value).filter((one) => one > 0);
  const scale = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  table.replaceChildren(
    el("caption", { text: `${t("matrix.title")}: ${t(`table.${figure}`)}` }),
    el("thead", {}, el("tr", {}, el("td"), places.map((on) => el("th", { scope: "col", text: on })))),
    el(
      "tbody",
      {},
      works.map((work) =>
        el("tr", {}, el("th", { scope: "row", text: work }), places.map((on) => cell(report, work, on, figure, scale))),
      ),
    ),
  );
}

function cell(report, work, on, figure, [low, high]) {
  const arm = report.arms.find((one) => one.facts.work === work && one.facts.on === on);
  if (arm === undefined) {
    return el("td", { class: "none", "aria-label": t("matrix.none") });
  }
  const [value, format] = FIGURES[figure];
  const amount = value(arm);
  const share = high > low && amount > 0 ? (Math.log(amount) - low) / (high - low) : 0;
  const failed = Object.values(arm.errors).reduce((all, one) => all + one, 0);
  return el(
    "td",
    { class: `heat-${Math.round(share * STEPS)}`, "data-arm": arm.name, "data-value": amount },
    format(amount),
    failed > 0 ? el("small", { text: t("matrix.errors", failed) }) : null,
  );
}

function distinct(arms, fact) {
  return [...new Set(arms.map((arm) => arm.facts[fact]))];
}
