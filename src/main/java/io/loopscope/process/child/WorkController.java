package io.loopscope.process.child;

import io.loopscope.placement.Orders;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Placements;
import io.loopscope.placement.Portable;
import io.loopscope.process.Receipt;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What a worker is for: does the work it is asked for, on one of as many threads as cores. */
@RestController
final class WorkController {
  private final Orders orders;
  private final Placements placements;

  WorkController(Orders orders, Placements placements) {
    this.orders = orders;
    this.placements = placements;
  }

  /** The result as the work encodes it, under its {@link Receipt}. */
  @PostMapping(path = "/work", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<byte[]>> work(@RequestBody Mono<JsonNode> order) {
    return order.map(orders::read).flatMap(this::run);
  }

  private <T> Mono<ResponseEntity<byte[]>> run(Portable<T> work) {
    return placements
        .run(Placement.PARALLEL, work)
        .map(
            placed ->
                ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .headers(Receipt.of(placed)::write)
                    .body(work.encode(placed.value())));
  }
}
