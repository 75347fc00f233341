package io.loopscope.experiment.run;

import io.loopscope.setting.SettingCheck;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where reports are stored.
 *
 * @param directory the folder of the reports, created with the first one
 * @param keep the number of reports; a new one replaces the oldest
 */
@ConfigurationProperties("loopscope.experiment")
public record ExperimentSettings(Path directory, @DefaultValue("50") int keep) {
  public ExperimentSettings {
    SettingCheck.positive("loopscope.experiment.keep", keep);
  }
}
