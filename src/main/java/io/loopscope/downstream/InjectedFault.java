package io.loopscope.downstream;

import io.loopscope.http.ApiEnum;

/** What goes wrong with a call, besides being slow. */
enum InjectedFault implements ApiEnum {
  NONE,
  /** The connection is reset instead of an answer. */
  RESET,
  /** The answer comes byte by byte. */
  DRIP
}
