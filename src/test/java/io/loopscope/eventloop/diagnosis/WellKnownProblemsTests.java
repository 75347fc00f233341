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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dictionary against stacks written by hand; {@link AdviceOnBlockingIoTests}, {@link
 * AdviceOnComputationsTests} and {@link AdviceOnWaitsTests} have real ones.
 */
class WellKnownProblemsTests {
  private static final String APP = "com.acme.Orders.load";

  /** Name, cause, and a stack whose innermost frames are these. */
  static Stream<Known> stacks() {
    return Stream.of(
        new Known("explicit garbage collection", Cause.PAUSE, RUNNABLE, "java.lang.Runtime.gc!"),
        new Known("class loading", CPU, RUNNABLE, "java.lang.ClassLoader.loadClass"),
        new Known("class loading", WAIT, TIMED_WAITING, "java.lang.Thread.sleep!", "a.B.<clinit>"),
        new Known("JDBC connection pool", WAIT, TIMED_WAITING, PARK, HIKARI),
        new Known("JDBC driver", WAIT, RUNNABLE, READ, "org.postgresql.core.PGStream.receiveChar"),
        new Known(
            "JDBC driver", WAIT, RUNNABLE, READ, "com.mysql.cj.protocol.FullReadInputStream.a"),
        new Known("JDBC driver", CPU, RUNNABLE, "oracle.jdbc.driver.T4CStatement.fetch"),
        new Known(
            "embedded database", CPU, RUNNABLE, "java.util.A.b", "org.h2.jdbc.JdbcStatement.x"),
        new Known(
            "embedded database", WAIT, WAITING, PARK, "org.h2.A.b", "io.r2dbc.h2.H2Connection.x"),
        new Known(
            "revocation check",
            WAIT,
            RUNNABLE,
            READ,
            "sun.net.www.protocol.http.HttpURLConnection.getInputStream",
            "sun.security.provider.certpath.OCSP.getOCSPBytes"),
        new Known(
            "key store",
            CPU,
            RUNNABLE,
            "sun.security.pkcs12.PKCS12KeyStore.engineLoad",
            "java.security.KeyStore.load"),
        new Known(
            "direct memory",
            WAIT,
            TIMED_WAITING,
            "java.lang.Thread.sleep0!",
            "java.nio.Bits.reserveMemory"),
        new Known(
            "reading a jar",
            CPU,
            RUNNABLE,
            "java.util.zip.Inflater.inflateBytesBytes!",
            "java.util.jar.JarFile.getInputStream"),
        new Known("JDBC driver", WAIT, RUNNABLE, CONNECT, "java.sql.DriverManager.getConnection"),
        new Known(
            "blocking client of a store or broker",
            WAIT,
            RUNNABLE,
            READ,
            "redis.clients.jedis.Connection.readProtocol"),
        new Known(
            "blocking HTTP client",
            WAIT,
            RUNNABLE,
            READ,
            "org.apache.hc.client5.http.impl.classic.InternalHttpClient.doExecute"),
        new Known(
            "blocking HTTP client",
            WAIT,
            RUNNABLE,
            READ,
            "okhttp3.internal.connection.RealCall.execute"),
        new Known(
            "blocking HTTP client",
            WAIT,
            RUNNABLE,
            DNS,
            "sun.net.www.protocol.http.HttpURLConnection.connect",
            "org.springframework.web.client.DefaultRestClient.exchange"),
        new Known("DNS lookup", WAIT, RUNNABLE, DNS, "java.net.InetAddress.getByName"),
        new Known(
            "password hash",
            CPU,
            RUNNABLE,
            "org.springframework.security.crypto.bcrypt.BCrypt.encipher"),
        new Known(
            "password hash",
            CPU,
            RUNNABLE,
            "org.bouncycastle.crypto.generators.Argon2BytesGenerator.quarterRound"),
        new Known("TLS", CPU, RUNNABLE, "java.math.A.b", "sun.security.ssl.SSLEngineImpl.unwrap"),
        new Known(
            "log appender",
            WAIT,
            BLOCKED,
            "ch.qos.logback.core.OutputStreamAppender.subAppend",
            "ch.qos.logback.classic.Logger.info"),
        new Known(
            "log appender",
            WAIT,
            RUNNABLE,
            "java.io.FileOutputStream.writeBytes!",
            "org.apache.logging.log4j.core.appender.OutputStreamManager.write"),
        new Known(
            "block()", WAIT, WAITING, PARK, "reactor.core.publisher.BlockingMonoSubscriber.b"),
        new Known("JSON", CPU, RUNNABLE, "com.google.gson.Gson.fromJson"),
        new Known("JSON", CPU, RUNNABLE, "com.fasterxml.jackson.core.json.UTF8JsonGenerator.write"),
        new Known("regular expression", CPU, RUNNABLE, "java.util.regex.Pattern$Loop.match"),
        new Known(
            "SecureRandom", WAIT, RUNNABLE, FILE, "sun.security.provider.NativePRNG$RandomIO.a"),
        new Known("compression", CPU, RUNNABLE, "javax.imageio.ImageIO.write"),
        new Known("child process", WAIT, WAITING, "java.lang.ProcessImpl.waitFor"),
        new Known(
            "sleep", WAIT, TIMED_WAITING, "java.lang.Thread.sleep0!", "java.lang.Thread.sleep"),
        new Known("future", WAIT, WAITING, PARK, "java.util.concurrent.FutureTask.get"),
        new Known("future", WAIT, WAITING, "java.lang.Object.wait0!", "java.lang.Thread.join"),
        new Known("pool behind a lock", WAIT, BLOCKED, "com.acme.WirePool.borrow"),
        new Known(
            "pool behind a lock",
            WAIT,
            WAITING,
            PARK,
            "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await",
            "org.apache.commons.pool2.impl.LinkedBlockingDeque.takeFirst",
            "org.apache.commons.pool2.impl.GenericObjectPool.borrowObject"),
        new Known("queue", WAIT, WAITING, PARK, "java.util.concurrent.LinkedBlockingQueue.take"),
        new Known("contended lock", WAIT, BLOCKED, "com.acme.Ledger.book"),
        new Known("contended lock", WAIT, WAITING, PARK, "java.util.concurrent.Semaphore.acquire"),
        new Known(
            "blocking socket", WAIT, RUNNABLE, READ, "java.net.Socket$SocketInputStream.read"),
        new Known("console", WAIT, RUNNABLE, FILE, "java.io.PrintStream.println"),
        new Known("file", WAIT, RUNNABLE, FILE, "java.io.FileInputStream.read"));
  }

  private static final String PARK = "jdk.internal.misc.Unsafe.park!";
  private static final String READ = "sun.nio.ch.SocketDispatcher.read0!";
  private static final String CONNECT = "sun.nio.ch.Net.connect0!";
  private static final String FILE = "java.io.FileInputStream.readBytes!";
  private static final String DNS = "java.net.Inet6AddressImpl.lookupAllHostAddr!";
  private static final String HIKARI = "com.zaxxer.hikari.pool.HikariPool.getConnection";

  @ParameterizedTest
  @MethodSource("stacks")
  void areRecognised(Known known) {
    assertThat(found(known.cause, known.samples())).contains(known.problem);
  }

  @Test
  void areAllTested() {
    assertThat(stacks().map(Known::problem).distinct())
        .containsExactlyInAnyOrderElementsOf(
            WellKnownProblems.ALL.stream().map(WellKnownProblem::name).toList());
  }

  @Test
  void areAnsweredInOneSentenceEach() {
    assertThat(WellKnownProblems.ALL)
        .extracting(WellKnownProblem::advice)
        .allMatch(advice -> advice.endsWith(".") && !advice.contains(". "))
        .doesNotHaveDuplicates();
  }

  private static Optional<String> found(Cause cause, StackSamples samples) {
    return WellKnownProblems.in(cause, samples, TimeSlice::totalNanos).map(WellKnownProblem::name);
  }

  record Known(String problem, Cause cause, Thread.State state, List<String> innermost) {
    Known(String problem, Cause cause, Thread.State state, String... innermost) {
      this(problem, cause, state, List.of(innermost));
    }

    StackSamples samples() {
      return ThreadStacks.stack(
          state, Stream.concat(innermost.stream(), Stream.of(APP)).toArray(String[]::new));
    }
  }
}
