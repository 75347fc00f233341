package io.loopscope.socket;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.eventloop.LoopRegistry;
import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.http.ApiExample;
import io.loopscope.http.PlainTextAnswer;
import io.loopscope.placement.PlacedResult;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Placements;
import io.loopscope.placement.SteppedWork;
import io.loopscope.plane.Transport;
import io.loopscope.role.ConditionalOnService;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reports the sockets and accept queues of this process. */
@RestController
@ConditionalOnService
@RequestMapping(
    path = "/api/sockets",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class SocketController {
  private final LoopRegistry loops;
  private final ListeningPorts ports;
  private final AcceptQueues queues;
  private final Placements placements;

  SocketController(
      LoopRegistry loops, ListeningPorts ports, AcceptQueues queues, Placements placements) {
    this.loops = loops;
    this.ports = ports;
    this.queues = queues;
    this.placements = placements;
  }

  @ApiExample(
      shows = "transport, file descriptors, accept queues, connections per loop",
      curl = "curl {service}/api/sockets")
  @GetMapping
  Mono<Report> sockets() {
    return placements
        .run(Placement.BOUNDED_ELASTIC, "sockets", () -> SteppedWork.indivisible(this::report))
        .map(PlacedResult::value);
  }

  private Report report() {
    return new Report(
        loops.group("http").getFirst().transport(),
        Arrays.stream(Transport.values())
            .filter(Transport::isAvailable)
            .map(Transport::label)
            .distinct()
            .toList(),
        FileDescriptors.now(),
        ports.all().stream().map(this::queue).toList(),
        loops.all().stream().map(SocketController::connections).toList());
  }

  private Listening queue(ListeningPort port) {
    return new Listening(
        port.plane(),
        port.port(),
        new Queue(queues.length(port.port()), queues.limit(port.backlog().getAsInt())));
  }

  private static Connections connections(WatchedLoop loop) {
    return new Connections(loop.group(), loop.index(), loop.connections());
  }

  /**
   * The sockets now.
   *
   * @param transport how the service's loops poll their sockets
   * @param available what {@code loopscope.transport} may be on this platform
   */
  record Report(
      String transport,
      List<String> available,
      FileDescriptors fileDescriptors,
      List<Listening> listening,
      List<Connections> loops)
      implements PlainTextAnswer {
    @Override
    public String plainText() {
      return "%s, %s of %s file descriptors\n"
              .formatted(transport, fileDescriptors.open(), fileDescriptors.max())
          + listening.stream().map(Listening::line).collect(Collectors.joining("\n"));
    }
  }

  /** A port and its accept queue. */
  record Listening(String plane, int port, Queue acceptQueue) {
    String line() {
      return "%s :%d accept queue %s of %s"
          .formatted(plane, port, acceptQueue.length(), acceptQueue.limit());
    }
  }

  /** An accept queue, in connections. */
  record Queue(KernelReading length, KernelReading limit) {}

  /** Channels registered on a loop, listening ones included. */
  record Connections(String group, int loop, int connections) {}
}
