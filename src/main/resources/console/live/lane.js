import { ms } from "../core/format.js";
import { color } from "../core/theme.js";
import { causeName, causeOf } from "./causes.js";
import { causePattern, unwatchedPattern } from "./patterns.js";
import { keyOf } from "./recording.js";
import { positionOf } from "./view.js";

/** @typedef {import("./recording.js").Recording} Recording */
/** @typedef {import("./view.js").View} View */

const LEAST_WIDTH = 2;
const LABEL_HEIGHT = 18;

/**
 * Draws one loop's time: how busy it was, and its blocks to scale.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {string} key
 * @param {Recording} recording
 * @param {View} view
 */
export function paintLane(canvas, key, recording, view) {
  const plot = prepare(canvas, view);
  paintUnwatched(plot, recording);
  paintBusy(plot, key, recording);
  for (const block of recording.blocks.values()) {
    if (keyOf(block) === key && block.at + block.durationMs > view.end - view.span && block.at < view.end) {
      paintBlock(plot, block);
    }
  }
}

/**
 * Draws when an experiment ran, as a thin line.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Recording} recording
 * @param {View} view
 */
export function paintExperiments(canvas, recording, view) {
  const { context, x, height } = prepare(canvas, view);
  context.fillStyle = color("--experiment");
  for (const [before, after] of recording.steps()) {
    if (after.experiment !== null) {
      context.fillRect(Math.floor(x(before.at)), 0, Math.ceil(x(after.at) - x(before.at)) + 1, height);
    }
  }
}

/**
 * @typedef {object} Plot
 * @property {CanvasRenderingContext2D} context
 * @property {(time: number) => number} x
 * @property {number} width
 * @property {number} height
 */

/**
 * An empty canvas as large as its element.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {View} view
 * @returns {Plot}
 */
function prepare(canvas, view) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = devicePixelRatio;
  const wide = Math.round(width * scale);
  const high = Math.round(height * scale);
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, x: (time) => positionOf(time, view, width), width, height };
}

/**
 * @param {Plot} plot
 * @param {Recording} recording
 */
function paintUnwatched({ context, x, width, height }, recording) {
  context.fillStyle = unwatchedPattern(context);
  let from = 0;
  for (const [before, after] of recording.steps()) {
    fill(context, from, x(before.at), height);
    from = x(after.at);
  }
  fill(context, from, width, height);
}

/**
 * @param {Plot} plot
 * @param {string} key
 * @param {Recording} recording
 */
function paintBusy({ context, x, height }, key, recording) {
  context.fillStyle = color("--busy");
  for (const [before, after] of recording.steps()) {
    const utilization = after.loops.find((loop) => keyOf(loop) === key)?.utilization ?? 0;
    if (utilization > 0) {
      const high = Math.max(1, utilization * height);
      const from = Math.floor(x(before.at));
      context.fillRect(from, height - high, Math.floor(x(after.at)) - from, high);
    }
  }
}

/**
 * @param {Plot} plot
 * @param {Block} block
 */
function paintBlock({ context, x, height }, block) {
  const from = x(block.at);
  const wide = Math.max(LEAST_WIDTH, x(block.at + block.durationMs) - from);
  context.fillStyle = causePattern(context, block.cause);
  context.fillRect(from, 0, wide, height);
  if (block.ongoing) {
    context.fillStyle = color("--ink");
    context.fillRect(from + wide - 2, 0, 2, height);
  }
  const left = Math.max(0, from);
  if (height >= LABEL_HEIGHT) {
    paintLabel(context, block, left, from + wide - left, height / 2);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Block} block
 * @param {number} left
 * @param {number} room
 * @param {number} middle
 */
function paintLabel(context, block, left, room, middle) {
  const text = `${causeName(block.cause)} ${ms(block.durationMs)}`;
  context.font = `600 11px ${getComputedStyle(document.body).fontFamily}`;
  context.textBaseline = "middle";
  const size = context.measureText(text).width;
  if (size + 14 < room) {
    const { color: ground, ink } = causeOf(block.cause);
    context.fillStyle = ground;
    context.fillRect(left + 3, middle - 8, size + 8, 16);
    context.fillStyle = ink;
    context.fillText(text, left + 7, middle + 0.5);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} from
 * @param {number} to
 * @param {number} height
 */
function fill(context, from, to, height) {
  if (to - from > 1) {
    context.fillRect(from, 0, to - from, height);
  }
}
