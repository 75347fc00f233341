package io.loopscope.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ExperimentsTests {
  private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

  @TempDir Path directory;

  @Test
  void knowThoseOfAnEarlierProcess() {
    archive().write(Sample.report(1));

    try (Experiments experiments = experiments()) {
      assertThat(experiments.find(Sample.report(1).id()).block()).isEqualTo(Sample.report(1));
      assertThat(experiments.all().block()).containsExactly(Summary.of(Sample.report(1)));
    }
  }

  @Test
  void sayThatTheOneIsLostWhoseProcessWasKilled() {
    Report running = Sample.running(1);
    archive().write(running);

    try (Experiments experiments = experiments()) {
      Report lost = Objects.requireNonNull(experiments.find(running.id()).block());
      assertThat(lost.state()).isEqualTo(State.FAILED);
      assertThat(lost.error()).isEqualTo("its process ended while it ran");
      assertThat(experiments.all().block())
          .extracting(Summary::state)
          .containsExactly(State.FAILED);
    }
  }

  private Archive archive() {
    return new Archive(directory, 9, JSON);
  }

  /** Nothing is started, so nothing is measured. */
  private Experiments experiments() {
    return new Experiments(
        List.of(new Brief()), null, archive(), new Machine(2, 4), true, InstantSource.system());
  }
}
