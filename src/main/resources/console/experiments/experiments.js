import { byId, el } from "../core/dom.js";
import { onLanguage, t } from "../core/i18n.js";
import { onTheme } from "../core/theme.js";
import { setState, state } from "../core/address.js";
import * as api from "./api.js";
import { form } from "./form.js";
import { historyList } from "./history.js";
import { ResultView } from "./result.js";
import { RunningView } from "./running.js";

/** @typedef {{ kind: string, preset: string, guess?: string }} Order */

/** Experiments: to choose and start, to follow, to read, to compare with another one. */
export class Experiments {
  #box = byId("experiments");
  #detail = el("div", { class: "detail" });
  #history = el("div", { class: "history" });
  /** @type {ExperimentKind[]} */
  #kinds = [];
  /** @type {ExperimentSummary[]} */
  #summaries = [];
  /** @type {Report | null} */
  #report = null;
  /** @type {Report | null} */
  #other = null;
  /** @type {Error | null} */
  #failure = null;
  /** @type {RunningView | null} */
  #running = null;
  #reloading = false;

  constructor() {
    this.#box.replaceChildren(this.#detail, this.#history);
    onLanguage(() => this.#show());
    onTheme(() => this.#report && this.#show());
    this.#load();
  }

  /**
   * Shows the form with that kind chosen.
   *
   * @param {string | null} kind
   */
  choose(kind) {
    this.#report = null;
    this.#failure = null;
    setState({ kind, run: null, with: null });
    this.#show();
  }

  /**
   * Shows the running experiment.
   *
   * @param {Ongoing} ongoing
   */
  follow({ id }) {
    return this.#try(() => this.#open(id));
  }

  /**
   * Shows the progress of the running experiment, which the live stream contains.
   *
   * @param {Ongoing | null} ongoing
   */
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

  /**
   * @param {string} id
   * @param {string | null} other
   */
  async #open(id, other = null) {
    this.#report = await api.report(id);
    this.#other = other ? await api.report(other) : null;
    setState({ run: id, with: other, kind: null });
    this.#show();
  }

  /** @param {string} id */
  async #reload(id) {
    await this.#try(async () => {
      this.#summaries = await api.summaries();
      await this.#open(id);
    });
  }

  /**
   * Shows a failure of the action above what was shown before.
   *
   * @param {() => Promise<void>} action
   */
  async #try(action) {
    try {
      this.#failure = null;
      await action();
    } catch (failure) {
      this.#failure = failure instanceof Error ? failure : new Error(String(failure));
      this.#show();
    }
  }

  /** @param {Order} order */
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
    const report = this.#report;
    if (report === null) {
      return this.#form();
    }
    if (report.state === "running") {
      this.#running = new RunningView(report, () =>
        this.#try(async () => {
          await api.cancel(report.id);
        }),
      );
      return this.#running.element;
    }
    return new ResultView(report, this.#other, this.#summaries, {
      compare: (other) => this.#try(() => this.#open(report.id, other)),
    }).element;
  }

  #form() {
    if (this.#kinds.length === 0) {
      return el("p", { class: "hint", text: t("experiments.loading") });
    }
    const written = this.#detail.querySelector("textarea")?.value ?? "";
    return form(this.#kinds, state("kind"), written, {
      choose: (kind) => this.choose(kind),
      start: (order) => this.#start(order),
    });
  }

  #problem() {
    const failure = this.#failure;
    if (failure === null) {
      return null;
    }
    const other = failure instanceof api.Busy ? failure.running : null;
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
