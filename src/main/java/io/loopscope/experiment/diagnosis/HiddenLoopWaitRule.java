package io.loopscope.experiment.diagnosis;

import io.loopscope.experiment.report.ArmReport;
import io.loopscope.experiment.report.NumberFormats;
import java.util.Optional;

/** Requests waited for the loop, before the server's own timer started. */
final class HiddenLoopWaitRule implements DiagnosisRule {
  private static final double LEAST_MS = 25;
  private static final double LEAST_RATIO = 3;

  @Override
  public Optional<Symptom> symptom(ArmReport arm) {
    double client = arm.clients().bystander().p99();
    double server = arm.service().server().p99();
    double lag = arm.service().lag().p99();
    boolean isHidden = client - server > LEAST_MS && client > LEAST_RATIO * server;
    return isHidden && lag > LEAST_MS
        ? Optional.of(new Symptom(client - server, sentence(client, server, lag)))
        : Optional.empty();
  }

  @Override
  public String remedy() {
    return "Move work that computes or blocks off the loop.";
  }

  private static String sentence(double client, double server, double lag) {
    return "clients waited %s (p99) and the service reports %s; the difference is the wait for a loop, whose lag is %s (p99)"
        .formatted(NumberFormats.ms(client), NumberFormats.ms(server), NumberFormats.ms(lag));
  }
}
