import { byId, el, setText } from "../core/dom.js";
import { clock, count, ms, percent } from "../core/format.js";
import { has, lang, onLanguage, pick, t } from "../core/i18n.js";
import { adviceOn, loopName, sentenceOf } from "./block-text.js";
import { causeOf, markCause } from "./causes.js";
import { flameOf, flameView } from "./flame.js";
import { timeBar } from "./time-parts.js";

/** @typedef {import("./recording.js").Recording} Recording */

/** One block with everything that is known of it, kept current while the block lasts. */
export class Details {
  #dialog = byId("details");
  #recording;
  /** @type {number | null} */
  #id = null;
  /** The stacks that the flame graph shows, so that it is drawn anew only when they change. */
  #drawn = "";

  #endpoint;

  /**
   * @param {Recording} recording
   * @param {string} endpoint address of the monitor's report
   */
  constructor(recording, endpoint) {
    this.#recording = recording;
    this.#endpoint = endpoint;
    byId("details-close").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("click", (/** @type {MouseEvent} */ event) => {
      if (event.target === this.#dialog) {
        this.#dialog.close();
      }
    });
    onLanguage(() => this.update());
  }

  /** @param {Block} block */
  show(block) {
    this.#id = block.id;
    this.update();
    this.#dialog.showModal();
  }

  update() {
    const block = this.#id === null ? undefined : this.#recording.blocks.get(this.#id);
    if (block === undefined) {
      return;
    }
    markCause(this.#dialog, block.cause);
    setText(byId("details-sentence"), sentenceOf(block));
    setText(byId("details-advice"), adviceOn(block));
    setText(byId("details-stack"), block.stack.join("\n") || t("block.no-stack"));
    setText(byId("details-original"), `${block.sentence} ${block.advice ?? ""}`);
    byId("details-original").hidden = lang() === "en";
    setText(byId("details-curl"), `curl -s '${this.#endpoint}' | jq '.blocks[] | select(.id == ${block.id})'`);
    byId("details-time").replaceChildren(...timeBar(block));
    this.#showFlame(block);
    showFacts(byId("details-facts"), facts(block));
  }

  /** @param {Block} block */
  #showFlame(block) {
    const stacks = `${lang()} ${block.id} ${block.stack.join("\n")}`;
    if (this.#drawn !== stacks) {
      this.#drawn = stacks;
      const graph = flameView(flameOf([{ block, weight: block.durationMs }]));
      byId("details-flame").replaceChildren(...(block.stack.length > 0 ? [graph] : []));
    }
  }
}

/**
 * @param {Block} block
 * @returns {[string, string][]}
 */
function facts(block) {
  const { reason, confidence, holder } = block;
  /** @type {[string, string | null | undefined][]} */
  const known = [
    [t("fact.cause"), `${pick(causeOf(block.cause).name)} — ${pick(causeOf(block.cause).means)}`],
    [t("fact.reason"), reason && reasonText(reason)],
    [t("fact.confidence"), typeof confidence === "number" ? percent(confidence) : confidence],
    [t("fact.holder"), holder ? [holder.thread, holder.frame].filter(Boolean).join(", ") : null],
    [t("fact.duration"), ms(block.durationMs) + (block.ongoing ? `, ${t("block.lasts")}` : "")],
    [t("fact.start"), clock(block.at)],
    [t("fact.loop"), loopName(block)],
    [t("fact.route"), block.route ?? "–"],
    [t("fact.culprit"), block.culprit ?? "–"],
    [t("fact.cpu"), percent(block.cpuShare)],
    [t("fact.connections"), count(block.connections)],
    [t("fact.tasks"), count(block.tasks)],
  ];
  return known.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

/** @param {string} reason */
function reasonText(reason) {
  return has(`reason.${reason}`) ? `${reason} — ${t(`reason.${reason}`)}` : reason;
}

/**
 * @param {HTMLElement} list
 * @param {[string, string][]} entries
 */
function showFacts(list, entries) {
  if (list.children.length !== 2 * entries.length) {
    list.replaceChildren(...entries.flatMap(() => [el("dt"), el("dd")]));
  }
  entries.flat().forEach((text, index) => setText(list.children[index], text));
}
