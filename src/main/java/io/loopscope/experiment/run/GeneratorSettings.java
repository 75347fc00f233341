package io.loopscope.experiment.run;

import io.loopscope.process.ProcessAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Load generators that are not children of this process.
 *
 * @param url where they are; by default a child is started
 * @param token their {@code loopscope.process.token}, if they have one
 * @param target which of their targets this service is; by default the only one they have
 * @param memory heap of a generator that is a child
 */
@ConfigurationProperties("loopscope.loadgen")
public record GeneratorSettings(
    @DefaultValue List<URI> url,
    @Nullable String token,
    @DefaultValue("") String target,
    @DefaultValue("512MB") DataSize memory) {
  public GeneratorSettings {
    url =
        url.stream()
            .map(one -> URI.create(StringUtils.trimTrailingCharacter(checked(one), '/')))
            .toList();
    token = StringUtils.hasText(token) ? token : null;
  }

  public boolean areElsewhere() {
    return !url.isEmpty();
  }

  List<ProcessAddress> addresses() {
    return url.stream().map(one -> new ProcessAddress(one, token)).toList();
  }

  private static String checked(URI url) {
    if (url.getHost() == null) {
      throw new IllegalArgumentException(
          "loopscope.loadgen.url must be like http://loadgen:8080: " + url);
    }
    return url.toString();
  }
}
