const rows = document.getElementById("loops");
const list = document.getElementById("blocks");
const state = document.getElementById("state");
const SHOWN_BLOCKS = 5;

function element(name, text, className = "") {
  return Object.assign(document.createElement(name), { textContent: text, className });
}

function row(loop) {
  const blocked = loop.blockedMs > 0;
  const line = element("tr", "", blocked ? "blocked" : "");
  line.append(
    element("td", `${loop.group} ${loop.loop}`),
    element("td", loop.thread),
    element("td", blocked ? `${Math.round(loop.blockedMs)} ms` : "no"),
    element("td", loop.pending),
    element("td", loop.connections),
  );
  return line;
}

function show({ loops, blocks, thresholdMs }) {
  rows.replaceChildren(...loops.map(row));
  list.replaceChildren(
    ...blocks
      .slice(0, SHOWN_BLOCKS)
      .map((block) => element("li", block.sentence, block.ongoing ? "blocked" : "")),
  );
  const blocked = loops.filter((loop) => loop.blockedMs > 0).length;
  state.textContent = blocked
    ? `${blocked} of ${loops.length} loops blocked`
    : `${loops.length} loops, none blocked for ${thresholdMs} ms or more`;
}

async function refresh() {
  try {
    const answer = await fetch("actuator/eventloops", { signal: AbortSignal.timeout(2000) });
    show(await answer.json());
  } catch {
    state.textContent = "no answer from the console; trying again";
  }
  setTimeout(refresh, 500);
}

refresh();
