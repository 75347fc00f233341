package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.WatchedLoop;
import reactor.core.publisher.Mono;

/** The connections of one stream. Any thread may acquire and release them. */
interface ConnectionSource {
  /**
   * Calls the borrower on the loop of a connection as soon as one is free, never before this method
   * returns.
   */
  void acquire(Borrower borrower);

  /** The number of pinned connections that were lost so far. */
  int lost();

  /** Closes every kept connection. */
  Mono<Void> close();

  /** A request that needs a connection. */
  interface Borrower {
    /**
     * Called on the loop of the connection; the borrower releases the lease when done.
     *
     * @param acquiredNanos when the connection was assigned to this borrower
     */
    void use(Lease lease, long acquiredNanos);
  }

  /** The right to send one request over a connection. */
  interface Lease {
    /** The generator's loop that sends and receives. */
    WatchedLoop loop();

    /** The request, sent with a subscription; the status of its answer. */
    Mono<Integer> call();

    /** Returns the connection to its source. */
    void release();
  }

  /** Passes the lease to the borrower on the loop of its connection. */
  static void pass(Lease lease, Borrower borrower) {
    long acquired = System.nanoTime();
    lease.loop().execute(() -> borrower.use(lease, acquired));
  }
}
