import { byId, el } from "../core/dom.js";
import { onLanguage, t } from "../core/i18n.js";
import { onTheme } from "../core/theme.js";
import { setState, state } from "../core/url.js";
import * as api from "./api.js";
import { form } from "./form.js";
import { historyList } from "./history.js";
import { ResultView } from "./result.js";
import { RunningView } from "./running.js";

/** Choose and start an experiment, follow it, read what came of it, compare it with another. */
export class Experiments {
  #box = byId("experiments");
  #detail = el("div", { class: "detail" });
  #history = el("div", { class: "history" });
  #kinds = [];
  #summaries = [];
  #report = null;
  #other = null;
  #failure = null;
  #running = null;
  #reloading = false;

  constructor() {
    this.#box.replaceChildren(this.#detail, this.#history);
    onLanguage(() => this.#show());
    onTheme(() => this.#report && this.#show());
    this.#load();
  }

  /** Shows the form with that kind chosen. */
  choose(kind) {
    this.#report = null;
    this.#failure = null;
    setState({ kind, run: null, with: null });
    this.#show();
  }

  /** Shows the experiment that runs. */
  follow({ id }) {
    return this.#try(() => this.#open(id));
  }

  /** Follows the experiment that runs, by what the live stream tells of it. */
  update(ongoing) {
    if (this.#report?.state !== "running") {
      return;
    }
    if (ongoing?.id === this.#report.id) {
      this.#running?.update(ongoing);
    } else if (!this.#reloading) {
      this.#reloading = true;
      this.#reload(this.#report.id).finally(() => (this.#reloading = false));
    }
  }

  async #load() {
    await this.#try(async () => {
      [this.#kinds, this.#summaries] = await Promise.all([api.kinds(), api.summaries()]);
      const running = this.#summaries.find((one) => one.state === "running");
      const wanted = state("run") ?? running?.id;
      if (wanted) {
        await this.#open(wanted, state("with"));
      }
    });
    this.#show();
  }

  async #open(id, other = null) {
    this.#report = await api.report(id);
    this.#other = other ? await api.report(other) : null;
    setState({ run: id, with: other, kind: null });
    this.#show();
  }

  async #reload(id) {
    await this.#try(async () => {
      this.#summaries = await api.summaries();
      await this.#open(id);
    });
  }

  /** What may fail is said, and what was there stays. */
  async #try(action) {
    try {
      this.#failure = null;
      await action();
    } catch (failure) {
      this.#failure = failure;
      this.#show();
    }
  }

  #start(order) {
    return this.#try(async () => {
      const { id } = await api.start(order);
      this.#summaries = await api.summaries();
      await this.#open(id);
      this.#detail.querySelector("progress")?.focus();
    });
  }

  #show() {
    this.#running = null;
    this.#detail.replaceChildren(
      ...[this.#problem(), this.#content()].filter((part) => part !== null),
    );
    this.#history.replaceChildren(
      historyList(this.#summaries, this.#report?.id, {
        open: (id) => this.#try(() => this.#open(id)),
        renew: () => this.choose(this.#report?.kind ?? null),
      }),
    );
  }

  #content() {
    if (this.#report === null) {
      return this.#kinds.length > 0
        ? form(this.#kinds, state("kind"), this.#detail.querySelector("#guess")?.value ?? "", {
            choose: (kind) => this.choose(kind),
            start: (order) => this.#start(order),
          })
        : el("p", { class: "hint", text: t("experiments.loading") });
    }
    if (this.#report.state === "running") {
      this.#running = new RunningView(this.#report, () =>
        this.#try(() => api.cancel(this.#report.id)),
      );
      return this.#running.element;
    }
    return new ResultView(this.#report, this.#other, this.#summaries, {
      compare: (other) => this.#try(() => this.#open(this.#report.id, other)),
    }).element;
  }

  #problem() {
    const failure = this.#failure;
    if (failure === null) {
      return null;
    }
    const other = failure.running;
    return el(
      "p",
      { class: "problem", role: "alert" },
      `${failure.message} `,
      other
        ? el("button", {
            type: "button",
            class: "link",
            text: t("experiments.show-running"),
            onclick: () => this.#try(() => this.#open(other)),
          })
        : null,
    );
  }
}
