package io.loopscope.loadgen;

import io.loopscope.eventloop.Loop;
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
final class KeptLanes implements Lanes {
  private final List<KeptConnection> connections;
  private final List<Group> groups;
  private final boolean pinned;
  private final AtomicInteger next = new AtomicInteger();

  /** One group of {@code size} connections, opened by the first requests. */
  static KeptLanes pool(Client client, int size, Call call) {
    List<KeptConnection> connections =
        IntStream.range(0, size).mapToObj(i -> new KeptConnection(client)).toList();
    return new KeptLanes(List.of(connections), call, false);
  }

  /** Connections that are open already, by the loop of the server they are with. */
  static KeptLanes pinned(List<List<KeptConnection>> byLoop, Call call) {
    return new KeptLanes(byLoop, call, true);
  }

  private KeptLanes(List<List<KeptConnection>> grouped, Call call, boolean pinned) {
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
    private final Deque<Lane> free = new ArrayDeque<>();
    private final Deque<User> waiting = new ArrayDeque<>();

    Group(List<KeptConnection> members, Call call) {
      members.forEach(it -> free.add(new Kept(it.loop(), call.with(it.client()), this)));
    }

    void take(User user) {
      Lane lane = pollOrWait(user);
      if (lane != null) {
        Lanes.hand(lane, user);
      }
    }

    void give(Lane lane) {
      User user = pollOrFree(lane);
      if (user != null) {
        Lanes.hand(lane, user);
      }
    }

    private synchronized @Nullable Lane pollOrWait(User user) {
      Lane lane = free.poll();
      if (lane == null) {
        waiting.add(user);
      }
      return lane;
    }

    private synchronized @Nullable User pollOrFree(Lane lane) {
      User user = waiting.poll();
      if (user == null) {
        free.add(lane);
      }
      return user;
    }
  }

  private record Kept(Loop loop, Mono<Integer> call, Group group) implements Lane {
    @Override
    public void give() {
      group.give(this);
    }
  }
}
