// Shapes of the JSON that the page reads, as far as it reads it.

/** Texts of a language by their names; those with values are functions. */
type Texts = Record<string, string | ((...values: any[]) => string)>;

/** A reading of a loop. `busy` counts seconds; `utilization` and `onCpu` are shares since the last sample. */
interface LoopSample {
  group: string;
  loop: number;
  thread: string;
  transport?: string;
  lagMs: number;
  blockedMs: number;
  busy: number | null;
  pending: number;
  connections: number;
  utilization: number | null;
  onCpu?: number | null;
}

type Cause = "cpu" | "wait" | "pause" | "contention" | "flood" | "unknown";

/** A block of a loop; `at` is its start in milliseconds since 1970, added by the page. */
interface Block {
  id: number;
  group: string;
  loop: number;
  start: string;
  at: number;
  durationMs: number;
  ongoing: boolean;
  cause: Cause;
  cpuShare: number | null;
  culprit: string | null;
  route: string | null;
  connections: number;
  tasks: number;
  sentence: string;
  advice: string | null;
  stack: string[];
  reason?: string | null;
  confidence?: number | string | null;
  time?: Record<string, number> | null;
  victims?: { requests: number; waitedMs: number; longestMs: number } | null;
  holder?: { thread?: string; frame?: string } | null;
}

interface LatencyReading {
  count: number;
  p50: number;
  p99: number;
  max: number;
  failed: number;
}

interface Ongoing {
  id: string;
  kind: string;
  progress: number;
  secondsLeft: number;
  step?: string | null;
}

/** What the live stream says of one moment. */
interface LiveSample {
  at: number;
  loops: LoopSample[];
  blocks: Block[];
  clocks: { windowMs: number; client: LatencyReading | null; server: LatencyReading | null };
  experiment: Ongoing | null;
}

interface Hello {
  service: string | null;
  process: string;
  host: string;
  java: string | null;
  cores: number | null;
}

/** A step of a composition. */
interface CallStep {
  call: number;
  startMs: number;
  endMs: number;
  thread: string;
  outcome: string;
}

interface ServiceRequest {
  path: string;
  accept?: string;
  method?: string;
  body?: Record<string, unknown>;
}

/** An answer of the service as this browser saw it; `took` in milliseconds, status 0 for none. */
interface ServiceResult {
  status: number;
  ok: boolean;
  aborted?: boolean;
  took: number;
  // each endpoint has its own members
  answer: any;
  text: string;
  location?: string | null;
  picture?: Blob;
}

interface FormField {
  name: string;
  kind: string;
  value: string;
  min?: number;
  options?: readonly string[];
}

interface ExperimentSummary {
  id: string;
  kind: string;
  preset: string;
  state: string;
  startedAt: string;
  valid: boolean;
  outcome?: string | null;
}

interface Latencies {
  count: number;
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

interface Arm {
  name: string;
  offeredPerSecond: number;
  achievedPerSecond: number;
  errors: Record<string, number>;
  blocks: Record<string, number>;
  work: Latencies;
  bystander: Latencies;
  server: Latencies;
  lag: { p99: number; max: number };
  cpu: number;
  threads: number;
  memoryMb: number;
  facts: Record<string, string>;
}

interface Report extends ExperimentSummary, Ongoing {
  question: string;
  expectation: string;
  guess: string | null;
  error: string | null;
  verdict: string | null;
  invalidBecause: string[];
  diagnosis: string[];
  repeated: string[];
  notes: string[];
  arms: Arm[];
  environment: unknown;
}

interface ExperimentKind {
  kind: string;
  question: string;
  expectation: string;
  arms: string[];
  presets: Record<string, { seconds: number }>;
}

declare module "*/echarts.esm.min.mjs" {
  const getInstanceByDom: (element: HTMLElement) => any;
  const init: (element: HTMLElement) => any;
}

/** A measured value: milliseconds, a text, or what an object says. */
type ConceptValue = number | string | { none: true } | { yes: boolean } | { count: number } | { times: number };

/** The name of a text, or that with values for it. */
type TextName = string | [name: string, ...values: (string | number)[]];

/** What must hold for a claim to be proven. */
interface ConceptCheck {
  name: TextName;
  value: ConceptValue;
  is: "<" | "≥" | "=";
  limit: ConceptValue;
}

/** A recorded step: milliseconds since the start, and the name of what happened. */
interface ConceptStep {
  at: number;
  what: TextName;
}

interface ConceptOutcome {
  checks: ConceptCheck[];
  facts?: [name: TextName, value: ConceptValue][];
  steps?: { title: TextName; steps: ConceptStep[] }[];
}

/** An outcome with the requests that led to it, as it is kept. */
interface KeptOutcome extends ConceptOutcome {
  at: number;
  asked: ServiceRequest[];
  failure?: string;
}

interface Concept {
  id: string;
  term: { en: string; ru: string };
  claim: { en: string; ru: string };
  experiment?: string;
  python: string;
  java: string;
  run: (client: import("../../src/main/resources/console/concepts/service-client.js").ServiceClient) => Promise<ConceptOutcome>;
}
