package io.loopscope.peer;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The servers that are measured side by side; each answers a ping and calls the downstream. */
enum Peer {
  NETTY("Reactor Netty alone", "netty", "netty.NettyPeer"),
  VERTX("Vert.x", "vertx", "vertx.VertxPeer"),
  WEBFLUX("WebFlux, annotated controllers, actuator", "webflux", "webflux.WebFluxPeer"),
  MVC_VIRTUAL("Spring MVC, virtual threads, actuator", "mvc", "mvc.MvcPeer", "true"),
  MVC_PLATFORM("Spring MVC, platform threads, actuator", "mvc", "mvc.MvcPeer", "false"),
  LOOPSCOPE("Loopscope", Peer.OURS, "io.loopscope.Loopscope"),
  LOOPSCOPE_AOT("Loopscope, AOT cache", Peer.OURS, "io.loopscope.Loopscope");

  private static final String OURS = "loopscope";

  private final String title;
  private final String project;
  private final String mainClass;
  private final List<String> settings;

  Peer(String title, String project, String mainClass, String... settings) {
    this.title = title;
    this.project = project;
    this.mainClass = mainClass;
    this.settings = List.of(settings);
  }

  String title() {
    return title;
  }

  /** The folder of its source and the profile of its class path, unless it is Loopscope. */
  String project() {
    return project;
  }

  boolean isLoopscope() {
    return project.equals(OURS);
  }

  String mainClass() {
    return mainClass;
  }

  /** Arguments of its main method. */
  List<String> arguments(int port, URI downstream) {
    if (isLoopscope()) {
      return List.of(
          "--loopscope.role=service",
          "--server.port=" + port,
          "--management.server.port=0",
          "--loopscope.downstream.url=" + downstream,
          "--loopscope.service.backlog=8192",
          "--loopscope.io.connections=20000",
          "--loopscope.io.pending-acquires=20000");
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(String.valueOf(port));
    arguments.add(RawDownstream.call(downstream).toString());
    arguments.addAll(settings);
    return arguments;
  }

  String pingPath() {
    return isLoopscope() ? "/api/ping" : "/ping";
  }

  String callPath() {
    return isLoopscope() ? "/api/io/call?delay=" + RawDownstream.DELAY.toMillis() + "ms" : "/call";
  }
}
