import { byId, setText } from "../core/dom.js";
import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { adviceOn, sentenceOf } from "./words.js";

const RECENT_MS = 60_000;

/** The line that says which loop is stuck, who pays for it, and what would mend it. */
export class Verdict {
  #line = byId("verdict");
  #open;
  #shown = null;
  #announced = null;

  /** `open` shows a block. */
  constructor(open) {
    this.#open = open;
    byId("verdict-more").addEventListener("click", () => this.#open(this.#shown));
  }

  update(record, state) {
    const blocks = record.newestBlocks();
    const ongoing = blocks.filter((block) => block.ongoing && block.group === "http");
    const recent = blocks.filter(
      (block) => block.group === "http" && record.now - block.at - block.durationMs < RECENT_MS,
    );
    if (state === "lost") {
      this.#show("lost", null, t("verdict.lost"), t("verdict.lost.advice"));
    } else if (record.samples.length === 0) {
      this.#show("loading", null, t("verdict.loading"), "");
    } else if (ongoing.length > 0) {
      this.#showBlocked(ongoing, record.samples.at(-1));
    } else if (recent.length > 0) {
      this.#showOver(longestOf(recent), record.now);
    } else {
      this.#show("free", null, t("verdict.free"), t("verdict.free.advice"));
    }
  }

  #showBlocked(ongoing, sample) {
    const longest = longestOf(ongoing);
    const loops = sample.loops.filter((loop) => loop.group === "http");
    const many = ongoing.length > 1 ? `${t("verdict.many", ongoing.length, loops.length)} ` : "";
    this.#show("blocked", longest, many + sentenceOf(longest), adviceOn(longest));
  }

  #showOver(block, now) {
    const ago = t("verdict.over", ms(now - block.at - block.durationMs));
    this.#show("over", block, `${ago} ${sentenceOf(block)}`, adviceOn(block));
  }

  #show(state, block, sentence, advice) {
    this.#shown = block;
    this.#line.dataset.state = state;
    this.#line.dataset.cause = block?.cause ?? "";
    setText(byId("verdict-sentence"), sentence);
    setText(byId("verdict-advice"), advice);
    byId("verdict-more").hidden = block === null;
    byId("verdict-first").hidden = state !== "free" && state !== "over";
    this.#announce(`${state} ${block?.id ?? ""}`, sentence);
  }

  /** Read out when something begins or ends, not four times a second. */
  #announce(what, sentence) {
    if (this.#announced !== what) {
      this.#announced = what;
      setText(byId("announcement"), sentence);
    }
  }
}

function longestOf(blocks) {
  return blocks.reduce((one, other) => (other.durationMs > one.durationMs ? other : one));
}
