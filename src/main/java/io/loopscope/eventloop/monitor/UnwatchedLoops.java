package io.loopscope.eventloop.monitor;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Threads that serve requests as event loops do, and are not watched. Remembers the first {@value
 * #MOST}.
 */
public final class UnwatchedLoops {
  private static final Log log = LogFactory.getLog(UnwatchedLoops.class);
  static final int MOST = 64;

  private final Set<String> threads = ConcurrentHashMap.newKeySet();

  /** A request is served on this thread. */
  public void serving(String thread, String why) {
    if (threads.size() < MOST && threads.add(thread)) {
      log.warn("Event loop %s serves requests and is not watched: %s".formatted(thread, why));
    }
  }

  /** Names of the threads. */
  public List<String> threads() {
    return threads.stream().sorted().toList();
  }
}
