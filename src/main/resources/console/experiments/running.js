import { el, setText } from "../core/dom.js";
import { percent } from "../core/format.js";
import { t } from "../core/i18n.js";
import { duration, expectationOf, questionOf } from "./text.js";

/** A running experiment: how far it is, how long it will take, and a button to cancel it. */
export class RunningView {
  #bar;
  #text = el("p", { class: "number", role: "status" });
  #step = el("p", { class: "hint", id: "experiment-step", lang: "en" });

  /**
   * @param {Report} report
   * @param {() => void} cancel
   */
  constructor(report, cancel) {
    this.#bar = el("progress", { max: 1, tabindex: -1, "aria-label": t("running.progress") });
    const button = el("button", {
      type: "button",
      id: "experiment-cancel",
      text: t("running.cancel"),
      onclick: () => {
        button.disabled = true;
        button.textContent = t("running.cancelling");
        cancel();
      },
    });
    this.element = el(
      "section",
      { class: "running", "aria-label": t("running.title", report.kind) },
      el("h3", { text: t("running.title", report.kind) }),
      el("p", { text: questionOf(report) }),
      report.guess ? el("p", { class: "hint", text: t("result.guess", report.guess) }) : null,
      el("p", { class: "expectation hint", text: `${t("experiments.expectation")}: ${expectationOf(report)}` }),
      this.#bar,
      this.#text,
      this.#step,
      el("div", { class: "actions" }, button),
      el("p", { class: "hint", text: t("running.look") }),
    );
    this.update(report);
  }

  /** @param {Ongoing} ongoing */
  update({ progress, secondsLeft, step }) {
    this.#bar.value = progress;
    setText(this.#text, t("running.left", percent(progress), duration(secondsLeft)));
    setText(this.#step, step ?? "");
  }
}
