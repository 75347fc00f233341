import { el } from "../core/dom.js";
import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";

/**
 * A frame, how much of the time it was seen, and what it called.
 *
 * @typedef {{ frame: string, weight: number, folded: boolean, calls: Map<string, FlameNode> }} FlameNode
 */

/** Frames of the JDK and of frameworks, which are folded. */
const FRAMEWORK = /^(?:java|javax|jdk|sun|com\.sun|io\.netty|reactor|org\.springframework|io\.micrometer|tools\.jackson|com\.fasterxml)\./;
const SAMPLES = /^(\d+) of \d+ samples?/;
const LEAST_SHARE = 0.01;

/**
 * The stacks of a block with their numbers of samples, outermost frame first.
 *
 * @param {string[]} lines as the monitor merges them: a line for a stack, then its frames
 * @returns {{ samples: number, frames: string[] }[]}
 */
export function stacksOf(lines) {
  /** @type {{ samples: number, frames: string[] }[]} */
  const stacks = [];
  for (const line of lines) {
    const samples = SAMPLES.exec(line)?.[1];
    const frame = /^\s+at (.+)$/.exec(line)?.[1];
    if (samples !== undefined) {
      stacks.push({ samples: Number(samples), frames: [] });
    } else if (frame !== undefined) {
      stacks.at(-1)?.frames.unshift(frame.replace(/\(.*\)$/, ""));
    }
  }
  return stacks;
}

/**
 * One tree of blocks, each weighed: the root's weight is the sum.
 *
 * @param {{ block: Block, weight: number }[]} weighed
 * @returns {FlameNode}
 */
export function flameOf(weighed) {
  const root = node("", false);
  for (const { block, weight } of weighed) {
    const stacks = stacksOf(block.stack);
    const samples = stacks.reduce((sum, stack) => sum + stack.samples, 0);
    for (const stack of stacks) {
      add(root, folded(stack.frames), (weight * stack.samples) / samples);
    }
  }
  return root;
}

/**
 * What a block cost others, in milliseconds: what its victims waited, or its length for each
 * connection of its loop.
 *
 * @param {Block} block
 */
export function costOf(block) {
  return block.victims?.waitedMs ?? block.durationMs * Math.max(1, block.connections);
}

/**
 * A flame graph, the outermost frame on top.
 *
 * @param {FlameNode} root
 */
export function flameView(root) {
  return el("div", { class: "flame", role: "img", "aria-label": t("details.flame") }, children(root, root.weight));
}

/**
 * Frames with runs of framework frames as one.
 *
 * @param {string[]} frames
 * @returns {{ frame: string, folded: boolean }[]}
 */
function folded(frames) {
  /** @type {{ frame: string, folded: boolean, number: number }[]} */
  const found = [];
  for (const frame of frames) {
    const last = found.at(-1);
    if (!FRAMEWORK.test(frame)) {
      found.push({ frame, folded: false, number: 1 });
    } else if (last?.folded) {
      last.number++;
    } else {
      found.push({ frame, folded: true, number: 1 });
    }
  }
  return found.map((one) => (one.number > 1 ? { frame: t("flame.folded", one.number), folded: true } : one));
}

/**
 * @param {FlameNode} root
 * @param {{ frame: string, folded: boolean }[]} frames
 * @param {number} weight
 */
function add(root, frames, weight) {
  root.weight += weight;
  let at = root;
  for (const { frame, folded: isFolded } of frames) {
    const next = at.calls.get(frame) ?? node(frame, isFolded);
    at.calls.set(frame, next);
    next.weight += weight;
    at = next;
  }
}

/**
 * @param {string} frame
 * @param {boolean} isFolded
 * @returns {FlameNode}
 */
function node(frame, isFolded) {
  return { frame, weight: 0, folded: isFolded, calls: new Map() };
}

/**
 * @param {FlameNode} parent
 * @param {number} total
 * @returns {HTMLElement | null}
 */
function children(parent, total) {
  const shown = [...parent.calls.values()].filter(({ weight }) => weight >= LEAST_SHARE * total);
  if (shown.length === 0) {
    return null;
  }
  const rest = parent.weight - shown.reduce((sum, { weight }) => sum + weight, 0);
  const row = el("div", { class: "flame-row" }, shown.map((one) => box(one, total)));
  if (rest > 0) {
    row.append(sized(el("div"), rest));
  }
  return row;
}

/**
 * @param {FlameNode} one
 * @param {number} total
 */
function box(one, total) {
  const title = `${one.frame} — ${ms(one.weight)}`;
  const label = el("div", { class: `flame-frame${one.folded ? " folded" : ""}`, title, text: shortened(one) });
  return sized(el("div", { class: "flame-box" }, label, children(one, total)), one.weight);
}

/** @param {FlameNode} one */
function shortened({ frame, folded: isFolded }) {
  return isFolded ? frame : frame.split(".").slice(-2).join(".");
}

/**
 * @param {HTMLElement} element
 * @param {number} weight
 */
function sized(element, weight) {
  element.style.flex = `${weight} 1 0`;
  return element;
}
