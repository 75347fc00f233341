import { el } from "../core/dom.js";
import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { gantt } from "./gantt.js";
import { servedMs } from "./send.js";

let shownPicture = null;

/** Shows what came of a request: in words, as a timeline, as a picture if it is one, as text. */
export function showResult(box, result) {
  const parts = [summary(result)];
  if (result.ok) {
    parts.push(gantt(result), picture(result));
  } else if (!result.aborted) {
    parts.push(el("p", { class: "problem", text: result.answer.detail ?? t("result.unreachable") }));
  }
  if (result.text) {
    parts.push(raw(result.text));
  }
  box.replaceChildren(...parts.filter((part) => part !== null));
}

function summary(result) {
  const { answer } = result;
  const served = servedMs(result);
  const facts = [
    result.status === 0 ? t(result.aborted ? "result.stopped" : "result.failed") : `HTTP ${result.status}`,
    t("result.browser", ms(result.took)),
    served === null ? null : t("result.server", ms(served)),
    typeof answer.sumMs === "number" ? t("result.sum", ms(answer.sumMs), ms(answer.longestMs)) : null,
    answer.done ? t("result.done", answer.done.length, answer.pending.length) : null,
    answer.checksum ? t("result.checksum", answer.checksum) : null,
    result.location ? t("result.location", result.location) : null,
  ];
  return el("p", { class: "summary" }, facts.filter(Boolean).map((text) => el("span", { text })));
}

function picture(result) {
  if (shownPicture !== null) {
    URL.revokeObjectURL(shownPicture);
    shownPicture = null;
  }
  if (!result.picture) {
    return null;
  }
  shownPicture = URL.createObjectURL(result.picture);
  return el("img", { class: "picture", src: shownPicture, alt: t("result.picture") });
}

function raw(text) {
  return el(
    "details",
    {},
    el("summary", { text: t("result.raw") }),
    el("pre", { text: pretty(text), tabindex: 0 }),
  );
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
