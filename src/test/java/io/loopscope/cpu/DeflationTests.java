package io.loopscope.cpu;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class DeflationTests {
  @Test
  void getsBackTheTextItCompressed() throws Exception {
    CRC32 crc = new CRC32();
    crc.update((text(0) + text(1)).getBytes(US_ASCII));

    assertThat(WorkRunner.finish(new Deflation(2))).isEqualTo(Long.toHexString(crc.getValue()));
  }

  private static String text(int seed) {
    Random random = new Random(seed);
    String[] words = Deflation.WORDS.split(" ");
    StringBuilder text = new StringBuilder();
    while (text.length() < Deflation.TEXT_BYTES) {
      text.append(words[random.nextInt(words.length)]).append(' ');
    }
    return text.substring(0, Deflation.TEXT_BYTES);
  }
}
