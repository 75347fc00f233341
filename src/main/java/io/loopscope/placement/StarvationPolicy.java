package io.loopscope.placement;

/**
 * Whether callers may block an event loop on purpose.
 *
 * @param allowed false rejects every such request
 */
record StarvationPolicy(boolean allowed) {
  void check() {
    if (!allowed) {
      throw new StarvationForbidden();
    }
  }
}
