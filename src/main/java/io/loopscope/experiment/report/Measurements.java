package io.loopscope.experiment.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of an experiment so far, and how far to trust them.
 *
 * @param arms the arms of which at least one round was measured
 * @param environment null until it is known
 * @param invalidBecause reasons to distrust the numbers, each a sentence with its figures
 * @param repeated turns that were measured again because the measurement itself was disturbed, and
 *     why; never because of the result
 * @param notes what a reader has to know to interpret the numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Measurements(
    List<ArmReport> arms,
    @Nullable RunEnvironment environment,
    List<String> invalidBecause,
    List<String> repeated,
    List<String> notes) {
  public Measurements {
    arms = List.copyOf(arms);
    invalidBecause = List.copyOf(invalidBecause);
    repeated = List.copyOf(repeated);
    notes = List.copyOf(notes);
  }
}
