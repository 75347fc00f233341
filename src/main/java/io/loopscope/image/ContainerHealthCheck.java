package io.loopscope.image;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/**
 * Requests the readiness of the program from the console of this container; exits with 0 if it is
 * ready. For an image without a shell and curl; on Kubernetes the kubelet probes by itself.
 */
final class ContainerHealthCheck {
  private static final int PATIENCE_MILLIS = 2_000;

  private ContainerHealthCheck() {}

  static void main(String[] args) {
    String port = Optional.ofNullable(System.getenv("MANAGEMENT_SERVER_PORT")).orElse("8081");
    System.exit(isReady(Integer.parseInt(port)) ? 0 : 1);
  }

  static boolean isReady(int port) {
    URI readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
    try {
      HttpURLConnection console = (HttpURLConnection) readiness.toURL().openConnection();
      console.setConnectTimeout(PATIENCE_MILLIS);
      console.setReadTimeout(PATIENCE_MILLIS);
      return console.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException unreachable) {
      return false;
    }
  }
}
