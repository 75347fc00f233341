package io.loopscope.peer;

import io.netty.util.Version;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.springframework.boot.SpringBootVersion;
import reactor.netty.http.server.HttpServer;

/**
 * Class paths of the peers: what their profiles in {@code src/bench/peers/pom.xml} resolve to and
 * their compiled sources. Nothing of them is on the class path of this project.
 */
final class PeerClassPath {
  private static final Path SOURCES = Path.of("src", "bench", "peers");
  private static final Path TARGET = Path.of("target", "peers");

  private static final String NAMED =
      "(reactor-netty-http|netty-common|vertx-core|spring-boot|tomcat-embed-core|httpclient5)";

  private PeerClassPath() {}

  static String of(Peer peer) throws IOException, InterruptedException {
    Files.createDirectories(TARGET);
    if (peer.isLoopscope()) {
      String libraries = resolve("pom.xml", peer.project());
      return jar() + File.pathSeparator + libraries;
    }
    String libraries = resolve(SOURCES.resolve("pom.xml").toString(), peer.project());
    return compile(peer.project(), libraries) + File.pathSeparator + libraries;
  }

  /** Names and versions of what the peers are built on, as in the names of their jars. */
  static String versions(Collection<PeerProgram> programs) {
    return programs.stream()
        .flatMap(program -> Arrays.stream(program.classPath().split(File.pathSeparator)))
        .map(entry -> Path.of(entry).getFileName().toString())
        .filter(jar -> jar.matches(NAMED + "-\\d.*\\.jar"))
        .map(jar -> jar.replaceAll("-(\\d.*)\\.jar", " $1"))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** An AOT cache wants jars. */
  private static Path jar() throws IOException {
    Path jar = TARGET.resolve("loopscope.jar");
    String[] arguments = {"--create", "--file", jar.toString(), "-C", "target/classes", "."};
    if (java.util.spi.ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, arguments)
        != 0) {
      throw new IOException("cannot make " + jar);
    }
    return jar;
  }

  /** With the versions of all that Loopscope uses too. */
  private static String resolve(String pom, String profile)
      throws IOException, InterruptedException {
    Path file = TARGET.resolve(profile + ".classpath").toAbsolutePath();
    List<String> command =
        new ArrayList<>(List.of("./mvnw", "-B", "-q", "-ntp", "-f", pom, "-P", profile));
    command.add("-Dspring-boot.version=" + SpringBootVersion.getVersion());
    command.add("-Dreactor-netty.version=" + version(HttpServer.class));
    command.add("-Dnetty.version=" + Version.identify().get("netty-common").artifactVersion());
    command.add("-Dmdep.includeScope=runtime");
    command.add("-Dmdep.outputFile=" + file);
    command.add("dependency:build-classpath");
    ProcessBuilder maven = new ProcessBuilder(command).inheritIO();
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    if (maven.start().waitFor() != 0) {
      throw new IOException("cannot resolve the class path of " + profile);
    }
    return Files.readString(file).strip();
  }

  private static Path compile(String profile, String libraries) throws IOException {
    Path classes = Files.createDirectories(TARGET.resolve(profile));
    List<String> arguments =
        new ArrayList<>(List.of("-d", classes.toString(), "-cp", libraries, "-parameters"));
    try (var sources = Files.list(SOURCES.resolve(profile))) {
      sources.map(Path::toString).forEach(arguments::add);
    }
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))
        != 0) {
      throw new IOException("cannot compile " + profile);
    }
    return classes;
  }

  /** The version in the name of the jar that a class is from. */
  private static String version(Class<?> type) {
    String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return jar.replaceAll(".*-(\\d[^/]*)\\.jar", "$1");
  }
}
