/** Numbers of the service and of this page that texts state; a test compares them with the code's. */
export const FIGURES = {
  /** Milliseconds between two samples of the live stream. */
  sampleMs: 250,
  /** Seconds that the lanes show, and that the console keeps for new viewers. */
  spanSeconds: 60,
  /** Milliseconds between two checks of the monitor. */
  monitorMs: 10,
  /** Probes of the console in a second. */
  probesPerSecond: 10,
  /** Seconds of requests behind the two p99. */
  windowSeconds: 12,
  /** Threads of the bounded elastic scheduler for each core. */
  elasticThreadsPerCore: 10,
  /** Seconds until a lost stream is opened again. */
  retrySeconds: 1,
  /** Connections that a browser opens to one host at most. */
  browserConnections: 6,
};
