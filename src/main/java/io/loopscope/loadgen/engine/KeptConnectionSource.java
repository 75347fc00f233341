package io.loopscope.loadgen.engine;

import io.loopscope.eventloop.WatchedLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Kept-alive connections in groups, which requests use in turn. Of its group a request gets the
 * connection that was unused for longest; if all are busy, it is queued.
 *
 * <p>Each connection has a client of its own, instead of one pool for all, because a pool does not
 * expose which connection a request will get.
 */
final class KeptConnectionSource implements ConnectionSource {
  private final List<KeptConnection> connections;
  private final List<Group> groups;
  private final boolean pinned;
  private final AtomicInteger next = new AtomicInteger();

  /** One group of {@code size} connections, opened by the first requests. */
  static KeptConnectionSource pool(LoadClient client, int size, RequestTemplate call) {
    List<KeptConnection> connections =
        IntStream.range(0, size).mapToObj(i -> new KeptConnection(client)).toList();
    return new KeptConnectionSource(List.of(connections), call, false);
  }

  /** Connections that are already open, by the server's loop that they belong to. */
  static KeptConnectionSource pinned(List<List<KeptConnection>> byLoop, RequestTemplate call) {
    return new KeptConnectionSource(byLoop, call, true);
  }

  private KeptConnectionSource(
      List<List<KeptConnection>> grouped, RequestTemplate call, boolean pinned) {
    this.connections = grouped.stream().flatMap(List::stream).toList();
    this.groups = grouped.stream().map(members -> new Group(members, call)).toList();
    this.pinned = pinned;
  }

  @Override
  public void acquire(Borrower borrower) {
    groups.get(Math.floorMod(next.getAndIncrement(), groups.size())).acquire(borrower);
  }

  @Override
  public int lost() {
    return pinned ? connections.stream().mapToInt(KeptConnection::lost).sum() : 0;
  }

  @Override
  public Mono<Void> close() {
    return Mono.whenDelayError(connections.stream().map(KeptConnection::close).toList());
  }

  private static final class Group {
    private final Deque<ConnectionSource.Lease> free = new ArrayDeque<>();
    private final Deque<Borrower> waiting = new ArrayDeque<>();

    Group(List<KeptConnection> members, RequestTemplate call) {
      members.forEach(it -> free.add(new Kept(it.loop(), call.with(it.client()), this)));
    }

    void acquire(Borrower borrower) {
      ConnectionSource.Lease lease = pollOrWait(borrower);
      if (lease != null) {
        ConnectionSource.pass(lease, borrower);
      }
    }

    void release(ConnectionSource.Lease lease) {
      Borrower borrower = pollOrFree(lease);
      if (borrower != null) {
        ConnectionSource.pass(lease, borrower);
      }
    }

    private synchronized ConnectionSource.@Nullable Lease pollOrWait(Borrower borrower) {
      ConnectionSource.Lease lease = free.poll();
      if (lease == null) {
        waiting.add(borrower);
      }
      return lease;
    }

    private synchronized @Nullable Borrower pollOrFree(ConnectionSource.Lease lease) {
      Borrower borrower = waiting.poll();
      if (borrower == null) {
        free.add(lease);
      }
      return borrower;
    }
  }

  private record Kept(WatchedLoop loop, Mono<Integer> call, Group group)
      implements ConnectionSource.Lease {
    @Override
    public void release() {
      group.release(this);
    }
  }
}
