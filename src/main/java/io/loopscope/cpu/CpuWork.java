package io.loopscope.cpu;

import io.loopscope.http.Limits;
import io.loopscope.placement.Placed;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Placements;
import io.loopscope.placement.Work;
import io.loopscope.task.Startable;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Places CPU work, for whoever asks: a request that waits for it, or a task. */
@Component
final class CpuWork implements Startable {
  private final Placements placements;
  private final Limits limits;

  CpuWork(Placements placements, Limits limits) {
    this.placements = placements;
    this.limits = limits;
  }

  @Override
  public String work() {
    return "cpu";
  }

  @Override
  public Set<String> members() {
    return Set.of("workload", "units", "on", "impl");
  }

  @Override
  public Mono<CpuAnswer> assemble(JsonNode request) {
    return answer(CpuRequests.read(request));
  }

  /**
   * The work and what it went through.
   *
   * @throws io.loopscope.http.Problem if that is more than anybody may ask for
   */
  Mono<CpuAnswer> answer(CpuRequest request) {
    limits.units(request.units());
    Duration slice = request.slice();
    Mono<Placed<String>> run =
        slice == null
            ? placements.run(request.on(), request)
            : placements.runInSlices(slice, request.name(), request::work);
    return run.map(placed -> CpuAnswer.of(request, placed));
  }

  /**
   * The Mandelbrot set as PNG. It cannot be encoded in slices, so cooperative work leaves that to
   * {@link Placement#PARALLEL}.
   *
   * @throws io.loopscope.http.Problem if that is more than anybody may ask for
   */
  Mono<Placed<byte[]>> png(int units, Placement on) {
    limits.units(units);
    Picture picture = new Picture(units);
    return on == Placement.COOPERATIVE
        ? placements
            .run(on, picture.name(), () -> new MandelbrotPicture(units))
            .flatMap(this::encodeElsewhere)
        : placements.run(on, picture);
  }

  private Mono<Placed<byte[]>> encodeElsewhere(Placed<BufferedImage> drawn) {
    return placements
        .run(
            Placement.PARALLEL,
            Workload.MANDELBROT.id(),
            () -> Work.indivisible(() -> Png.encode(drawn.value())))
        .map(
            encoded ->
                new Placed<>(
                    encoded.value(),
                    encoded.thread(),
                    drawn.queuedNanos() + encoded.queuedNanos(),
                    drawn.runNanos() + encoded.runNanos()));
  }
}
