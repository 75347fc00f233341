package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.Cause.CPU;
import static io.loopscope.eventloop.Cause.WAIT;
import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.TIMED_WAITING;
import static java.lang.Thread.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.account.TimeSlice;
import io.loopscope.eventloop.account.Times;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stacks, written by hand, that the dictionary must not explain, or not by what they look like. */
class WellKnownProblemsNotSeenTests {
  private static final String APP = "com.acme.Orders.load";
  private static final String PARK = "jdk.internal.misc.Unsafe.park!";
  private static final String READ = "sun.nio.ch.SocketDispatcher.read0!";

  @ParameterizedTest
  @CsvSource({
    "CPU, com.acme.h2.Query.run",
    "CPU, org.postgresqlfans.Club.meet",
    "CPU, com.mysqlish.Reader.read",
    "CPU, java.util.regexp.Matcher.match",
    "CPU, com.acme.jackson.Json.write",
    "CPU, com.acme.regex.Pattern.match",
    "CPU, com.acme.BCrypt.hash",
    "WAIT, com.acme.Thread.sleep",
    "WAIT, com.acme.BlockingMono.block",
    "WAIT, jdk.internal.net.http.HttpClientImpl.sendAsync"
  })
  void areNotSeenInNamesThatAreOnlyAlike(Cause cause, String call) {
    assertThat(found(cause, ThreadStacks.stack(RUNNABLE, call, APP))).isEmpty();
  }

  @Test
  void areNotSeenInWhatCalledTheCulprit() {
    assertThat(
            found(
                CPU,
                ThreadStacks.stack(
                    RUNNABLE,
                    "com.acme.PriceReader.read",
                    "tools.jackson.databind.Mapper.read",
                    APP)))
        .isEmpty();
  }

  @Test
  void areNotSeenInAComputationInsideOfBlock() {
    assertThat(
            found(
                CPU,
                ThreadStacks.stack(
                    RUNNABLE,
                    "java.lang.Math.sin",
                    "reactor.core.publisher.BlockingSingleSubscriber.blockingGet")))
        .isEmpty();
  }

  @Test
  void areNotSeenInALockThatIsFree() {
    assertThat(
            found(
                WAIT,
                ThreadStacks.stack(RUNNABLE, "java.util.concurrent.locks.ReentrantLock.lock", APP)))
        .isEmpty();
  }

  @Test
  void areNotSeenInAPoolThatWaitsForSomethingElse() {
    assertThat(
            found(
                WAIT,
                ThreadStacks.stack(
                    WAITING, PARK, "java.util.concurrent.FutureTask.get", "a.WirePool.get")))
        .contains("future");
    assertThat(
            found(
                WAIT,
                ThreadStacks.stack(
                    WAITING, PARK, "java.util.concurrent.ForkJoinPool.managedBlock", APP)))
        .isEmpty();
  }

  @Test
  void areNotSeenInNettysOwnSockets() {
    assertThat(
            found(
                WAIT,
                ThreadStacks.stack(
                    RUNNABLE,
                    "sun.nio.ch.SocketDispatcher.writev0!",
                    "sun.nio.ch.SocketChannelImpl.write",
                    "io.netty.channel.socket.nio.NioSocketChannel.doWrite")))
        .isEmpty();
  }

  @Test
  void areNotSeenInLessThanHalfOfTheTime() {
    StackSamples samples = ThreadStacks.stack(RUNNABLE, "java.util.regex.Pattern$Loop.match", APP);
    samples.add(RUNNABLE, ThreadStacks.frames(APP), Times.onCpu(10));
    assertThat(found(CPU, samples)).contains("regular expression");

    samples.charge(Times.onCpu(20));
    assertThat(found(CPU, samples)).isEmpty();
  }

  @Test
  void areNotSeenInAnAllocatorWhoseNameHasAPoolInIt() {
    assertThat(found(WAIT, ThreadStacks.stack(BLOCKED, "io.netty.buffer.PoolArena.allocate", APP)))
        .contains("contended lock");
  }

  @Test
  void areNotSeenInWhatTheOutermostIsMadeOf() {
    assertThat(
            found(
                CPU,
                ThreadStacks.stack(
                    RUNNABLE,
                    "com.sun.crypto.provider.PBKDF2KeyImpl.deriveKey",
                    "java.security.KeyStore.load",
                    APP)))
        .contains("key store");
    assertThat(
            found(
                WAIT,
                ThreadStacks.stack(
                    TIMED_WAITING,
                    "java.lang.Thread.sleep0!",
                    "java.lang.Thread.sleep",
                    "java.nio.Bits.reserveMemory",
                    "java.nio.DirectByteBuffer.<init>",
                    APP)))
        .contains("direct memory");
  }

  @ParameterizedTest
  @CsvSource({"PAUSE", "CONTENTION", "FLOOD"})
  void doNotExplainWhatTheStackIsNotToBlameFor(Cause cause) {
    assertThat(
            found(
                cause,
                ThreadStacks.stack(RUNNABLE, READ, "org.postgresql.core.PGStream.read", APP)))
        .isEmpty();
  }

  private static Optional<String> found(Cause cause, StackSamples samples) {
    return WellKnownProblems.in(cause, samples, TimeSlice::totalNanos).map(WellKnownProblem::name);
  }
}
