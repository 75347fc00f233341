import { el } from "../core/dom.js";
import { ms } from "../core/format.js";
import { t } from "../core/i18n.js";
import { gantt } from "./gantt.js";
import { send, servedMs } from "./send.js";

/** @type {string | null} */
let shownPicture = null;

/**
 * Shows a result: in words, as a timeline, as a picture if it is one, and as text.
 *
 * @param {HTMLElement} box
 * @param {ServiceResult} result
 * @param {ServiceRequest} request
 * @param {string} service
 */
export function showResult(box, result, request, service) {
  /** @type {(HTMLElement | null)[]} */
  const parts = [summary(result), problem(result)];
  if (result.ok || result.status === 504) {
    parts.push(gantt(result, request));
  }
  parts.push(picture(result), task(result, service), raw(result.text));
  box.replaceChildren(...parts.filter((part) => part !== null));
}

/** @param {ServiceResult} result */
function problem({ ok, aborted, answer }) {
  return ok || aborted ? null : el("p", { class: "problem", text: answer.detail ?? t("result.unreachable") });
}

/** @param {ServiceResult} result */
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
  ];
  return el("p", { class: "summary" }, facts.filter(Boolean).map((text) => el("span", { text })));
}

/**
 * The task that an answer points to, with its state on demand.
 *
 * @param {ServiceResult} result
 * @param {string} service
 */
function task({ location }, service) {
  if (!location) {
    return null;
  }
  const state = el("span", { id: "task-state", role: "status" });
  const button = el("button", {
    type: "button",
    class: "link",
    id: "task-show",
    text: location,
    onclick: async () => {
      const { answer } = await send(service, { path: location });
      state.textContent = answer.state ? t("result.task-state", answer.state) : t("result.failed");
    },
  });
  return el("p", { class: "task" }, `${t("result.location")} `, button, " ", state);
}

/** @param {ServiceResult} result */
function picture({ picture: image }) {
  if (shownPicture !== null) {
    URL.revokeObjectURL(shownPicture);
    shownPicture = null;
  }
  if (!image) {
    return null;
  }
  shownPicture = URL.createObjectURL(image);
  return el("img", { class: "picture", src: shownPicture, alt: t("result.picture") });
}

/** @param {string} text */
function raw(text) {
  return text
    ? el(
        "details",
        {},
        el("summary", { text: t("result.raw") }),
        el("pre", { text: pretty(text), tabindex: 0 }),
      )
    : null;
}

/** @param {string} text */
function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
