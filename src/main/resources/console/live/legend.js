import { byId, el } from "../core/dom.js";
import { onLanguage, t } from "../core/i18n.js";
import { color, onTheme } from "../core/theme.js";
import { CAUSE_IDS, causeName } from "./causes.js";
import { causePattern, unwatchedPattern } from "./patterns.js";

const WIDTH = 14;
const HEIGHT = 10;

/** Starts the legend of the lanes: busy, each cause, and time that was not watched. */
export function startLegend() {
  onLanguage(show);
  onTheme(show);
  show();
}

function show() {
  byId("legend").replaceChildren(
    entry(t("legend.busy"), () => color("--busy")),
    ...CAUSE_IDS.map((cause) => entry(causeName(cause), (context) => causePattern(context, cause))),
    entry(t("legend.unwatched"), unwatchedPattern),
  );
}

/**
 * @param {string} name
 * @param {(context: CanvasRenderingContext2D) => string | CanvasPattern} fill
 */
function entry(name, fill) {
  const swatch = el("canvas", { class: "swatch", width: WIDTH, height: HEIGHT, "aria-hidden": "true" });
  const context = /** @type {CanvasRenderingContext2D} */ (swatch.getContext("2d"));
  context.fillStyle = fill(context);
  context.fillRect(0, 0, WIDTH, HEIGHT);
  return el("li", {}, swatch, name);
}
