const rows = document.getElementById("loops");
const state = document.getElementById("state");
let last = new Map();

function row(loop, now) {
  const name = `${loop.group} ${loop.loop}`;
  const before = last.get(name);
  const busy = before ? (loop.busy - before.busy) / (now - before.at) : 0;
  last.set(name, { busy: loop.busy, at: now });
  const cells = [
    name,
    loop.thread,
    loop.blockedMs > 0 ? `${Math.round(loop.blockedMs)} ms` : "no",
    `${Math.round(100 * Math.min(1, busy))} %`,
    loop.pending,
    loop.connections,
  ];
  const line = document.createElement("tr");
  line.className = loop.blockedMs > 0 ? "blocked" : "";
  for (const cell of cells) {
    line.append(Object.assign(document.createElement("td"), { textContent: cell }));
  }
  return line;
}

async function refresh() {
  try {
    const answer = await fetch("actuator/eventloops", { signal: AbortSignal.timeout(2000) });
    const { loops } = await answer.json();
    const now = performance.now() / 1000;
    rows.replaceChildren(...loops.map((loop) => row(loop, now)));
    const blocked = loops.filter((loop) => loop.blockedMs > 0).length;
    state.textContent = blocked ? `${blocked} of ${loops.length} loops blocked` : `${loops.length} loops, none blocked`;
  } catch {
    state.textContent = "no answer from the console; trying again";
  }
  setTimeout(refresh, 500);
}

refresh();
