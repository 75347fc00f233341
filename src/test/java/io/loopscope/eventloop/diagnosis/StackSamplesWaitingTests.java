package io.loopscope.eventloop.diagnosis;

import static java.lang.Thread.State.BLOCKED;
import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.TIMED_WAITING;
import static java.lang.Thread.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.loopscope.eventloop.account.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which samples of a stack count as waiting. */
class StackSamplesWaitingTests extends HandWrittenSamples {
  @Test
  void countsAThreadThatTheJvmSaysWaitsAsWaiting() {
    add(BLOCKED, Times.asleep(10), "com.acme.A.a");
    add(WAITING, Times.asleep(10), "java.lang.Object.wait0!", "com.acme.A.a");
    add(TIMED_WAITING, Times.asleep(10), "java.lang.Thread.sleep0!", "com.acme.A.a");
    add(RUNNABLE, Times.onCpu(10), "com.acme.A.a");

    assertThat(samples.shareWaiting()).isEqualTo(0.75);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sun.nio.ch.SocketDispatcher.read0!",
        "sun.nio.ch.Net.poll!",
        "sun.nio.ch.Net.connect0!",
        "sun.nio.ch.Net.accept!",
        "sun.nio.ch.EPoll.wait!",
        "sun.nio.ch.UnixFileDispatcherImpl.read0!",
        "sun.nio.ch.FileDispatcherImpl.pread0!",
        "sun.nio.fs.UnixNativeDispatcher.open0!",
        "java.io.FileInputStream.readBytes!",
        "java.io.FileOutputStream.writeBytes!",
        "java.io.FileDescriptor.sync0!",
        "java.io.RandomAccessFile.readBytes0!",
        "java.net.Inet6AddressImpl.lookupAllHostAddr!",
        "java.lang.ProcessImpl.forkAndExec!"
      })
  void countsBlockingIoInNativeCodeAsWaiting(String call) {
    add(call, "java.io.InputStream.read", "com.acme.A.a", NETTY);

    assertThat(samples.shareWaiting()).isEqualTo(1);
  }

  @Test
  void doesNotCountOtherNativeCodeAsWaiting() {
    add("java.util.zip.Deflater.deflateBytesBytes!", "com.acme.A.a");
    add("java.lang.Runtime.gc!", "com.acme.A.a");
    add("java.io.FileInputStream.read", "com.acme.A.a");

    assertThat(samples.shareWaiting()).isZero();
  }

  @Test
  void doesNotTakeNettysOwnSocketsForBlockingOnes() {
    add("sun.nio.ch.SocketDispatcher.write0!", "sun.nio.ch.IOUtil.write", NETTY, "com.acme.A.a");
    add("sun.nio.ch.EPoll.wait!", "sun.nio.ch.SelectorImpl.select", NETTY);

    assertThat(samples.shareWaiting()).isZero();
  }
}
