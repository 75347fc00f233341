package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.diagnosis.WellKnownProblem.computing;
import static io.loopscope.eventloop.diagnosis.WellKnownProblem.either;
import static io.loopscope.eventloop.diagnosis.WellKnownProblem.stoppingAll;
import static io.loopscope.eventloop.diagnosis.WellKnownProblem.waiting;

import io.loopscope.eventloop.Cause;
import io.loopscope.eventloop.account.TimeSlice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What people often do on a loop and should not.
 *
 * <p>A stack is explained by its outermost frame that shows a problem: by what the application asked
 * for, and not by what that is made of. A stack says what was called, not with how much: the
 * sentences about things that are harmless when small say so.
 */
final class WellKnownProblems {
  /** The more particular come first: a driver waits in a socket, a pool at a lock. */
  static final List<WellKnownProblem> ALL =
      List.of(
          stoppingAll(
              "explicit garbage collection",
              "java.lang.Runtime.gc() java.lang.System.gc()",
              "System.gc() was called on the loop and stops the whole JVM: remove the call, or"
                  + " start the JVM with -XX:+DisableExplicitGC."),
          either(
              "class loading",
              WellKnownProblem::isGettingAClass,
              "A class was being loaded or initialised on the loop, which happens once: use it at"
                  + " start-up, before traffic comes, and keep I/O and long computations out of"
                  + " static initialisers."),
          either(
              "direct memory",
              "java.nio.Bits.reserveMemory()",
              "Direct memory was used up, and the loop waited for some to be freed: release buffers,"
                  + " look for a leak (Netty's leak detector), or raise"
                  + " -XX:MaxDirectMemorySize."),
          either(
              "key store",
              """
              java.security.KeyStore.load() java.security.KeyStore.getKey() sun.security.pkcs12.
              javax.net.ssl.KeyManagerFactory.init() javax.net.ssl.TrustManagerFactory.init()
              """,
              "A key store was being opened, which derives keys from its password on purpose slowly:"
                  + " open it once at start-up, or off the loop."),
          waiting(
              "revocation check",
              "sun.security.provider.certpath.",
              "TLS asked a server on the Internet whether a certificate is revoked: turn on OCSP"
                  + " stapling instead, or run TLS tasks on an executor of their own"
                  + " (SslContext's delegated task executor)."),
          either(
              "embedded database",
              "io.r2dbc.h2. org.h2.",
              "H2 runs in this JVM and works on the thread that calls it, also behind R2DBC: use it"
                  + " for tests only, or subscribe on boundedElastic."),
          waiting(
              "JDBC connection pool",
              """
              com.zaxxer.hikari.HikariDataSource.getConnection()
              com.zaxxer.hikari.pool.HikariPool.getConnection()
              org.apache.commons.dbcp2.BasicDataSource.getConnection()
              org.apache.commons.dbcp2.PoolingDataSource.getConnection()
              org.apache.tomcat.jdbc.pool.DataSourceProxy.getConnection()
              oracle.ucp.jdbc.PoolDataSourceImpl.getConnection()
              """,
              "The loop waited for a connection of a JDBC pool: use R2DBC, or do all JDBC work on"
                  + " boundedElastic or virtual threads, so that callers queue there."),
          either(
              "JDBC driver",
              """
              java.sql.DriverManager. org.springframework.jdbc. org.postgresql. com.mysql.
              org.mariadb.jdbc. oracle.jdbc. oracle.net. com.microsoft.sqlserver.jdbc.
              org.hsqldb.jdbc. org.apache.derby. org.sqlite. com.ibm.db2.
              """,
              "A JDBC driver blocks its thread until the database has answered: use R2DBC, or do"
                  + " the JDBC work on boundedElastic or virtual threads."),
          either(
              "blocking client of a store or broker",
              """
              redis.clients.jedis. com.mongodb.client.internal. io.lettuce.core.internal.Futures.
              io.lettuce.core.LettuceFutures.
              org.apache.kafka.clients.producer.KafkaProducer.waitOnMetadata()
              """,
              "A client that waits for its server was called on the loop: use the reactive client"
                  + " of the same store, or call it on boundedElastic or virtual threads."),
          either(
              "blocking HTTP client",
              """
              sun.net.www.protocol.http. sun.net.www.protocol.https.
              jdk.internal.net.http.HttpClientImpl.send()
              jdk.internal.net.http.HttpClientFacade.send() org.springframework.web.client.
              org.apache.http.impl.client. org.apache.hc.client5.http.impl.classic.
              okhttp3.internal.connection.RealCall.execute() okhttp3.RealCall.execute() feign.
              """,
              "A blocking HTTP client holds the loop until the other side has answered: use"
                  + " WebClient, or call it on boundedElastic or virtual threads."),
          either(
              "DNS lookup",
              """
              java.net.InetAddress. java.net.Inet4AddressImpl. java.net.Inet6AddressImpl.
              com.sun.jndi.dns.
              """,
              "The JDK's name lookup blocks until the name server has answered: let reactor-netty"
                  + " resolve names (WebClient's default), or look them up on boundedElastic."),
          computing(
              "password hash",
              """
              org.springframework.security.crypto. com.sun.crypto.provider.PBKDF2KeyImpl.
              org.bouncycastle.crypto.generators. at.favre.lib.crypto. org.mindrot.jbcrypt. de.mkammerer.argon2.
              """,
              "A password hash is expensive on purpose: compute it on parallel or on a scheduler"
                  + " of its own with a bounded queue, never on the loop."),
          computing(
              "TLS",
              "sun.security.ssl. io.netty.handler.ssl.ReferenceCountedOpenSslEngine.",
              "TLS was being computed on the loop: keep connections alive, resume sessions, use"
                  + " ECDSA keys and Netty's OpenSSL provider, or end TLS in front of the service."),
          either(
              "log appender",
              """
              ch.qos.logback.core. org.apache.logging.log4j.core.appender.
              java.util.logging.StreamHandler. java.util.logging.FileHandler.
              java.util.logging.ConsoleHandler.
              """,
              "A log appender was writing on the loop: put an asynchronous appender in front of it"
                  + " that drops when it is full (logback: neverBlock) instead of waiting."),
          waiting(
              "block()",
              """
              reactor.core.publisher.BlockingSingleSubscriber.
              reactor.core.publisher.BlockingMonoSubscriber.
              reactor.core.publisher.BlockingOptionalMonoSubscriber.
              reactor.core.publisher.BlockingFirstSubscriber.
              reactor.core.publisher.BlockingLastSubscriber.
              reactor.core.publisher.BlockingIterable. kotlinx.coroutines.BlockingCoroutine.
              """,
              "block() parks the loop until a signal comes, perhaps from this very loop: return the"
                  + " publisher, or go on from it with flatMap or zip."),
          computing(
              "JSON",
              "tools.jackson. com.fasterxml.jackson. com.google.gson.",
              "JSON was being read or written: if it is large, limit its size, stream it in"
                  + " elements, or do it off the loop with publishOn(Schedulers.parallel())."),
          computing(
              "regular expression",
              "java.util.regex.",
              "A regular expression was being matched: bound the length of the input and avoid"
                  + " nested repetitions, which backtrack exponentially."),
          either(
              "SecureRandom",
              "java.security.SecureRandom. sun.security.provider.NativePRNG.",
              "SecureRandom may wait for entropy or for its lock: do not use getInstanceStrong()"
                  + " on a loop, seed at start-up, and take a generator per thread."),
          either(
              "reading a jar",
              """
              java.util.jar.JarFile. java.util.zip.ZipFile. sun.net.www.protocol.jar.
              org.springframework.boot.loader. jdk.internal.loader.URLClassPath.
              """,
              "A resource was being read from a jar: read it once and keep it (template engines have"
                  + " a cache to switch on), or read it on boundedElastic."),
          computing(
              "compression",
              """
              java.util.zip. javax.imageio. com.sun.imageio. com.github.luben.zstd.
              com.aayushatharva.brotli4j.
              """,
              "Compression or image coding was running: do it in bounded pieces on parallel, or"
                  + " at a lower level, if there is much of it."),
          either(
              "child process",
              """
              java.lang.Process. java.lang.ProcessImpl. java.lang.ProcessBuilder.
              java.lang.Runtime.exec()
              """,
              "A child process was being started or waited for: use Process.onExit(), and start"
                  + " it on boundedElastic."),
          waiting(
              "sleep",
              "java.lang.Thread.sleep() java.util.concurrent.TimeUnit.sleep()",
              "Thread.sleep stops everything on the loop: use Mono.delay or delayElement, which wait"
                  + " without a thread."),
          waiting(
              "future",
              """
              java.util.concurrent.FutureTask.get() java.util.concurrent.CompletableFuture.get()
              java.util.concurrent.CompletableFuture.join() java.util.concurrent.ForkJoinTask.
              java.util.concurrent.CountDownLatch.await()
              java.util.concurrent.CyclicBarrier.await() java.util.concurrent.Phaser.
              java.lang.Thread.join() io.netty.util.concurrent.DefaultPromise.
              com.google.common.util.concurrent.AbstractFuture.get()
              com.google.common.util.concurrent.FluentFuture.TrustedFuture.get()
              com.google.common.util.concurrent.Uninterruptibles.getUninterruptibly()
              com.google.common.util.concurrent.Futures.getUnchecked()
              org.apache.kafka.clients.producer.internals.FutureRecordMetadata.get()
              """,
              "The loop waited for another thread's result: turn the future into a Mono with"
                  + " Mono.fromFuture, or signal a Sinks.One, instead of waiting for it."),
          waiting(
              "pool behind a lock",
              WellKnownProblem::isBorrowing,
              "The loop waited at a pool's lock for its turn: use a non-blocking pool (such as"
                  + " reactor-pool), or borrow from it on boundedElastic or virtual threads."),
          waiting(
              "queue",
              """
              java.util.concurrent.ArrayBlockingQueue. java.util.concurrent.LinkedBlockingQueue.
              java.util.concurrent.LinkedBlockingDeque. java.util.concurrent.SynchronousQueue.
              java.util.concurrent.LinkedTransferQueue. java.util.concurrent.DelayQueue.
              java.util.concurrent.PriorityBlockingQueue.
              """,
              "The loop waited at a blocking queue: use a Sinks.Many or a Flux with backpressure,"
                  + " or offer and poll without a timeout."),
          waiting(
              "contended lock",
              WellKnownProblem::isAtALock,
              "The loop waited for a lock that another thread held: make what is done under it"
                  + " short, share less, or do it off the loop."),
          waiting(
              "blocking socket",
              """
              java.net.Socket. java.net.ServerSocket. java.net.DatagramSocket.
              sun.nio.ch.NioSocketImpl. sun.nio.ch.SocketChannelImpl. sun.nio.ch.SelectorImpl.
              sun.nio.ch.ServerSocketChannelImpl. sun.nio.ch.DatagramChannelImpl.
              """,
              "A blocking socket was used on the loop: use reactor-netty's TcpClient or HttpClient,"
                  + " or do it on boundedElastic or virtual threads."),
          either(
              "console",
              "java.io.PrintStream. java.io.Console.",
              "System.out and System.err have a lock and are as slow as what reads them: log through an"
                  + " asynchronous appender instead."),
          either(
              "file",
              """
              java.io.File. java.io.FileInputStream. java.io.FileOutputStream.
              java.io.FileDescriptor. java.io.RandomAccessFile. java.nio.file.Files. sun.nio.fs.
              sun.nio.ch.FileChannelImpl. sun.nio.ch.FileDispatcherImpl.
              sun.nio.ch.UnixFileDispatcherImpl. java.nio.MappedByteBuffer.
              java.nio.MappedMemoryUtils. io.netty.channel.DefaultFileRegion.
              io.netty.channel.epoll.Native.sendfile() io.netty.channel.epoll.LinuxSocket.sendFile()
              org.springframework.core.io.
              """,
              "A file was being read or written, which blocks: do it on boundedElastic or virtual"
                  + " threads, or with DataBufferUtils, which leaves the loop."));

  private WellKnownProblems() {}

  /** The problem that takes at least half of the time of a kind. */
  static Optional<WellKnownProblem> in(
      Cause cause, StackSamples samples, ToLongFunction<TimeSlice> time) {
    Map<WellKnownProblem, Double> shares = new LinkedHashMap<>();
    samples
        .shares(time)
        .forEach(
            stack ->
                of(cause, stack.getKey())
                    .ifPresent(problem -> shares.merge(problem, stack.getValue(), Double::sum)));
    return shares.entrySet().stream()
        .filter(problem -> problem.getValue() >= 0.5)
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  /** The problem that explains one sample. */
  static Optional<WellKnownProblem> of(Cause cause, StackSample sample) {
    for (int frame = sample.innerFrames().size() - 1; frame >= 0; frame--) {
      for (WellKnownProblem problem : ALL) {
        if (problem.explains(cause) && problem.shown().shows(sample, frame)) {
          return Optional.of(problem);
        }
      }
    }
    return Optional.empty();
  }
}
