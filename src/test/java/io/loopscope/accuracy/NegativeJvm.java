package io.loopscope.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A child JVM in {@link Surroundings}, in which nothing blocks a loop. */
final class NegativeJvm {
  private static final JsonMapper JSON = new JsonMapper();

  private NegativeJvm() {}

  static NegativeTrials.Result run(Surroundings surroundings, NegativeTrials trials, int seconds)
      throws IOException {
    List<String> arguments = List.of(surroundings.name(), trials.name(), String.valueOf(seconds));
    Process child = surroundings.start(NegativeJvm.class, arguments);
    try (BufferedReader lines = child.inputReader()) {
      return lines
          .lines()
          .filter(line -> line.startsWith("{"))
          .map(line -> JSON.readValue(line, NegativeTrials.Result.class))
          .findFirst()
          .orElseThrow();
    } finally {
      child.destroyForcibly();
    }
  }

  /** In the child: the surroundings, the trials, seconds. */
  public static void main(String... arguments) throws InterruptedException {
    Surroundings surroundings = Surroundings.valueOf(arguments[0]);
    NegativeTrials trials = NegativeTrials.valueOf(arguments[1]);
    surroundings.startInside();
    NegativeTrials.Result result = trials.run(Integer.parseInt(arguments[2]));
    System.out.println(JSON.writeValueAsString(result.in(surroundings)));
  }
}
