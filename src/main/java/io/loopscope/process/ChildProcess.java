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
 * One run of a child process.
 *
 * <p>Nothing is written to the pipe to its standard input: the kernel closes it when this process
 * ends for any reason, and the child exits at terminate of file. The token is passed in the
 * environment, which only the same user can read; command lines are visible to all users.
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

  /** Reads the output of the child on the calling thread until the child ends. */
  void listen(IntConsumer onReady, Consumer<String> onOutput) throws IOException {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher ready = READY.matcher(line);
        if (ready.matches()) {
          onReady.accept(Integer.parseInt(ready.group(1)));
        } else {
          onOutput.accept(line);
        }
      }
    }
  }

  /** Terminates the child, forcibly after the grace period; it has exited when this returns. */
  void terminate(Duration grace) throws InterruptedException {
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
