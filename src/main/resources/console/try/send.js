/** What came of a request: how long this browser waited for it, and what the service said. */
export async function send(service, { path, accept, method = "GET", body }, signal) {
  const began = performance.now();
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
    const aborted = failure.name === "AbortError";
    return { status: 0, ok: false, aborted, took: performance.now() - began, answer: {}, text: "" };
  }
}

async function read(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const location = response.headers.get("Location");
  if (type.startsWith("image/")) {
    const picture = await response.blob();
    return { picture, location, answer: timing(response.headers.get("Server-Timing")), text: "" };
  }
  if (type.startsWith("application/octet-stream")) {
    const { size } = await response.blob();
    return { location, answer: { size }, text: "" };
  }
  const text = await response.text();
  return { text, location, answer: type.includes("ndjson") ? lines(text) : parse(text) };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Steps that came one by one, as the timeline of one answer. */
function lines(text) {
  const timeline = text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  return { timeline, elapsedMs: Math.max(0, ...timeline.map((step) => step.endMs)) };
}

/** `queued;dur=0.1, run;dur=20.5;desc="parallel-1"` */
function timing(header) {
  const [, queued, run, thread] = /queued;dur=([\d.]+), run;dur=([\d.]+);desc="([^"]*)"/.exec(
    header ?? "",
  ) ?? [null, 0, 0, ""];
  return { queuedMs: Number(queued), runMs: Number(run), thread };
}

/** How long the service worked on it by its own account; null if it does not say. */
export function servedMs({ answer }) {
  if (typeof answer.elapsedMs === "number") {
    return answer.elapsedMs;
  }
  return typeof answer.runMs === "number" ? (answer.queuedMs ?? 0) + answer.runMs : null;
}
