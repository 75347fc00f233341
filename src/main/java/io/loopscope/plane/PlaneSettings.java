package io.loopscope.plane;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The loops and sockets of the planes.
 *
 * @param transport how loops ask the kernel for ready sockets: auto, nio, epoll, io_uring
 * @param service the plane that does the work
 * @param console the plane that tells about it
 */
@ConfigurationProperties("loopscope")
public record PlaneSettings(
    @DefaultValue("auto") Transport transport,
    @DefaultValue Service service,
    @DefaultValue Console console) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  public PlaneSettings {
    if (!transport.isAvailable()) {
      throw new IllegalArgumentException(
          "loopscope.transport=" + transport.label() + " is not available on this platform");
    }
  }

  /**
   * The service plane.
   *
   * @param loops event loops of group {@code http}; 0 takes one per core, at least 4
   * @param backlog connections the kernel may queue before they are accepted
   * @param url where browsers find the service; by default the host they asked for and the port it
   *     listens on
   */
  public record Service(
      @DefaultValue("0") int loops, @DefaultValue("1024") int backlog, @Nullable URI url) {
    public Service {
      atLeast("service.loops", loops, 0);
      atLeast("service.backlog", backlog, 1);
      address("service.url", url);
    }

    int loopCount() {
      return loops > 0 ? loops : Math.max(4, Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * The console plane.
   *
   * @param loops event loops of group {@code console}
   * @param url where browsers find the console; by default the host they asked for and the port it
   *     listens on
   */
  public record Console(@DefaultValue("2") int loops, @Nullable URI url) {
    public Console {
      atLeast("console.loops", loops, 1);
      address("console.url", url);
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "loopscope." + name + " must be at least " + least + ": " + value);
    }
  }

  private static void address(String name, @Nullable URI value) {
    if (value != null && (value.getHost() == null || !SCHEMES.contains(value.getScheme()))) {
      throw new IllegalArgumentException(
          "loopscope." + name + " must be like http://localhost:8080: " + value);
    }
  }
}
