package io.loopscope.loadgen;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings with every default but one, as the properties would make them. */
public final class TestLoadgenSettings {
  private TestLoadgenSettings() {}

  public static LoadgenSettings with(String property, String... values) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      properties.put("loopscope.loadgen.%s[%d]".formatted(property, i), values[i]);
    }
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("loopscope.loadgen", LoadgenSettings.class);
  }
}
