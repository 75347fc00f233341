package io.loopscope.cpu;

import io.loopscope.failure.NotFound;
import io.loopscope.http.ApiEnum;
import io.loopscope.http.ApiExample;
import io.loopscope.placement.PlacedResult;
import io.loopscope.placement.Placement;
import io.loopscope.role.ConditionalOnService;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * A fixed amount of CPU work, where the caller puts it. Each workload has a path of its own, so
 * that metrics, blocks and the API's description tell them apart.
 */
@RestController
@ConditionalOnService
@RequestMapping(
    path = CpuController.PATH,
    produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
final class CpuController {
  static final String PATH = "/api/cpu";

  private static final String UNITS = "" + CpuRequest.DEFAULT_UNITS;
  private static final String ON = "parallel";
  private static final List<MediaType> ANSWERS =
      List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN);

  private final CpuWork work;

  CpuController(CpuWork work) {
    this.work = work;
  }

  @ApiExample(
      shows = "arithmetic; on=event-loop makes every request on that loop wait for it",
      curl = "curl '{service}/api/cpu/primes?units=200&on=event-loop'")
  @ApiExample(
      shows = "passwords hashed by the JDK, one at a time however many ask: on=single",
      curl = "curl '{service}/api/cpu/hash?units=200&on=single'")
  @ApiExample(
      shows = "native code (zlib), which keeps its thread just as busy",
      curl = "curl '{service}/api/cpu/deflate?units=200&on=virtual-threads'")
  @ApiExample(
      shows = "arithmetic on the loop in slices that yield to others: on=cooperative, slice=",
      curl = "curl '{service}/api/cpu/mandelbrot?units=200&on=cooperative&slice=2ms'")
  @Operation(summary = "a fixed amount of CPU work, where you put it")
  @GetMapping({"/primes", "/hash", "/deflate", "/mandelbrot"})
  Mono<CpuAnswer> run(
      @RequestParam(defaultValue = UNITS) int units,
      @RequestParam(defaultValue = ON) Placement on,
      @RequestParam Optional<Duration> slice,
      ServerWebExchange exchange) {
    PathPattern path =
        exchange.getRequiredAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    String id = path.getPatternString().substring(PATH.length() + 1);
    Workload workload = ApiEnum.find(Workload.class, id).orElseThrow();
    return work.answer(new CpuRequest(workload, units, on, null, slice.orElse(null)));
  }

  @ApiExample(
      shows = "the same result many times faster from a library: impl=naive or library",
      curl = "curl '{service}/api/cpu/matrix?units=200&impl=library'")
  @GetMapping("/matrix")
  Mono<CpuAnswer> matrix(
      @RequestParam(defaultValue = UNITS) int units,
      @RequestParam(defaultValue = ON) Placement on,
      @RequestParam(defaultValue = "naive") MatrixImplementation impl,
      @RequestParam Optional<Duration> slice) {
    return work.answer(new CpuRequest(Workload.MATRIX, units, on, impl, slice.orElse(null)));
  }

  /**
   * The picture; how long it took is in {@code Server-Timing}: {@code queued}, and {@code run} with
   * the thread that finished it.
   */
  @ApiExample(
      shows = "the same computation as a picture",
      curl =
          "curl -H 'Accept: image/png' -o mandelbrot.png '{service}/api/cpu/mandelbrot?units=200'")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.IMAGE_PNG_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  @GetMapping(path = "/mandelbrot", produces = MediaType.IMAGE_PNG_VALUE)
  Mono<ResponseEntity<byte[]>> picture(
      @RequestParam(defaultValue = UNITS) int units,
      @RequestParam(defaultValue = ON) Placement on) {
    return work.png(units, on).map(CpuController::picture);
  }

  /** Accepts every parameter and media type, so that the answer is about the workload. */
  @Hidden
  @GetMapping(path = "/{workload}", produces = MediaType.ALL_VALUE)
  Mono<Void> unknown(
      @PathVariable String workload, @RequestParam MultiValueMap<String, String> parameters) {
    if (ApiEnum.find(Workload.class, workload).isPresent()) {
      throw new NotAcceptableStatusException(ANSWERS);
    }
    throw new NotFound("there is no such workload; known ones: " + ApiEnum.allowed(Workload.class));
  }

  private static ResponseEntity<byte[]> picture(PlacedResult<byte[]> png) {
    return ResponseEntity.ok()
        .header(
            "Server-Timing",
            "queued;dur=%s, run;dur=%s;desc=\"%s\""
                .formatted(png.queuedMs(), png.runMs(), png.thread()))
        .body(png.value());
  }
}
