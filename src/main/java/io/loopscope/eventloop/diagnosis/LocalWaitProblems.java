package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.diagnosis.WellKnownProblem.either;
import static io.loopscope.eventloop.diagnosis.WellKnownProblem.waiting;

import java.util.List;

/** Waits for something in this process or on this machine. */
final class LocalWaitProblems {
  static final WellKnownProblem CONSOLE =
      either(
          "console",
          "java.io.PrintStream. java.io.Console.",
          "System.out and System.err have a lock and are as slow as what reads them: log through an"
              + " asynchronous appender instead.");

  static final List<WellKnownProblem> ALL =
      List.of(
          either(
              "direct memory",
              "java.nio.Bits.reserveMemory()",
              "Direct memory was used up, and the loop waited for some to be freed: release buffers,"
                  + " look for a leak (Netty's leak detector), or raise"
                  + " -XX:MaxDirectMemorySize."),
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
          either(
              "reading a jar",
              """
              java.util.jar.JarFile. java.util.zip.ZipFile. sun.net.www.protocol.jar.
              org.springframework.boot.loader. jdk.internal.loader.URLClassPath.
              """,
              "A resource was being read from a jar: read it once and keep it (template engines have"
                  + " a cache to switch on), or read it on boundedElastic."),
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
          CONSOLE,
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

  private LocalWaitProblems() {}
}
