package io.loopscope.eventloop.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelFileTests {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"http-epoll-1", "a thread", "odd) R 7", "((((", ")", "1 2 3", ") S 99 99 99"})
  void findsTheStateBehindAnyNameOfAThread(String name) throws IOException {
    KernelFile stat = file("4711 (" + name + ") D 1 2 3\n");

    stat.skipPastLast(')');
    assertThat(stat.nextCharacter()).isEqualTo('D');
    assertThat(stat.nextNumber()).isEqualTo(1);
  }

  @Test
  void readsWholeNumbersUntilTheEnd() throws IOException {
    KernelFile schedstat = file("1234567890123 42 7\n");

    assertThat(schedstat.nextNumber()).isEqualTo(1_234_567_890_123L);
    assertThat(schedstat.nextNumber()).isEqualTo(42);
    assertThat(schedstat.nextNumber()).isEqualTo(7);
    assertThat(schedstat.nextNumber()).isEqualTo(-1);
    assertThat(schedstat.nextCharacter()).isEqualTo(-1);
  }

  @Test
  void readsTheNumberAfterAWholeWordAtTheBeginningOfALine() throws IOException {
    KernelFile stat =
        file("nr_throttled 3\nnot_throttled_usec 4\nthrottled_usecs 5\nthrottled_usec 6\n");

    assertThat(stat.numberAfter("throttled_usec")).isEqualTo(6);
    assertThat(stat.numberAfter("nr_throttled")).isEqualTo(3);
    assertThat(stat.numberAfter("throttled_time")).isEqualTo(-1);
  }

  @Test
  void readsAnewWhatHasChanged() throws IOException {
    Path path = folder.resolve("file");
    KernelFile file = file("100 1\n");
    assertThat(file.nextNumber()).isEqualTo(100);

    Files.writeString(path, "2\n");
    assertThat(file.read()).isTrue();
    assertThat(file.nextNumber()).isEqualTo(2);
    assertThat(file.nextNumber()).isEqualTo(-1);
  }

  @Test
  void saysSoIfThereIsNothingToRead() throws IOException {
    Path path = Files.writeString(folder.resolve("empty"), "");
    try (KernelFile file = KernelFile.open(path)) {
      assertThat(file.read()).isFalse();
      assertThat(file.nextNumber()).isEqualTo(-1);
    }
    KernelFile closed = file("1\n");
    closed.close();
    closed.close();
    assertThat(closed.read()).isFalse();
    assertThat(closed.nextNumber()).isEqualTo(-1);
  }

  @Test
  void isNotOpenedIfThereIsNone() {
    assertThatThrownBy(() -> KernelFile.open(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private KernelFile file(String text) throws IOException {
    KernelFile file = KernelFile.open(Files.writeString(folder.resolve("file"), text));
    assertThat(file.read()).isTrue();
    return file;
  }
}
