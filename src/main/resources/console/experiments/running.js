import { el, setText } from "../core/dom.js";
import { percent } from "../core/format.js";
import { t } from "../core/i18n.js";
import { duration, questionOf } from "./words.js";

/** An experiment that runs: how far it is, how long it will take, and a way to stop it. */
export class RunningView {
  #bar;
  #text = el("p", { class: "number", role: "status" });
  #step = el("p", { class: "hint", id: "experiment-step", lang: "en" });

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
      this.#bar,
      this.#text,
      this.#step,
      el("div", { class: "actions" }, button),
      el("p", { class: "hint", text: t("running.look") }),
    );
    this.update(report);
  }

  update({ progress, secondsLeft, step }) {
    this.#bar.value = progress;
    setText(this.#text, t("running.left", percent(progress), duration(secondsLeft)));
    setText(this.#step, step ?? "");
  }
}
