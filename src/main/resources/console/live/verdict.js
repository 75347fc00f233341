import { byId, setText } from "../core/dom.js";
import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { adviceOn, sentenceOf } from "./block-text.js";
import { markCause } from "./causes.js";
import { mainGroup } from "./lanes.js";

/** @typedef {import("./recording.js").Recording} Recording */

const RECENT_MS = 60_000;

/** Blocks shorter than that make a headline only if they belong to a route. */
export const LONG_MS = 100;

/** The headline: which loop is blocked, how many connections wait, and how to fix it. */
export class Verdict {
  #line = byId("verdict");
  /** @type {Block | null} */
  #shown = null;
  /** @type {string | null} */
  #announced = null;

  #lost;

  /**
   * @param {(block: Block) => void} open shows a block
   * @param {{ sentence: string, advice: string }} lost names of the texts for a lost connection
   */
  constructor(open, lost) {
    this.#lost = lost;
    byId("verdict-more").addEventListener("click", () => this.#shown && open(this.#shown));
  }

  /**
   * @param {Recording} recording
   * @param {string} state of the stream
   */
  update(recording, state) {
    const sample = recording.samples.at(-1);
    const group = mainGroup(sample?.loops ?? []);
    const blocks = recording.newestBlocks().filter((block) => block.group === group && matters(block));
    const ongoing = blocks.filter((block) => block.ongoing);
    const recent = blocks.filter((block) => recording.now - block.at - block.durationMs < RECENT_MS);
    if (state === "lost") {
      this.#show("lost", null, t(this.#lost.sentence), t(this.#lost.advice, location.origin));
    } else if (sample === undefined) {
      this.#show("loading", null, t("verdict.loading"), "");
    } else if (ongoing.length > 0) {
      const loops = sample.loops.filter((loop) => loop.group === group);
      this.#showBlocked(ongoing, loops.length);
    } else if (recent.length > 0) {
      this.#showOver(longestOf(recent), recording.now);
    } else {
      this.#show("free", null, t("verdict.free"), t("verdict.free.advice"));
    }
  }

  /**
   * @param {Block[]} ongoing
   * @param {number} loops
   */
  #showBlocked(ongoing, loops) {
    const longest = longestOf(ongoing);
    const many = ongoing.length > 1 ? `${t("verdict.many", ongoing.length, loops)} ` : "";
    this.#show("blocked", longest, many + sentenceOf(longest), adviceOn(longest));
  }

  /**
   * @param {Block} block
   * @param {number} now
   */
  #showOver(block, now) {
    const ago = t("verdict.over", ms(now - block.at - block.durationMs));
    this.#show("over", block, `${ago} ${sentenceOf(block)}`, adviceOn(block));
  }

  /**
   * @param {string} state
   * @param {Block | null} block
   * @param {string} sentence
   * @param {string} advice
   */
  #show(state, block, sentence, advice) {
    this.#shown = block;
    this.#line.dataset.state = state;
    markCause(this.#line, block?.cause ?? null);
    setText(byId("verdict-sentence"), sentence);
    setText(byId("verdict-advice"), advice);
    byId("verdict-sentence").title = sentence;
    byId("verdict-advice").title = advice;
    byId("verdict-more").hidden = block === null;
    byId("verdict-first").hidden = state !== "free" && state !== "over";
    this.#announce(`${state} ${block?.id ?? ""}`, sentence);
  }

  /**
   * Read out when a block begins or ends, not with every sample.
   *
   * @param {string} what
   * @param {string} sentence
   */
  #announce(what, sentence) {
    if (this.#announced !== what) {
      this.#announced = what;
      setText(byId("announcement"), sentence);
    }
  }
}

/**
 * Whether a block belongs in the headline: a long one, or one of a request.
 *
 * @param {Block} block
 */
export function matters(block) {
  return block.durationMs >= LONG_MS || block.route !== null;
}

/** @param {Block[]} blocks */
function longestOf(blocks) {
  return blocks.reduce((one, other) => (other.durationMs > one.durationMs ? other : one));
}
