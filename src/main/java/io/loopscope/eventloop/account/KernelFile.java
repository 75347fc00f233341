package io.loopscope.eventloop.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small file of the kernel that is read again and again through one open channel into one buffer.
 * Not safe for use by several threads.
 */
final class KernelFile implements AutoCloseable {
  private static final int LARGEST = 4096;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
  private int position;

  private KernelFile(FileChannel channel) {
    this.channel = channel;
  }

  static KernelFile open(Path path) throws IOException {
    return new KernelFile(FileChannel.open(path, StandardOpenOption.READ));
  }

  /** Reads it anew, for the methods below; false if that failed, as of a thread that has ended. */
  boolean read() {
    buffer.clear();
    position = 0;
    try {
      boolean isRead = channel.read(buffer, 0) > 0;
      buffer.flip();
      return isRead;
    } catch (IOException gone) {
      buffer.limit(0);
      return false;
    }
  }

  /** The next whole number, after any other characters; -1 at the end. */
  long nextNumber() {
    while (position < buffer.limit() && !isDigit(buffer.get(position))) {
      position++;
    }
    if (position == buffer.limit()) {
      return -1;
    }
    long number = 0;
    while (position < buffer.limit() && isDigit(buffer.get(position))) {
      number = 10 * number + buffer.get(position++) - '0';
    }
    return number;
  }

  /** The number after a word at the beginning of a line; -1 without such a line. */
  long numberAfter(String word) {
    for (int start = 0; start + word.length() < buffer.limit(); start++) {
      boolean beginsLine = start == 0 || buffer.get(start - 1) == '\n';
      if (beginsLine && matches(start, word) && buffer.get(start + word.length()) == ' ') {
        position = start + word.length();
        return nextNumber();
      }
    }
    return -1;
  }

  /** Goes behind the last occurrence of a character, and one space. */
  void skipPastLast(char mark) {
    position = buffer.limit();
    while (position > 0 && buffer.get(position - 1) != mark) {
      position--;
    }
    position++;
  }

  /** The next character; -1 at the end. */
  int nextCharacter() {
    return position < buffer.limit() ? buffer.get(position++) : -1;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // nothing is left open then
    }
  }

  private boolean matches(int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (buffer.get(start + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}
