package io.loopscope.loop;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.TEXT_PLAIN_VALUE;

import io.loopscope.eventloop.WatchedLoop;
import io.loopscope.http.ApiExample;
import io.loopscope.http.PlainTextAnswer;
import io.loopscope.role.ConditionalOnService;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The innocent bystander: costs next to nothing, so what it takes is what the loop made it wait.
 */
@RestController
@ConditionalOnService
@RequestMapping(
    path = "/api/ping",
    produces = {APPLICATION_JSON_VALUE, TEXT_PLAIN_VALUE})
final class PingController {
  @ApiExample(shows = "the innocent bystander", curl = "curl {service}/api/ping")
  @GetMapping
  Mono<Pong> ping() {
    return Mono.fromSupplier(Pong::here);
  }

  /**
   * The loop and thread that answered.
   *
   * @param loop index of the loop in group {@code http}; null if the thread is no loop's
   */
  record Pong(boolean pong, String thread, @Nullable Integer loop) implements PlainTextAnswer {
    static Pong here() {
      return new Pong(
          true,
          Thread.currentThread().getName(),
          WatchedLoop.current().map(WatchedLoop::index).orElse(null));
    }

    @Override
    public String plainText() {
      return "pong from " + thread;
    }
  }
}
