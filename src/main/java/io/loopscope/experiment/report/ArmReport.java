package io.loopscope.experiment.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.loopscope.experiment.Fact;
import io.loopscope.experiment.Facts;
import java.util.List;

/**
 * The result of one arm, all its rounds together. Times are in milliseconds, from merged
 * histograms, never from averages of percentiles. In JSON the members of {@code clients} and {@code
 * service} stand beside the others.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArmReport(
    String name,
    Facts facts,
    @JsonUnwrapped ClientFigures clients,
    @JsonUnwrapped ServiceFigures service,
    List<RoundReport> rounds) {

  public ArmReport {
    rounds = List.copyOf(rounds);
  }

  /** The value that this arm has for a fact. */
  public <T> T fact(Fact<T> fact) {
    return facts.get(fact);
  }
}
