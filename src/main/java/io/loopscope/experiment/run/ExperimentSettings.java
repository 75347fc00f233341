package io.loopscope.experiment.run;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where results are kept.
 *
 * @param directory a folder for them, made when the first one is written
 * @param keep how many; the oldest goes when another one comes
 */
@ConfigurationProperties("loopscope.experiment")
public record ExperimentSettings(Path directory, @DefaultValue("50") int keep) {
  public ExperimentSettings {
    if (keep < 1) {
      throw new IllegalArgumentException("loopscope.experiment.keep must be positive: " + keep);
    }
  }
}
