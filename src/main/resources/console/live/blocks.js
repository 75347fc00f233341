import { byId, el, setText } from "../core/dom.js";
import { clock, ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { sentenceOf } from "./words.js";

const SHOWN = 6;

/** The last blocks as a list: the lanes for those who cannot see or point. */
export class BlockList {
  #list = byId("blocks");
  #open;
  #items = new Map();

  constructor(open) {
    this.#open = open;
  }

  update(record) {
    const blocks = record.newestBlocks().slice(0, SHOWN);
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
