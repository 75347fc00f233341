package io.loopscope.cpu;

import io.loopscope.http.Choice;
import io.loopscope.http.Limits;
import io.loopscope.http.Problem;
import io.loopscope.placement.Placed;
import io.loopscope.placement.Placement;
import io.loopscope.placement.Placements;
import io.loopscope.placement.Work;
import io.loopscope.task.Startable;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
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
    return answer(
        new CpuRequest(
            choice(request, "workload", Workload.class)
                .orElseThrow(() -> refuse(request, "workload", Choice.allowed(Workload.class))),
            units(request),
            choice(request, "on", Placement.class).orElse(CpuRequest.DEFAULT_ON),
            choice(request, "impl", Multiplication.class).orElse(null)));
  }

  /**
   * The work and what it went through.
   *
   * @throws Problem if that is more than anybody may ask for
   */
  Mono<CpuAnswer> answer(CpuRequest request) {
    limits.units(request.units());
    return placements
        .run(request.on(), request.workload().id(), request::work)
        .map(placed -> CpuAnswer.of(request, placed));
  }

  /**
   * The Mandelbrot set as PNG. It cannot be encoded in slices, so cooperative work leaves that to
   * {@link Placement#PARALLEL}.
   *
   * @throws Problem if that is more than anybody may ask for
   */
  Mono<Placed<byte[]>> png(int units, Placement on) {
    limits.units(units);
    String workload = Workload.MANDELBROT.id();
    return on == Placement.COOPERATIVE
        ? placements
            .run(on, workload, () -> new MandelbrotPicture(units))
            .flatMap(this::encodeElsewhere)
        : placements.run(on, workload, () -> new Png(new MandelbrotPicture(units)));
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

  private static int units(JsonNode request) {
    JsonNode units = request.path("units");
    if (isAbsent(units)) {
      return CpuRequest.DEFAULT_UNITS;
    }
    if (!units.isIntegralNumber() || !units.canConvertToInt()) {
      throw refuse(request, "units", "a whole number");
    }
    return units.intValue();
  }

  private static <C extends Choice> Optional<C> choice(
      JsonNode request, String member, Class<C> type) {
    JsonNode id = request.path(member);
    if (isAbsent(id)) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(type.getEnumConstants())
            .filter(choice -> id.isString() && choice.id().equals(id.stringValue()))
            .findFirst()
            .orElseThrow(() -> refuse(request, member, Choice.allowed(type))));
  }

  private static Problem refuse(JsonNode request, String member, String allowed) {
    JsonNode value = request.path(member);
    return Problem.badParameter(member, value.isString() ? value.stringValue() : value, allowed);
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
