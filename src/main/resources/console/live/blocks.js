import { byId, el, setText } from "../core/dom.js";
import { clock, ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { loopName, sentenceOf } from "./block-text.js";
import { causeName, causeOf, markCause } from "./causes.js";
import { costOf, flameOf, flameView } from "./flame.js";

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {ReturnType<typeof create>} Item */

const SHOWN = 8;
const MINUTE_MS = 60_000;

/**
 * Blocks as a list: those in progress, then the longest of the last minute, then older ones. It
 * says what the lanes show to people who cannot see them or point at them.
 */
export class BlockList {
  #list = byId("blocks");
  #open;
  /** @type {Map<number, Item>} */
  #items = new Map();
  /** @type {Recording | null} */
  #recording = null;

  /** @param {(block: Block) => void} open shows a block */
  constructor(open) {
    this.#open = open;
    byId("flame-close").addEventListener("click", () => byId("flame").close());
    byId("flame-open").addEventListener("click", () => this.#showFlame());
  }

  /** @param {Recording} recording */
  update(recording) {
    this.#recording = recording;
    byId("flame-open").hidden = recording.blocks.size === 0;
    const blocks = recording.newestBlocks().toSorted(byWeight(recording.now)).slice(0, SHOWN);
    const items = blocks.map((block) => this.#item(block));
    if (
      items.length !== this.#list.children.length ||
      items.some((item, index) => item.element !== this.#list.children[index])
    ) {
      this.#list.replaceChildren(...items.map((item) => item.element));
    }
    this.#items = new Map(items.map((item) => [item.id, item]));
    byId("blocks-none").hidden = blocks.length > 0;
  }

  /** All blocks that are known, weighed by what they cost others. */
  #showFlame() {
    const blocks = (this.#recording?.newestBlocks() ?? []).filter((block) => causeOf(block.cause).blamesCode);
    const weighed = blocks.map((block) => ({ block, weight: costOf(block) }));
    byId("flame-graph").replaceChildren(flameView(flameOf(weighed)));
    byId("flame").showModal();
  }

  /** @param {Block} block */
  #item(block) {
    const item = this.#items.get(block.id) ?? create(block.id, (one) => this.#open(one));
    item.block = block;
    markCause(item.element, block.cause);
    item.element.classList.toggle("ongoing", block.ongoing);
    setText(item.cause, causeName(block.cause));
    setText(item.duration, ms(block.durationMs));
    setText(item.what, `${loopName(block)} · ${block.culprit ?? block.route ?? t("block.no-culprit")}`);
    setText(item.when, block.ongoing ? t("block.now") : clock(block.at));
    item.button.title = sentenceOf(block);
    return item;
  }
}

/**
 * @param {number} now
 * @returns {(one: Block, other: Block) => number}
 */
function byWeight(now) {
  const rank = (/** @type {Block} */ block) =>
    block.ongoing ? 0 : now - block.at - block.durationMs < MINUTE_MS ? 1 : 2;
  return (one, other) =>
    rank(one) - rank(other) || (rank(one) < 2 ? other.durationMs - one.durationMs : other.id - one.id);
}

/**
 * @param {number} id
 * @param {(block: Block) => void} open
 */
function create(id, open) {
  const cause = el("span", { class: "chip" });
  const duration = el("span", { class: "number" });
  const what = el("span", { class: "what" });
  const when = el("span", { class: "when" });
  const button = el("button", { type: "button" }, cause, duration, what, when);
  const element = el("li", {}, button);
  const item = { id, cause, duration, what, when, button, element, block: /** @type {Block | null} */ (null) };
  button.addEventListener("click", () => item.block && open(item.block));
  return item;
}
