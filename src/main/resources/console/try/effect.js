import { count, ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { causeOf } from "../live/causes.js";
import { mainGroup } from "../live/lanes.js";
import { matters } from "../live/verdict.js";

/** @typedef {import("../live/recording.js").Recording} Recording */

/**
 * The moment of a request, and how the bystander fared then.
 *
 * @typedef {object} Start
 * @property {number} at
 * @property {string} route
 * @property {boolean} onLoop whether the work holds a loop on purpose
 * @property {number | null} before its usual p99
 * @property {number | null} p99 the one at that moment
 * @property {number} clearAt from when on earlier blocks are out of the p99
 */

/** A p99 counts as higher than another one from that factor on. */
const CLEARLY = 1.5;

/** What a request did to others: to the loops, and to a bystander, the probe of the console. */
export class Effect {
  #recording;
  /** @type {Start | null} */
  #start = null;

  /** @param {Recording} recording */
  constructor(recording) {
    this.#recording = recording;
  }

  /**
   * Begins anew, with a request that is about to be sent.
   *
   * @param {{ route: string, path: string }} request
   */
  begin({ route, path }) {
    const recording = this.#recording;
    this.#start = {
      at: recording.now,
      route,
      onLoop: path.includes("on=event-loop"),
      before: quietP99(recording),
      p99: clientP99(recording.samples.at(-1)),
      clearAt: Math.max(0, ...disturbances(recording).map((block) => clearAfter(block, recording))),
    };
  }

  /** One sentence or two; empty before the first request. */
  text() {
    const start = this.#start;
    if (start === null) {
      return "";
    }
    const blocks = this.#recording
      .newestBlocks()
      .filter((block) => block.at >= start.at && isDueTo(start, block));
    const longest = Math.max(0, ...blocks.map((block) => block.durationMs));
    return [
      this.#bystander(start),
      blocks.length > 0 ? t("effect.blocks", count(blocks.length), blocks.length, ms(longest)) : t("effect.none"),
    ]
      .filter(Boolean)
      .join(" ");
  }

  /**
   * The bystander's p99 before and since. A p99 is over some seconds, so an earlier block still
   * shows in it for a while; until then only what exceeds the value at the start counts.
   *
   * @param {Start} start
   */
  #bystander(start) {
    const since = this.#recording.samples
      .filter((sample) => sample.at >= start.at)
      .map((sample) => ({ at: sample.at, p99: clientP99(sample) ?? 0 }))
      .filter(({ at, p99 }) => at >= start.clearAt || p99 > CLEARLY * (start.p99 ?? 0));
    const worst = Math.max(0, ...since.map(({ p99 }) => p99));
    if (worst === 0) {
      return "";
    }
    return start.before === null
      ? t("effect.bystander-since", ms(worst))
      : t("effect.bystander", ms(start.before), ms(Math.max(worst, start.before)));
  }
}

/**
 * The bystander's usual p99: the median of those samples whose seconds contain no block that
 * matters; null if there is none.
 *
 * @param {Recording} recording
 * @returns {number | null}
 */
export function quietP99(recording) {
  const blocks = disturbances(recording);
  const quiet = recording.samples
    .filter((sample) =>
      blocks.every((block) => sample.at < block.at || sample.at >= clearAfter(block, recording)),
    )
    .map(clientP99)
    .filter((p99) => p99 !== null)
    .toSorted((one, other) => one - other);
  return quiet[Math.floor(quiet.length / 2)] ?? null;
}

/**
 * Whether a block is due to the request. One that the JVM or the machine caused while the request
 * was served is not, unless the request held the loop anyway.
 *
 * @param {Start} start
 * @param {Block} block
 */
function isDueTo({ route, onLoop }, block) {
  return block.route === route && (onLoop || causeOf(block.cause).blamesCode);
}

/** @param {Recording} recording */
function disturbances(recording) {
  const group = mainGroup(recording.samples.at(-1)?.loops ?? []);
  return recording.newestBlocks().filter((block) => block.group === group && matters(block));
}

/**
 * @param {Block} block
 * @param {Recording} recording
 */
function clearAfter(block, recording) {
  return block.at + block.durationMs + (recording.samples.at(-1)?.clocks.windowMs ?? 0);
}

/**
 * @param {LiveSample | undefined} sample
 * @returns {number | null}
 */
function clientP99(sample) {
  const client = sample?.clocks.client;
  return client && client.count > 0 ? client.p99 : null;
}
