package io.loopscope.process.child;

import io.loopscope.placement.Placement;
import io.loopscope.placement.Placements;
import io.loopscope.placement.RemoteWork;
import io.loopscope.placement.WorkDecoder;
import io.loopscope.process.WorkTimings;
import io.loopscope.role.ConditionalOnRole;
import io.loopscope.role.Role;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Runs the requested work of a worker on its parallel scheduler. */
@RestController
@ConditionalOnRole(Role.WORKER)
final class WorkController {
  private final WorkDecoder decoder;
  private final Placements placements;

  WorkController(WorkDecoder decoder, Placements placements) {
    this.decoder = decoder;
    this.placements = placements;
  }

  /** The result as the work encodes it, under its {@link WorkTimings}. */
  @PostMapping(path = "/work", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<byte[]>> work(@RequestBody Mono<JsonNode> description) {
    return description.map(decoder::decode).flatMap(this::run);
  }

  private Mono<ResponseEntity<byte[]>> run(RemoteWork work) {
    return placements
        .run(Placement.PARALLEL, work)
        .map(
            placed ->
                ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .headers(WorkTimings.of(placed)::write)
                    .body(placed.value()));
  }
}
