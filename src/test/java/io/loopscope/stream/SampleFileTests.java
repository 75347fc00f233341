package io.loopscope.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleFileTests {
  private static final int MEGABYTE = 1 << 20;

  private final SampleFile sample = new SampleFile();

  @AfterEach
  void close() throws IOException {
    sample.close();
  }

  @Test
  void growsInStepsToWhatIsAskedFor() throws IOException {
    assertThat(sample.holding(1)).isNull();
    assertThat(sample.grow(2 * MEGABYTE + 1)).isTrue();
    assertThat(sample.grow(2 * MEGABYTE + 1)).isTrue();
    assertThat(sample.holding(2 * MEGABYTE + 1)).isNull();
    assertThat(sample.grow(2 * MEGABYTE + 1)).isFalse();
    assertThat(path(2 * MEGABYTE + 1)).hasSize(2 * MEGABYTE + 1);
  }

  @Test
  void neverShrinks() throws IOException {
    sample.grow(1000);
    assertThat(sample.grow(10)).isFalse();
    assertThat(path(10)).hasSize(1000);
  }

  @Test
  void holdsBytesThatFollowFromThePosition() throws IOException {
    sample.grow(70_000);
    sample.grow(MEGABYTE);
    byte[] content = Files.readAllBytes(path(MEGABYTE));
    for (int position = 0; position < content.length; position++) {
      if (content[position] != SampleFile.at(position)) {
        throw new AssertionError("at " + position);
      }
    }
  }

  @Test
  void isGoneOnceClosed() throws IOException {
    sample.grow(1000);
    Path path = path(1000);
    sample.close();
    assertThat(path).doesNotExist();
    assertThatThrownBy(() -> sample.grow(2000)).isInstanceOf(IOException.class);
    assertThat(path).doesNotExist();
  }

  private Path path(long bytes) {
    return Objects.requireNonNull(sample.holding(bytes));
  }
}
