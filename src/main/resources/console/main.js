import { state } from "./core/address.js";
import { startCopying } from "./core/copy.js";
import { byId, setText } from "./core/dom.js";
import { percent } from "./core/format.js";
import { onLanguage, setLanguage, startLanguage, t } from "./core/i18n.js";
import { showTab, startTabs } from "./core/tabs.js";
import { startTheme, toggleTheme } from "./core/theme.js";
import { Concepts } from "./concepts/concepts.js";
import { Experiments } from "./experiments/experiments.js";
import { duration } from "./experiments/text.js";
import { How } from "./how.js";
import { BlockList } from "./live/blocks.js";
import { Details } from "./live/details.js";
import { ForeignService } from "./live/foreign.js";
import { mainGroup } from "./live/lanes.js";
import { startLegend } from "./live/legend.js";
import { Recording } from "./live/recording.js";
import { Scope } from "./live/scope.js";
import { Stream } from "./live/stream.js";
import { Verdict } from "./live/verdict.js";
import { Tour } from "./tour/tour.js";
import { Try } from "./try/try.js";

const CALM_MS = 1_000;

startTheme();
startLanguage();
startTabs();
startCopying();

const watched = state("watch");
const endpoint = watched ?? new URL("actuator/eventloops", location.href).href;
const recording = new Recording(backfill);
const stream = watched === null ? new Stream() : new ForeignService(watched);
const details = new Details(recording, endpoint);
const scope = new Scope(recording, (block) => details.show(block), () => pause(true));
const verdict = new Verdict(
  (block) => details.show(block),
  watched === null
    ? { sentence: "verdict.lost", advice: "verdict.lost.advice" }
    : { sentence: "watch.lost", advice: "watch.lost.advice" },
);
const blocks = new BlockList((block) => details.show(block));
startLegend();
const trial = new Try(recording);
const experiments = watched === null ? new Experiments() : null;
const concepts = new Concepts((kind) => {
  showTab("experiments");
  experiments?.choose(kind);
});
const how = new How();
const tour = new Tour(recording, trial, watched);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
/** @type {Hello | null} */
let hello = null;
let painted = 0;
let paused = false;

stream.hello.listen((greeting) => {
  if (hello !== null && hello.process !== greeting.process) {
    recording.restart();
  }
  hello = greeting;
  const { service } = greeting;
  if (service !== null) {
    [trial, concepts, how, tour].forEach((one) => one.connect(service));
  }
});
stream.history.listen((earlier) => recording.addEarlier(earlier));
stream.live.listen((live) => {
  recording.add(live);
  experiments?.update(live.experiment);
  if (!calm.matches || live.at - painted >= CALM_MS) {
    painted = live.at;
    update();
  }
});
stream.states.listen(update);
onLanguage(update);

byId("theme").addEventListener("click", toggleTheme);
byId("ongoing").addEventListener("click", () => {
  const ongoing = recording.samples.at(-1)?.experiment;
  if (ongoing) {
    showTab("experiments");
    experiments?.follow(ongoing);
  }
});
byId("pause").addEventListener("click", () => pause(!paused));
byId("verdict-first").addEventListener("click", () => {
  showTab("try");
  trial.run("cpu", { workload: "primes", units: "2000", on: "event-loop" });
});
for (const button of document.querySelectorAll("[data-lang]")) {
  button.addEventListener("click", () => setLanguage(button.getAttribute("data-lang") === "ru" ? "ru" : "en"));
}

document.body.classList.toggle("watching", watched !== null);
stream.start();

/** @param {boolean} wanted */
function pause(wanted) {
  if (paused !== wanted) {
    paused = wanted;
    scope.pause(paused);
    update();
  }
}

function update() {
  verdict.update(recording, stream.state);
  blocks.update(recording);
  details.update();
  trial.update();
  scope.update();
  tour.update();
  showState();
}

function showState() {
  const newest = recording.samples.at(-1);
  const shown = paused && stream.state === "live" ? "paused" : stream.state;
  document.body.dataset.stream = stream.state;
  document.body.classList.toggle("paused", shown === "paused");
  setText(byId("stream-state"), t(`stream.${shown}`));
  setText(byId("pause"), t(paused ? "resume" : "pause"));
  byId("pause").setAttribute("aria-pressed", String(paused));
  showExperiment(newest?.experiment ?? null);
  if (hello !== null && newest !== undefined) {
    setText(byId("about"), aboutOf(hello, newest.loops).join(" · "));
  }
}

/**
 * @param {Hello} greeting
 * @param {LoopSample[]} all
 */
function aboutOf({ host, java, cores }, all) {
  const loops = all.filter((loop) => loop.group === mainGroup(all));
  return [
    host,
    t("about.loops", loops.length),
    loops[0]?.transport,
    java && `JDK ${java}`,
    cores && t("about.cores", cores),
  ].filter(Boolean);
}

/** @param {Ongoing | null} ongoing */
function showExperiment(ongoing) {
  const button = byId("ongoing");
  button.hidden = ongoing === null;
  if (ongoing !== null) {
    const { kind, progress, secondsLeft } = ongoing;
    setText(button, t("experiments.ongoing", kind, percent(progress), duration(secondsLeft)));
  }
}

/** Adds blocks that the stream did not contain: those before it began, and those between samples. */
async function backfill() {
  try {
    const answer = await fetch(endpoint, { cache: "no-store" });
    recording.addBlocks((await answer.json()).blocks);
    update();
  } catch {
    // the stream reports that the connection is lost
  }
}
