package io.loopscope.cpu;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses text and expands it again, in zlib's native code. One unit: 24 KB of words drawn by
 * {@code java.util.Random} seeded with the unit's number, deflated at the default level and
 * inflated back.
 *
 * <p>Checksum: CRC-32 over what came back, all units in order. The compressed bytes would not do:
 * they differ between builds of zlib.
 */
final class Deflation extends UnitWork {
  static final int TEXT_BYTES = 24 * 1024;
  static final String WORDS =
      "an event loop waits for many sockets at once and works for none of them so whoever keeps it "
          + "from waiting keeps everybody else from being served ";

  private static final byte[][] VOCABULARY =
      Arrays.stream(WORDS.split(" "))
          .map(word -> (word + " ").getBytes(US_ASCII))
          .toArray(byte[][]::new);

  private final CRC32 checksum = new CRC32();

  Deflation(int units) {
    super(units);
  }

  @Override
  void unit(int number) throws DataFormatException {
    checksum.update(inflate(deflate(text(new Random(number)))));
  }

  @Override
  public String result() {
    return Long.toHexString(checksum.getValue());
  }

  private static byte[] text(Random random) {
    byte[] text = new byte[TEXT_BYTES];
    int length = 0;
    while (length < text.length) {
      byte[] word = VOCABULARY[random.nextInt(VOCABULARY.length)];
      int fitting = Math.min(word.length, text.length - length);
      System.arraycopy(word, 0, text, length, fitting);
      length += fitting;
    }
    return text;
  }

  private static byte[] deflate(byte[] text) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(text);
      deflater.finish();
      byte[] compressed = new byte[text.length];
      return Arrays.copyOf(compressed, deflater.deflate(compressed));
    }
  }

  private static byte[] inflate(byte[] compressed) throws DataFormatException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(compressed);
      byte[] text = new byte[TEXT_BYTES];
      return Arrays.copyOf(text, inflater.inflate(text));
    }
  }
}
