package io.loopscope;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A program that a test runs and that a machine may lack. Without it the test is skipped; where
 * nothing may be skipped ({@code -Dloopscope.tests.skip-nothing=true}) it fails.
 */
public final class ExternalTool {
  private ExternalTool() {}

  /** The program's path, looked up as a shell would. */
  public static Path require(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> missing(name + " is not installed"));
  }

  /** Ends the test for want of something else than a program on the path. */
  public static <T> T missing(String what) {
    return Boolean.getBoolean("loopscope.tests.skip-nothing") ? fail(what) : abort(what);
  }
}
