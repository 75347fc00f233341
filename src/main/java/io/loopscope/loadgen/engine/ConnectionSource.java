package io.loopscope.loadgen.engine;

import reactor.core.publisher.Mono;

/** How the requests of one stream come by their connections. Any thread may take and give. */
interface ConnectionSource {
  /** Calls the user on the lane's loop, as soon as a lane is free, never before this returns. */
  void take(User user);

  /** Pinned connections that were lost so far. */
  int lost();

  /** Closes every connection that is kept. */
  Mono<Void> close();

  /** Who wants a lane, and gives it back when done. */
  interface User {
    /**
     * Called on the loop of the lane.
     *
     * @param takenNanos when the lane became this user's
     */
    void use(ConnectionLease lane, long takenNanos);
  }

  /** Hands over the lane on its loop. */
  static void hand(ConnectionLease lane, User user) {
    long taken = System.nanoTime();
    lane.loop().execute(() -> user.use(lane, taken));
  }
}
