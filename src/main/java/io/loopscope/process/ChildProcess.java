package io.loopscope.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of a child, from its start to its end.
 *
 * <p>The pipe to its standard input is never written to: the kernel closes it when this process
 * ends, whatever ended it, and that is how the child learns. Its token is in its environment, which
 * only the same user can look at; everybody can see a command line.
 */
final class ChildProcess {
  /** What a child writes once it is ready, with its port. */
  private static final Pattern READY = Pattern.compile("LOOPSCOPE-READY (\\d{1,5})");

  private static final String TOKEN = "LOOPSCOPE_PROCESS_TOKEN";
  private static final int TOKEN_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Process process;
  private final String token;

  private ChildProcess(Process process, String token) {
    this.process = process;
    this.token = token;
  }

  static ChildProcess start(List<String> command) throws IOException {
    String token = newToken();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(TOKEN, token);
    return new ChildProcess(builder.start(), token);
  }

  long pid() {
    return process.pid();
  }

  String token() {
    return token;
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Reads what the child writes until it ends, on the calling thread. */
  void listen(IntConsumer readyOnPort, Consumer<String> said) throws IOException {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.matches()) {
          readyOnPort.accept(Integer.parseInt(ready.group(1)));
        } else {
          said.accept(line);
        }
      }
    }
  }

  /** Ends the child, kindly at first; it is gone when this returns. */
  void end(Duration grace) throws InterruptedException {
    process.toHandle().destroy(); // the process itself would close the pipe under its reader
    if (!process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS)) {
      kill();
      process.waitFor();
    }
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  private static String newToken() {
    byte[] token = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }
}
