package io.loopscope.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The command that starts this program as a child: the same Java and classes, other arguments.
 *
 * <p>The child uses the same JIT compilers, so that it computes as fast. It exits when it runs out
 * of memory, and its successor starts with an empty heap.
 */
final class ChildCommand {
  private static final String MAIN = "io.loopscope.Loopscope";
  private static final Pattern COMPILER_OPTION =
      Pattern.compile(
          "-Xint|-Xcomp|-Xmixed|-XX:[+-](TieredCompilation|UseJVMCICompiler)|-XX:TieredStopAtLevel=.*");

  private ChildCommand() {}

  /** The command line, with the arguments that make the process a child on a free port. */
  static List<String> command(String role, HeapOptions heap, List<String> arguments) {
    return Stream.of(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            compilerOptions(),
            heap.options(),
            List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"),
            classes(),
            List.of(
                "--loopscope.role=" + role,
                "--loopscope.process.child=true",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--server.shutdown=immediate",
                "--management.server.port=-1",
                "--logging.level.root=warn",
                "--logging.structured.format.console=", // the parent formats what it passes on
                "--logging.pattern.console=%-5level %msg%n%throwable"),
            arguments)
        .flatMap(List::stream)
        .toList();
  }

  /** The options of this JVM that choose its compilers; none if it runs with the default ones. */
  private static List<String> compilerOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> COMPILER_OPTION.matcher(argument).matches())
        .toList();
  }

  /** In an executable jar only its launcher finds the classes. */
  private static List<String> classes() {
    String path = System.getProperty("java.class.path");
    boolean onClassPath = ClassLoader.getSystemResource(MAIN.replace('.', '/') + ".class") != null;
    return onClassPath ? List.of("-cp", path, MAIN) : List.of("-jar", path);
  }
}
