package io.loopscope.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Shell scripts stand in for the program: they start at once, and misbehave as they are told. */
@DisabledOnOs(OS.WINDOWS)
class ChildSupervisorTests {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration LATE = Duration.ofSeconds(60);
  private static final String TELL_PID = "echo $$ >> pids; ";
  private static final String LIVE = TELL_PID + "echo LOOPSCOPE-READY 4711; exec cat";

  @TempDir private Path directory;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RestartBackoff backoff =
      new RestartBackoff(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(30));
  private ChildProcesses children = new ChildProcesses(LATE, backoff, registry);

  @AfterEach
  void leaveNone() {
    children.stop();
  }

  @Test
  void startsNothingUntilItIsAskedFor() {
    child(LIVE);

    assertThat(directory.resolve("pids")).doesNotExist();
    assertThat(up()).isZero();
  }

  @Test
  void isReachedOnceItIsReady() {
    SupervisedChild child = child("sleep 0.2; " + LIVE);

    StepVerifier.create(Mono.zip(child.address(), child.address()))
        .assertNext(
            both -> {
              assertThat(both.getT1().url()).hasToString("http://127.0.0.1:4711");
              assertThat(both.getT2()).isEqualTo(both.getT1());
            })
        .expectComplete()
        .verify(SOON);
    assertThat(up()).isEqualTo(1);
  }

  @Test
  void isGivenATokenThatNoOtherProcessSees() throws IOException {
    SupervisedChild child = child("echo $LOOPSCOPE_PROCESS_TOKEN > token; " + LIVE);

    ProcessAddress address = address(child);

    assertThat(address.token()).hasSize(64);
    assertThat(directory.resolve("token")).hasContent(address.token());
    assertThat(address.toString()).doesNotContain(address.token());
    assertThat(ProcessHandle.of(lastPid()).orElseThrow().info().commandLine().orElse(""))
        .doesNotContain(address.token());
  }

  @Test
  void startsAnotherOneWhenItDies() throws IOException {
    SupervisedChild child = child(LIVE);
    ProcessAddress before = address(child);

    ProcessTable.kill(lastPid());
    await().atMost(SOON).until(() -> restarts() == 1);

    assertThat(address(child).token()).isNotEqualTo(before.token());
    assertThat(up()).isEqualTo(1);
  }

  @Test
  void failsTheCallersThatWaitForAChildThatDoesNotStart() {
    StepVerifier.create(child("exit 3").address())
        .expectErrorSatisfies(failure -> assertDetail(failure, "ended with 3"))
        .verify(SOON);
    await().atMost(SOON).until(() -> restarts() > 1);
  }

  @Test
  void failsTheCallersThatWaitForAProgramThatDoesNotExist() {
    children.start();
    StepVerifier.create(children.child("worker", List.of("/no/such/java")).address())
        .expectErrorSatisfies(failure -> assertDetail(failure, "cannot be started"))
        .verify(SOON);
  }

  @Test
  void endsOneThatIsNotReadyInTime() throws IOException {
    children = new ChildProcesses(Duration.ofMillis(500), backoff, registry);

    StepVerifier.create(child(TELL_PID + "exec cat").address())
        .expectErrorSatisfies(failure -> assertDetail(failure, "not ready within 500 ms"))
        .verify(SOON);
    long first = Long.parseLong(pids().getFirst());
    await().atMost(SOON).until(() -> !ProcessTable.isRunning(first));
  }

  @Test
  void isGoneWhenItIsStopped() throws IOException {
    address(child(LIVE));

    children.stop();

    assertThat(ProcessTable.isRunning(lastPid())).isFalse();
    assertThat(up()).isZero();
    assertThat(restarts()).isZero();
  }

  @Test
  void isGoneWhenItIsStoppedEvenIfItIgnoresSigterm() throws IOException {
    address(child("trap '' TERM; " + LIVE));

    children.stop();

    assertThat(ProcessTable.isRunning(lastPid())).isFalse();
  }

  @Test
  void isGoneWhenItIsStoppedBeforeItIsReady() throws IOException {
    Mono<ProcessAddress> waiting = child(TELL_PID + "exec cat").address().cache();
    waiting.subscribe(address -> {}, failure -> {});
    await().atMost(SOON).until(() -> Files.exists(directory.resolve("pids")));

    children.stop();

    StepVerifier.create(waiting)
        .expectErrorSatisfies(failure -> assertDetail(failure, "stopped"))
        .verify(SOON);
    assertThat(pids()).hasSize(1);
    assertThat(ProcessTable.isRunning(lastPid())).isFalse();
  }

  @Test
  void startsNoneWhileThisProcessStops() {
    SupervisedChild child = child(LIVE);
    children.stop();

    StepVerifier.create(child.address())
        .expectErrorSatisfies(failure -> assertDetail(failure, "stopping"))
        .verify(SOON);
    assertThat(directory.resolve("pids")).doesNotExist();
  }

  @Test
  void startsNoOtherOnceThisProcessBeginsToStop() throws IOException {
    SupervisedChild child = child(LIVE);
    address(child);

    children.disableRestart();
    ProcessTable.kill(lastPid());

    await().atMost(SOON).until(() -> up() == 0);
    StepVerifier.create(child.address()).expectError(ChildUnavailable.class).verify(SOON);
    assertThat(pids()).hasSize(1);
    assertThat(restarts()).isZero();
  }

  @Test
  void comesBackAfterAStop() {
    SupervisedChild child = child(LIVE);
    ProcessAddress before = address(child);

    children.stop();
    children.start();

    assertThat(address(child).token()).isNotEqualTo(before.token());
  }

  private SupervisedChild child(String script) {
    children.start();
    return children.child(
        "worker", List.of("sh", "-c", "cd '%s'; %s".formatted(directory, script)));
  }

  private static ProcessAddress address(SupervisedChild child) {
    return child.address().block(SOON);
  }

  private List<String> pids() throws IOException {
    return Files.readAllLines(directory.resolve("pids"));
  }

  private long lastPid() throws IOException {
    return Long.parseLong(pids().getLast());
  }

  private double restarts() {
    return registry.get("loopscope.process.restarts").tag("role", "worker").counter().count();
  }

  private double up() {
    return registry.get("loopscope.process.up").tag("role", "worker").gauge().value();
  }

  private static void assertDetail(Throwable failure, String detail) {
    assertThat(failure).isInstanceOf(ChildUnavailable.class).hasMessageContaining(detail);
  }
}
