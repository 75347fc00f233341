package io.loopscope.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a server says to bytes that no HTTP client would send. */
record RawAnswer(int status, Map<String, String> headers, String body) {
  private static final int PATIENCE_MS = 10_000;

  /** Sends the bytes and reads until the server closes the connection. */
  static RawAnswer to(byte[] request, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request);
      return parse(readAll(socket));
    }
  }

  /** A server that refuses a body may close the connection before it read all of it. */
  private static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(answer);
    } catch (SocketException reset) {
      if (answer.size() == 0) {
        throw reset;
      }
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static RawAnswer parse(String answer) {
    String[] parts = answer.split("\r\n\r\n", 2);
    String[] lines = parts[0].split("\r\n");
    return new RawAnswer(
        Integer.parseInt(lines[0].split(" ")[1]),
        Arrays.stream(lines)
            .skip(1)
            .map(line -> line.split(": ?", 2))
            .collect(
                Collectors.toMap(
                    header -> header[0].toLowerCase(Locale.ROOT),
                    header -> header[1],
                    (one, other) -> one + ", " + other)),
        parts.length > 1 ? parts[1] : "");
  }
}
