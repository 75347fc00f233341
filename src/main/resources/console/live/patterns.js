import { color } from "../core/theme.js";

// Each cause has a colour of the palette of Okabe and Ito and a pattern, so that nobody needs to
// tell colours apart. The same colours stand in docs/operate.md.

export const CAUSES = ["cpu", "wait", "pause", "contention", "flood", "unknown"];

const SIZE = 8;
const STROKES = {
  cpu: [],
  wait: [[0, 2, 8, 2], [0, 6, 8, 6]],
  pause: [[2, 0, 2, 8], [6, 0, 6, 8]],
  contention: [[0, 8, 8, 0], [-2, 2, 2, -2], [6, 10, 10, 6]],
  flood: [[1, 2, 3, 2], [5, 6, 7, 6]],
  unknown: [[0, 8, 8, 0], [0, 0, 8, 8]],
};

let cache = new Map();

/** Forgets patterns whose colours have changed. */
export function renewPatterns() {
  cache = new Map();
}

export function causeColor(cause) {
  return color(`--cause-${CAUSES.includes(cause) ? cause : "unknown"}`);
}

/** The colour of text on the cause's colour. */
export function onCause(cause) {
  return cause === "wait" ? "#fff" : "#111";
}

/** How a block of that cause is filled. */
export function causePattern(context, cause) {
  return cached(context, cause, (tile) => {
    tile.fillStyle = causeColor(cause);
    tile.fillRect(0, 0, SIZE, SIZE);
    stroke(tile, STROKES[cause] ?? STROKES.unknown, onCause(cause), cause === "flood" ? 2 : 1);
  });
}

/** How the time is filled in which nobody watched. */
export function unwatchedPattern(context) {
  return cached(context, "unwatched", (tile) => {
    stroke(tile, STROKES.contention, color("--line"), 1);
  });
}

function cached(context, name, draw) {
  if (!cache.has(name)) {
    const canvas = document.createElement("canvas");
    canvas.width = SIZE;
    canvas.height = SIZE;
    draw(canvas.getContext("2d"));
    cache.set(name, context.createPattern(canvas, "repeat"));
  }
  return cache.get(name);
}

function stroke(tile, lines, style, width) {
  tile.strokeStyle = style;
  tile.lineWidth = width;
  tile.globalAlpha = 0.4;
  for (const [fromX, fromY, toX, toY] of lines) {
    tile.beginPath();
    tile.moveTo(fromX, fromY);
    tile.lineTo(toX, toY);
    tile.stroke();
  }
}
