/**
 * Sends a request to the service, and times the answer as this browser sees it.
 *
 * @param {string} service
 * @param {ServiceRequest} request
 * @param {AbortSignal} [signal]
 * @returns {Promise<ServiceResult>}
 */
export async function send(service, { path, accept, method = "GET", body }, signal) {
  const began = performance.now();
  /** @type {Record<string, string>} */
  const headers = { Accept: accept ?? "application/json" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  try {
    const response = await fetch(new URL(path, service), {
      method,
      headers,
      signal,
      cache: "no-store",
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const content = await read(response);
    return { status: response.status, ok: response.ok, took: performance.now() - began, ...content };
  } catch (failure) {
    const aborted = failure instanceof DOMException && failure.name === "AbortError";
    return { status: 0, ok: false, aborted, took: performance.now() - began, answer: {}, text: "" };
  }
}

/** @param {Response} response */
async function read(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const location = response.headers.get("Location");
  if (type.startsWith("image/")) {
    const picture = await response.blob();
    return { picture, location, answer: timingOf(response.headers.get("Server-Timing")), text: "" };
  }
  if (type.startsWith("application/octet-stream")) {
    const { size } = await response.blob();
    return { location, answer: { size }, text: "" };
  }
  const text = await response.text();
  return { text, location, answer: type.includes("ndjson") ? timelineOf(text) : parse(text) };
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/**
 * Steps that came line by line, as the timeline of one answer.
 *
 * @param {string} text
 */
export function timelineOf(text) {
  const timeline = text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return { timeline, elapsedMs: Math.max(0, ...timeline.map((step) => step.endMs)) };
}

/**
 * The times of a `Server-Timing` header: `loop;dur=0.3, queued;dur=0.1, run;dur=20.5;desc="parallel-1"`.
 *
 * @param {string | null} header
 */
export function timingOf(header) {
  const duration = (/** @type {string} */ name) =>
    Number(new RegExp(`(?:^|[ ,])${name};dur=([\\d.]+)`).exec(header ?? "")?.[1] ?? 0);
  const thread = /run;dur=[\d.]+;desc="([^"]*)"/.exec(header ?? "")?.[1] ?? "";
  return { queuedMs: duration("queued"), runMs: duration("run"), thread };
}

/**
 * How long the service worked on it by its own account; null if it does not say.
 *
 * @param {Pick<ServiceResult, "answer">} result
 * @returns {number | null}
 */
export function servedMs({ answer }) {
  if (typeof answer.elapsedMs === "number") {
    return answer.elapsedMs;
  }
  return typeof answer.runMs === "number" ? (answer.queuedMs ?? 0) + answer.runMs : null;
}
