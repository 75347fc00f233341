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
 * Kept-alive connections in groups, which requests take in turn. Of its group a request gets the
 * connection that was unused for longest; if all are busy it waits in line.
 *
 * <p>Each lane has a client of one connection, instead of all having one pool, because a pool does
 * not tell which connection a request will get.
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

  /** Connections that are open already, by the loop of the server they are with. */
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
  public void take(User user) {
    groups.get(Math.floorMod(next.getAndIncrement(), groups.size())).take(user);
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
    private final Deque<ConnectionLease> free = new ArrayDeque<>();
    private final Deque<User> waiting = new ArrayDeque<>();

    Group(List<KeptConnection> members, RequestTemplate call) {
      members.forEach(it -> free.add(new Kept(it.loop(), call.with(it.client()), this)));
    }

    void take(User user) {
      ConnectionLease lane = pollOrWait(user);
      if (lane != null) {
        ConnectionSource.hand(lane, user);
      }
    }

    void give(ConnectionLease lane) {
      User user = pollOrFree(lane);
      if (user != null) {
        ConnectionSource.hand(lane, user);
      }
    }

    private synchronized @Nullable ConnectionLease pollOrWait(User user) {
      ConnectionLease lane = free.poll();
      if (lane == null) {
        waiting.add(user);
      }
      return lane;
    }

    private synchronized @Nullable User pollOrFree(ConnectionLease lane) {
      User user = waiting.poll();
      if (user == null) {
        free.add(lane);
      }
      return user;
    }
  }

  private record Kept(WatchedLoop loop, Mono<Integer> call, Group group)
      implements ConnectionLease {
    @Override
    public void give() {
      group.give(this);
    }
  }
}
