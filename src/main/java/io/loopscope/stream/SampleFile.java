package io.loopscope.stream;

import io.loopscope.role.ConditionalOnService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The temporary file behind all downloads. It is created at the first request, grows to the largest
 * requested size, and is deleted when the service stops.
 *
 * <p>What it holds depends on the position only, see {@link #at}, so every download can be checked,
 * and a smaller file is the beginning of a larger one.
 */
@Component
@ConditionalOnService
final class SampleFile implements AutoCloseable {
  private static final int STEP_BYTES = 1 << 20;

  private volatile long length;
  private volatile @Nullable Path path;
  private boolean closed;

  /** The byte at a position: its four lowest bytes, exclusive-or. */
  static byte at(long position) {
    return (byte) (position ^ position >>> 8 ^ position >>> 16 ^ position >>> 24);
  }

  /** The file, if it is at least that long already. */
  @Nullable Path holding(long bytes) {
    return length >= bytes ? path : null;
  }

  /** Blocks to write up to a megabyte; false once the file holds {@code bytes}. */
  synchronized boolean grow(long bytes) throws IOException {
    if (closed) {
      throw new IOException("the service is stopping");
    }
    int missing = (int) Math.min(STEP_BYTES, bytes - length);
    if (missing > 0) {
      append(missing);
    }
    return length < bytes;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (path != null) {
      Files.deleteIfExists(path);
    }
  }

  private void append(int bytes) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(bytes);
    for (int i = 0; i < bytes; i++) {
      content.put(at(length + i));
    }
    content.flip();
    try (FileChannel file = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      for (long position = length; content.hasRemaining(); ) {
        position += file.write(content, position);
      }
    }
    length += bytes;
  }

  private Path file() throws IOException {
    Path file = path;
    if (file == null) {
      file = Files.createTempFile("loopscope-", ".sample");
      path = file;
    }
    return file;
  }
}
