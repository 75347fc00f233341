package io.loopscope.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a program did.
 *
 * @param exit its exit code
 * @param output what it wrote, errors among it
 */
public record CommandResult(int exit, String output) {
  private static final int PATIENCE_SECONDS = 60;

  /** Runs the program in the folder, with the text as its input. */
  public static CommandResult run(Path folder, String input, String... command)
      throws IOException, InterruptedException {
    Path stdin = Files.createTempFile(folder, "in", ".txt");
    Path stdout = Files.createTempFile(folder, "out", ".txt");
    Files.writeString(stdin, input);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(stdin.toFile())
            .redirectOutput(stdout.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + String.join(" ", command));
    }
    return new CommandResult(process.exitValue(), Files.readString(stdout, UTF_8));
  }
}
