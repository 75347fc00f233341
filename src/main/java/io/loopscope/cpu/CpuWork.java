package io.loopscope.cpu;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.RequestLimits;
import io.loopscope.placement.PlacedResult;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Placements;
import io.loopscope.placement.SteppedWork;
import io.loopscope.role.ConditionalOnService;
import io.loopscope.task.TaskFactory;
import java.awt.image.BufferedImage;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Runs CPU work for requests and for tasks. */
@Component
@ConditionalOnService
final class CpuWork implements TaskFactory<CpuRequestBody> {
  private final Placements placements;
  private final RequestLimits limits;

  CpuWork(Placements placements, RequestLimits limits) {
    this.placements = placements;
    this.limits = limits;
  }

  @Override
  public String work() {
    return "cpu";
  }

  @Override
  public Class<CpuRequestBody> request() {
    return CpuRequestBody.class;
  }

  @Override
  public Mono<CpuAnswer> assemble(CpuRequestBody body) {
    return answer(body.request());
  }

  /**
   * Runs the work.
   *
   * @throws InvalidRequest if that exceeds a limit
   */
  Mono<CpuAnswer> answer(CpuRequest request) {
    limits.units(request.units());
    Duration slice = request.slice();
    Mono<PlacedResult<byte[]>> run =
        slice == null
            ? placements.run(request.on(), request)
            : placements.runInSlices(slice, request.name(), request::work);
    return run.map(placed -> CpuAnswer.of(request, placed));
  }

  /**
   * The Mandelbrot set as PNG. Encoding cannot be sliced, so cooperative work encodes on {@link
   * Placement#PARALLEL}.
   *
   * @throws InvalidRequest if that exceeds a limit
   */
  Mono<PlacedResult<byte[]>> png(int units, Placement on) {
    limits.units(units);
    PngImage picture = new PngImage(units);
    return on == Placement.COOPERATIVE
        ? placements
            .run(on, picture.name(), () -> new MandelbrotImage(units))
            .flatMap(this::encodeInParallel)
        : placements.run(on, picture);
  }

  private Mono<PlacedResult<byte[]>> encodeInParallel(PlacedResult<BufferedImage> drawn) {
    return placements
        .run(
            Placement.PARALLEL,
            Workload.MANDELBROT.id(),
            () -> SteppedWork.indivisible(() -> PngEncoding.encode(drawn.value())))
        .map(
            encoded ->
                new PlacedResult<>(
                    encoded.value(),
                    encoded.thread(),
                    drawn.queuedNanos() + encoded.queuedNanos(),
                    drawn.runNanos() + encoded.runNanos()));
  }
}
