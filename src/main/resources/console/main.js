import { byId, setText } from "./core/dom.js";
import { percent } from "./core/format.js";
import { onLanguage, setLanguage, startLanguage, t } from "./core/i18n.js";
import { startCopying } from "./core/copy.js";
import { showTab, startTabs } from "./core/tabs.js";
import { startTheme, toggleTheme } from "./core/theme.js";
import { Concepts } from "./concepts/concepts.js";
import { Experiments } from "./experiments/experiments.js";
import { duration } from "./experiments/words.js";
import { How } from "./how.js";
import { BlockList } from "./live/blocks.js";
import { Details } from "./live/details.js";
import { Record } from "./live/record.js";
import { Scope } from "./live/scope.js";
import { Stream } from "./live/stream.js";
import { Verdict } from "./live/verdict.js";
import { Try } from "./try/try.js";

const CALM_MS = 1_000;

startTheme();
startLanguage();
startTabs();
startCopying();

const record = new Record(backfill);
const stream = new Stream();
const details = new Details(record);
const scope = new Scope(record, (block) => details.show(block));
const verdict = new Verdict((block) => details.show(block));
const blocks = new BlockList((block) => details.show(block));
const trial = new Try(record);
const experiments = new Experiments();
const concepts = new Concepts((kind) => {
  showTab("experiments");
  experiments.choose(kind);
});
const how = new How();
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let greeting = null;
let painted = 0;

stream.hello.listen((hello) => {
  if (greeting !== null && greeting.process !== hello.process) {
    record.restart();
  }
  greeting = hello;
  [trial, concepts, how].forEach((one) => one.connect(hello.service));
});
stream.live.listen((live) => {
  record.add(live);
  experiments.update(live.experiment);
  if (!calm.matches || live.at - painted >= CALM_MS) {
    painted = live.at;
    update();
  }
});
stream.states.listen(update);
onLanguage(update);

byId("theme").addEventListener("click", toggleTheme);
byId("ongoing").addEventListener("click", () => {
  showTab("experiments");
  experiments.follow(record.samples.at(-1).experiment);
});
byId("hold").addEventListener("click", hold);
byId("verdict-first").addEventListener("click", () => {
  showTab("try");
  trial.run("cpu", { workload: "primes", units: "2000", on: "event-loop" });
});
for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => setLanguage(button.dataset.lang));
}

stream.start();

function update() {
  verdict.update(record, stream.state);
  blocks.update(record);
  details.update();
  trial.update();
  scope.update();
  showState();
}

function showState() {
  document.body.dataset.stream = stream.state;
  setText(byId("stream-state"), t(`stream.${stream.state}`));
  showExperiment(record.samples.at(-1)?.experiment ?? null);
  const loops = record.samples.at(-1)?.loops.filter((loop) => loop.group === "http") ?? [];
  if (greeting !== null && loops.length > 0) {
    const { host, java, cores } = greeting;
    const facts = [host, t("about.loops", loops.length), loops[0].transport, `JDK ${java}`, t("about.cores", cores)];
    setText(byId("about"), facts.filter(Boolean).join(" · "));
  }
}

function showExperiment(ongoing) {
  const button = byId("ongoing");
  button.hidden = ongoing === null;
  if (ongoing !== null) {
    const { kind, progress, secondsLeft } = ongoing;
    setText(button, t("experiments.ongoing", kind, percent(progress), duration(secondsLeft)));
  }
}

function hold() {
  const held = byId("hold").getAttribute("aria-pressed") !== "true";
  byId("hold").setAttribute("aria-pressed", String(held));
  scope.hold(held);
}

/** Blocks that the stream did not tell of: those before it began, and those it was too fast for. */
async function backfill() {
  try {
    const answer = await fetch("actuator/eventloops", { cache: "no-store" });
    const { blocks: known } = await answer.json();
    record.addBlocks(known);
    update();
  } catch {
    // the stream says that the connection is lost
  }
}
