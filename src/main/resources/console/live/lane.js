import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { color } from "../core/theme.js";
import { causeColor, causePattern, onCause, unwatchedPattern } from "./patterns.js";
import { keyOf, SPAN_MS } from "./record.js";

const LEAST_WIDTH = 2;
const LABEL_HEIGHT = 18;

/** Draws one loop's last minute: how busy it was, and its blocks to scale. */
export function paintLane(canvas, key, record, now) {
  const context = prepare(canvas);
  const { clientWidth: width, clientHeight: height } = canvas;
  const x = (time) => ((time - now + SPAN_MS) / SPAN_MS) * width;
  context.clearRect(0, 0, width, height);
  paintUnwatched(context, record, x, width, height);
  paintBusy(context, key, record, x, height);
  for (const block of record.blocks.values()) {
    if (keyOf(block) === key && block.at + block.durationMs > now - SPAN_MS && block.at < now) {
      paintBlock(context, block, x, height);
    }
  }
}

/** Draws when an experiment ran, as a thin line. */
export function paintExperiments(canvas, record, now) {
  const context = prepare(canvas);
  const { clientWidth: width, clientHeight: height } = canvas;
  const x = (time) => ((time - now + SPAN_MS) / SPAN_MS) * width;
  context.clearRect(0, 0, width, height);
  context.fillStyle = color("--experiment");
  for (const [before, after] of record.steps()) {
    if (after.experiment !== null) {
      context.fillRect(Math.floor(x(before.at)), 0, Math.ceil(x(after.at) - x(before.at)) + 1, height);
    }
  }
}

function prepare(canvas) {
  const scale = devicePixelRatio;
  const width = Math.round(canvas.clientWidth * scale);
  const height = Math.round(canvas.clientHeight * scale);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}

function paintUnwatched(context, record, x, width, height) {
  context.fillStyle = unwatchedPattern(context);
  let from = 0;
  for (const [before, after] of record.steps()) {
    fill(context, from, x(before.at), height);
    from = x(after.at);
  }
  fill(context, from, width, height);
}

function paintBusy(context, key, record, x, height) {
  context.fillStyle = color("--busy");
  for (const [before, after] of record.steps()) {
    const utilization = after.loops.find((loop) => keyOf(loop) === key)?.utilization ?? 0;
    if (utilization > 0) {
      const high = Math.max(1, utilization * height);
      const from = Math.floor(x(before.at));
      context.fillRect(from, height - high, Math.floor(x(after.at)) - from, high);
    }
  }
}

function paintBlock(context, block, x, height) {
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

function paintLabel(context, block, left, room, middle) {
  const text = `${t(`cause.${block.cause}`)} ${ms(block.durationMs)}`;
  context.font = `600 11px ${getComputedStyle(document.body).fontFamily}`;
  context.textBaseline = "middle";
  const size = context.measureText(text).width;
  if (size + 14 < room) {
    context.fillStyle = causeColor(block.cause);
    context.fillRect(left + 3, middle - 8, size + 8, 16);
    context.fillStyle = onCause(block.cause);
    context.fillText(text, left + 7, middle + 0.5);
  }
}

function fill(context, from, to, height) {
  if (to - from > 1) {
    context.fillRect(from, 0, to - from, height);
  }
}
