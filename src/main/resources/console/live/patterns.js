import { color } from "../core/theme.js";
import { CAUSES, causeOf } from "./causes.js";

// Each cause has a pattern beside its colour, so that colours need not be told apart.

const SIZE = 8;

/** @type {Map<string, CanvasPattern>} */
let cache = new Map();

/** Forgets patterns, whose colours may have changed. */
export function renewPatterns() {
  cache = new Map();
}

/**
 * How a block of that cause is filled.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {string} cause
 */
export function causePattern(context, cause) {
  const { color: fill, ink, strokes } = causeOf(cause);
  return cached(context, cause, (tile) => {
    tile.fillStyle = fill;
    tile.fillRect(0, 0, SIZE, SIZE);
    stroke(tile, strokes, ink, cause === "flood" ? 2 : 1);
  });
}

/**
 * How time is filled that was not watched.
 *
 * @param {CanvasRenderingContext2D} context
 */
export function unwatchedPattern(context) {
  return cached(context, "unwatched", (tile) => {
    stroke(tile, CAUSES.contention.strokes, color("--line"), 1);
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} name
 * @param {(tile: CanvasRenderingContext2D) => void} draw
 * @returns {CanvasPattern}
 */
function cached(context, name, draw) {
  let pattern = cache.get(name);
  if (pattern === undefined) {
    const canvas = document.createElement("canvas");
    canvas.width = SIZE;
    canvas.height = SIZE;
    draw(/** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")));
    pattern = /** @type {CanvasPattern} */ (context.createPattern(canvas, "repeat"));
    cache.set(name, pattern);
  }
  return pattern;
}

/**
 * @param {CanvasRenderingContext2D} tile
 * @param {number[][]} lines
 * @param {string} style
 * @param {number} width
 */
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
