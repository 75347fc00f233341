// The experiments of the console, by its API.

const ROOT = "api/experiments";

/** @returns {Promise<ExperimentKind[]>} */
export const kinds = () => ask(`${ROOT}/kinds`);

/** @returns {Promise<ExperimentSummary[]>} */
export const summaries = () => ask(ROOT);

/** @type {(id: string) => Promise<Report>} */
export const report = (id) => ask(`${ROOT}/${encodeURIComponent(id)}`);

/** @type {(id: string) => Promise<Report>} */
export const cancel = (id) => ask(`${ROOT}/${encodeURIComponent(id)}`, { method: "DELETE" });

/** An experiment was not started, because another one is running. */
export class Busy extends Error {
  /**
   * @param {string} message
   * @param {string} running its id
   */
  constructor(message, running) {
    super(message);
    this.running = running;
  }
}

/**
 * Starts an experiment.
 *
 * @param {{ kind: string, preset: string, guess?: string }} order
 * @returns {Promise<Report>}
 * @throws {Busy} if another one is running
 */
export function start(order) {
  return ask(ROOT, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(order),
  });
}

/**
 * Saves a report as a file of one of its forms.
 *
 * @param {string} id
 * @param {string} type
 * @param {string} suffix
 */
export async function download(id, type, suffix) {
  const response = await fetch(`${ROOT}/${encodeURIComponent(id)}/report`, { headers: { Accept: type } });
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: `${id}.${suffix}` });
  link.click();
  URL.revokeObjectURL(url);
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 */
async function ask(path, options = { headers: { Accept: "application/json" } }) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const text = await response.text();
  const answer = response.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : {};
  if (!response.ok) {
    const message = answer.detail ?? `HTTP ${response.status}`;
    const running = response.headers.get("Location")?.split("/").at(-1);
    throw running ? new Busy(message, running) : new Error(message);
  }
  return answer;
}
