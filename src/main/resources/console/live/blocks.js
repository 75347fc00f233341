import { byId, el, setText } from "../core/dom.js";
import { clock, ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { sentenceOf } from "./words.js";

const SHOWN = 8;
const MINUTE_MS = 60_000;

/**
 * The blocks that matter as a list: those that last, then the longest of the last minute, then
 * older ones. The lanes for those who cannot see or point.
 */
export class BlockList {
  #list = byId("blocks");
  #open;
  #items = new Map();

  constructor(open) {
    this.#open = open;
  }

  update(record) {
    const blocks = record.newestBlocks().toSorted(byWeight(record.now)).slice(0, SHOWN);
    const items = blocks.map((block) => this.#item(block));
    if (items.some((item, index) => item.element !== this.#list.children[index])) {
      this.#list.replaceChildren(...items.map((item) => item.element));
    }
    this.#items = new Map(items.map((item) => [item.id, item]));
    byId("blocks-none").hidden = blocks.length > 0;
  }

  #item(block) {
    const item = this.#items.get(block.id) ?? create(block.id, () => this.#open(item.block));
    item.block = block;
    item.element.dataset.cause = block.cause;
    item.element.classList.toggle("ongoing", block.ongoing);
    setText(item.cause, t(`cause.${block.cause}`));
    setText(item.duration, ms(block.durationMs));
    setText(item.what, `${block.group} ${block.loop} · ${block.culprit ?? block.route ?? t("block.nobody")}`);
    setText(item.when, block.ongoing ? t("block.now") : clock(block.at));
    item.button.title = sentenceOf(block);
    return item;
  }
}

function byWeight(now) {
  const rank = (block) => (block.ongoing ? 0 : now - block.at - block.durationMs < MINUTE_MS ? 1 : 2);
  return (one, other) =>
    rank(one) - rank(other) || (rank(one) < 2 ? other.durationMs - one.durationMs : other.id - one.id);
}

function create(id, open) {
  const item = {
    id,
    cause: el("span", { class: "chip" }),
    duration: el("span", { class: "number" }),
    what: el("span", { class: "what" }),
    when: el("span", { class: "when" }),
  };
  item.button = el(
    "button",
    { type: "button", onclick: open },
    item.cause,
    item.duration,
    item.what,
    item.when,
  );
  item.element = el("li", {}, item.button);
  return item;
}
