package io.loopscope.downstream;

import io.loopscope.http.Choice;

/** What goes wrong with a call, besides being slow. */
enum Fault implements Choice {
  NONE,
  /** The connection is reset instead of an answer. */
  RESET,
  /** The answer comes byte by byte. */
  DRIP
}
