package io.loopscope.accuracy;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Waits in native code of which the JVM says that the thread is runnable. */
final class NativeWaits implements Closeable {
  private static final int FILE_BYTES = 64 << 20;
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int PAGE_BYTES = 4096;

  /** Far apart, so that writing to the memory takes little of the time. */
  private static final int DIRTY_PAGES_APART = 64 * PAGE_BYTES;

  private final Path folder = Files.createTempDirectory("loopscope-waits");
  private final FileChannel file;
  private final ByteBuffer block =
      ByteBuffer.allocateDirect(BLOCK_BYTES + PAGE_BYTES).alignedSlice(PAGE_BYTES);
  private final MappedByteBuffer mapped;
  private final SynchronousQueue<Long> delays = new SynchronousQueue<>();
  private final Path fifo = folder.resolve("fifo");
  private final FileInputStream fifoOut;
  private byte written;

  NativeWaits() throws IOException {
    Path path = folder.resolve("file");
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES);
      touch();
      mapped.force();
    }
    file = FileChannel.open(path, StandardOpenOption.READ, pastThePageCache());
    makeFifo();
    Thread.ofPlatform().daemon().name("fifo-writer").start(this::write);
    fifoOut = new FileInputStream(fifo.toFile());
  }

  /** Waits for one byte that comes so much later. */
  void fifo(long nanos) throws IOException, InterruptedException {
    delays.put(nanos);
    fifoOut.read();
  }

  /** Reads past the page cache until so much time has passed. */
  void coldFile(long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    for (long at = 0; System.nanoTime() < end; at = (at + BLOCK_BYTES) % FILE_BYTES) {
      file.read(block.clear().limit(BLOCK_BYTES), at);
    }
  }

  /** Writes pages back to the disk until so much time has passed. */
  void force(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      touch();
      mapped.force();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    fifoOut.close();
    Files.deleteIfExists(fifo);
    Files.deleteIfExists(folder.resolve("file"));
    Files.deleteIfExists(folder);
  }

  private void touch() {
    written++;
    for (int page = 0; page < FILE_BYTES; page += DIRTY_PAGES_APART) {
      mapped.put(page, written);
    }
  }

  /** By its name, as the compiler warns of the type whatever one does. */
  private static OpenOption pastThePageCache() throws IOException {
    try {
      return Stream.of(Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
          .map(OpenOption.class::cast)
          .filter(option -> option.toString().equals("DIRECT"))
          .findFirst()
          .orElseThrow();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  private void makeFifo() throws IOException {
    try {
      new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void write() {
    try (FileOutputStream in = new FileOutputStream(fifo.toFile())) {
      while (true) {
        LockSupport.parkNanos(delays.take());
        in.write(1);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
