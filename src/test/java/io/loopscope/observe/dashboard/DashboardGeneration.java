package io.loopscope.observe.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Writes the dashboards that Grafana imports, from their descriptions:
 *
 * <pre>./mvnw -q test -Dtest=DashboardGeneration</pre>
 */
class DashboardGeneration {
  @Test
  void write() throws IOException {
    for (DashboardDescription dashboard : DashboardDescription.all()) {
      Files.createDirectories(dashboard.file().getParent());
      Files.writeString(dashboard.file(), dashboard.json());
    }
  }
}
