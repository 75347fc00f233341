package io.loopscope.peer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What starts a peer: a class path, and for one of them an AOT cache made from a training run. */
record PeerProgram(Peer peer, String classPath) {
  /** Those of the image, with a heap of the same size for all. */
  private static final List<String> OPTIONS =
      List.of(
          "@src/main/image/jvm.options",
          "-Xmx" + System.getProperty("loopscope.peers.heap", "512m"),
          "--enable-native-access=ALL-UNNAMED");

  private static final Path CACHE = Path.of("target", "peers", "loopscope.aot");

  static PeerProgram of(Peer peer) throws IOException, InterruptedException {
    PeerProgram program = new PeerProgram(peer, PeerClassPath.of(peer));
    if (peer == Peer.LOOPSCOPE_AOT) {
      program.train();
    }
    return program;
  }

  List<String> command(int port, URI downstream) {
    List<String> command = new ArrayList<>(List.of(java()));
    if (peer == Peer.LOOPSCOPE_AOT) {
      command.add("-XX:AOTCache=" + CACHE);
    }
    command.addAll(launch());
    command.addAll(peer.arguments(port, downstream));
    return command;
  }

  private List<String> launch() {
    List<String> launch = new ArrayList<>(OPTIONS);
    launch.addAll(List.of("-cp", classPath, peer.mainClass()));
    return launch;
  }

  /** As the image is made. */
  private void train() throws IOException, InterruptedException {
    Files.deleteIfExists(CACHE);
    List<String> command = new ArrayList<>(List.of(java(), "-cp", classPath));
    command.addAll(List.of("io.loopscope.image.AotCacheTraining", CACHE.toString()));
    command.addAll(launch());
    Process training =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "peers", "training.log").toFile())
            .start();
    if (training.waitFor() != 0) {
      throw new IOException("no AOT cache, see target/peers/training.log");
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
