package io.loopscope.plane;

import io.loopscope.setting.SettingCheck;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The loops and sockets of the planes.
 *
 * @param transport how loops poll their sockets: auto, nio, epoll, io_uring
 * @param service the plane that runs the workloads
 * @param console the plane that observes them
 */
@ConfigurationProperties("loopscope")
public record PlaneSettings(
    @DefaultValue("auto") Transport transport,
    @DefaultValue Service service,
    @DefaultValue Console console) {
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
   * @param url address of the service for browsers; by default the host of the request and the
   *     listening port
   */
  public record Service(
      @DefaultValue("0") int loops, @DefaultValue("1024") int backlog, @Nullable URI url) {
    public Service {
      SettingCheck.atLeast("loopscope.service.loops", loops, 0);
      SettingCheck.atLeast("loopscope.service.backlog", backlog, 1);
      SettingCheck.url("loopscope.service.url", url, "http://localhost:8080");
    }

    int loopCount() {
      return loops > 0 ? loops : Math.max(4, Runtime.getRuntime().availableProcessors());
    }
  }

  /**
   * The console plane.
   *
   * @param loops event loops of group {@code console}
   * @param url address of the console for browsers; by default the host of the request and the
   *     listening port
   */
  public record Console(@DefaultValue("2") int loops, @Nullable URI url) {
    public Console {
      SettingCheck.atLeast("loopscope.console.loops", loops, 1);
      SettingCheck.url("loopscope.console.url", url, "http://localhost:8080");
    }
  }
}
