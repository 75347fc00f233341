// The experiments of the console, as its API has them.

const ROOT = "api/experiments";

export const kinds = () => ask(`${ROOT}/kinds`);

export const summaries = () => ask(ROOT);

export const report = (id) => ask(`${ROOT}/${encodeURIComponent(id)}`);

export const cancel = (id) => ask(`${ROOT}/${encodeURIComponent(id)}`, { method: "DELETE" });

/** Starts one; if another runs already, its id comes with the refusal. */
export function start(order) {
  return ask(ROOT, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(order),
  });
}

/** A report as a file of one of its forms. */
export async function download(id, type, suffix) {
  const response = await fetch(`${ROOT}/${encodeURIComponent(id)}/report`, { headers: { Accept: type } });
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement("a"), { href: url, download: `${id}.${suffix}` });
  link.click();
  URL.revokeObjectURL(url);
}

async function ask(path, options = { headers: { Accept: "application/json" } }) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const text = await response.text();
  const answer = response.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : {};
  if (!response.ok) {
    const failure = new Error(answer.detail ?? `HTTP ${response.status}`);
    failure.running = response.headers.get("Location")?.split("/").at(-1) ?? null;
    throw failure;
  }
  return answer;
}
