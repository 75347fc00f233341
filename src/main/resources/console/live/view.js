import { SPAN_MS } from "./recording.js";

/**
 * The time that lanes and charts show: up to a moment, for so long.
 *
 * @typedef {object} View
 * @property {number} end milliseconds since 1970
 * @property {number} span milliseconds
 */

/**
 * The last minute up to a moment.
 *
 * @param {number} end
 * @returns {View}
 */
export const lastMinute = (end) => ({ end, span: SPAN_MS });

/**
 * Where a moment is in a lane.
 *
 * @param {number} time
 * @param {View} view
 * @param {number} width in pixels
 */
export function positionOf(time, { end, span }, width) {
  return ((time - end + span) / span) * width;
}

/**
 * The view of a selected time, no shorter than a tenth of a second.
 *
 * @param {number} from
 * @param {number} to
 * @returns {View}
 */
export function viewOf(from, to) {
  return { end: Math.max(from, to), span: Math.max(100, Math.abs(to - from)) };
}
