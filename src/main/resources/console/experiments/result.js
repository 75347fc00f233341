import { el } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { download } from "./api.js";
import { ArmsChart } from "./chart.js";
import { badge } from "./history.js";
import { matrix } from "./matrix.js";
import { armsTable } from "./table.js";
import { day, expectationOf, questionOf } from "./words.js";

const FORMS = [
  ["Markdown", "text/markdown", "md"],
  ["CSV", "text/csv", "csv"],
  ["JSON", "application/json", "json"],
];

/** What came of an experiment; beside another one of its kind, if asked for. */
export class ResultView {
  constructor(report, other, summaries, { compare }) {
    const measured = report.arms.length > 0;
    this.element = el(
      "article",
      { class: "result", "aria-label": t("result.title", report.kind) },
      head(report),
      invalid(report),
      finding(report),
      measured && report.kind === "matrix" ? matrix(report) : null,
      measured && report.kind !== "matrix" ? new ArmsChart(report, other).element : null,
      measured ? armsTable(report, other) : el("p", { class: "hint", text: t("result.no-arms") }),
      sentences(t("result.diagnosis"), report.diagnosis),
      sentences(t("result.repeated"), report.repeated),
      sentences(t("result.notes"), report.notes),
      environment(report.environment),
      tools(report, other, summaries, compare),
    );
  }
}

function head(report) {
  return el(
    "div",
    { class: "result-head" },
    el("h3", { text: `${report.kind}: ${questionOf(report)}` }),
    el("span", { class: `badge ${badge(report)}`, text: t(`badge.${badge(report)}`) }),
    el("p", { class: "hint number", text: `${day(report.startedAt)} · ${t(`preset.${report.preset}`)} · ${report.id}` }),
  );
}

/** Numbers that are not to be believed say so before anything else. */
function invalid(report) {
  if (report.valid && !report.error) {
    return null;
  }
  const reasons = report.error ? [report.error] : report.invalidBecause;
  return el(
    "div",
    { class: "warning", role: "note" },
    el("strong", { text: report.error ? t("badge.failed") : t("badge.invalid") }),
    el("p", { text: report.error ? "" : t("result.invalid") }),
    el("ul", { lang: "en" }, reasons.map((reason) => el("li", { text: reason }))),
  );
}

function finding(report) {
  return el(
    "dl",
    { class: "finding" },
    el("dt", { text: t("experiments.expectation") }),
    el("dd", { text: expectationOf(report) }),
    report.guess ? [el("dt", { text: t("result.your-guess") }), el("dd", { class: "guess", text: report.guess })] : null,
    report.verdict
      ? [el("dt", { text: t("verdict") }), el("dd", { class: "sentence", lang: "en", id: "experiment-verdict", text: report.verdict })]
      : null,
  );
}

function sentences(title, list) {
  return list.length === 0
    ? null
    : el(
        "section",
        {},
        el("h3", { text: title }),
        el("ul", { class: "sentences", lang: "en" }, list.map((text) => el("li", { text }))),
      );
}

function environment(known) {
  return known
    ? el(
        "details",
        {},
        el("summary", { text: t("result.environment") }),
        el("pre", { tabindex: 0, text: JSON.stringify(known, null, 2) }),
      )
    : null;
}

function tools(report, other, summaries, compare) {
  const others = summaries.filter(
    (one) => one.kind === report.kind && one.id !== report.id && one.state === "finished",
  );
  return el(
    "div",
    { class: "tools" },
    FORMS.map(([name, type, suffix]) =>
      el("button", { type: "button", text: t("result.download", name), onclick: () => download(report.id, type, suffix) }),
    ),
    others.length > 0
      ? el(
          "label",
          { for: "compare" },
          el("span", { text: t("result.compare") }),
          el(
            "select",
            { id: "compare", onchange: (event) => compare(event.target.value || null) },
            el("option", { value: "", text: t("result.alone") }),
            others.map((one) =>
              el("option", { value: one.id, selected: one.id === other?.id, text: `${day(one.startedAt)} · ${t(`badge.${badge(one)}`)}` }),
            ),
          ),
        )
      : null,
    el("p", { class: "curl" },
      el("code", { id: "report-curl", text: `curl -H 'Accept: text/markdown' '${new URL(`api/experiments/${report.id}/report`, location.href)}'` }),
      el("button", { type: "button", "data-copy": "report-curl", text: t("copy") })),
  );
}
