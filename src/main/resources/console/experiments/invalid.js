import { el } from "../core/dom.js";
import { t } from "../core/i18n.js";

/**
 * What makes numbers invalid, by words of the service's sentences.
 *
 * @type {[kind: string, words: RegExp][]}
 */
const KINDS = [
  ["late", /were late by/],
  ["connections", /for a connection/],
  ["dropped", /were dropped/],
  ["pins", /pinned connections were lost/],
  ["unstable", /not settled/],
  ["paused", /generator itself paused/],
  ["stolen", /host took|withheld/],
  ["throttled", /throttled/],
  ["elsewhere", /this service saw/],
];

/**
 * The reasons why numbers are invalid, by kind, in the order in which they first appear.
 *
 * @param {string[]} reasons
 * @returns {{ kind: string, reasons: string[] }[]}
 */
export function reasonsByKind(reasons) {
  const groups = Map.groupBy(reasons, (reason) => KINDS.find(([, words]) => words.test(reason))?.[0] ?? "other");
  return [...groups].map(([kind, all]) => ({ kind, reasons: all }));
}

/**
 * Says before anything else that numbers are invalid, or that the experiment failed.
 *
 * @param {Report} report
 */
export function invalid(report) {
  if (report.error) {
    return el(
      "div",
      { class: "warning", role: "note" },
      el("strong", { text: t("badge.failed") }),
      el("p", { lang: "en", text: report.error }),
    );
  }
  return report.valid
    ? null
    : el(
        "div",
        { class: "warning", role: "note" },
        el("strong", { text: t("badge.invalid") }),
        el("p", { text: t("result.invalid") }),
        el("ul", {}, reasonsByKind(report.invalidBecause).map(group)),
      );
}

/** @param {{ kind: string, reasons: string[] }} group */
function group({ kind, reasons }) {
  const title = kind === "other" ? reasons[0] : t(`invalid.${kind}`);
  return el(
    "li",
    { "data-reason": kind },
    el("b", { text: title }),
    el("p", { text: t(`invalid.${kind}.do`) }),
    el(
      "details",
      {},
      el("summary", { text: t("invalid.times", reasons.length) }),
      el("ul", { class: "reasons", lang: "en" }, reasons.map((text) => el("li", { text }))),
    ),
  );
}
