package io.loopscope.eventloop.account;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PerfDataIndexTests {
  @Test
  void refusesWhatIsNoPerformanceData() {
    refuses(ByteBuffer.allocate(64));
    refuses(ByteBuffer.wrap("%PDF-1.7 and so on, much longer".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void refusesAnotherVersion() {
    refuses(ByteBuffer.allocate(64).putInt(0xcafec0c0).put((byte) 1).put((byte) 3).rewind());
  }

  @Test
  void doesNotReadBeyondWhatIsThere() {
    ByteBuffer cut = ByteBuffer.allocate(64).putInt(0xcafec0c0).put((byte) 0).put((byte) 2);
    cut.putInt(24, 60).putInt(28, 5);

    assertThatThrownBy(() -> PerfDataIndex.of(cut)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void refuses(ByteBuffer memory) {
    assertThatThrownBy(() -> PerfDataIndex.of(memory)).isInstanceOf(IllegalArgumentException.class);
  }
}
