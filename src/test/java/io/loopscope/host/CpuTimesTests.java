package io.loopscope.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuTimesTests {
  private static final String STAT =
      "cpu  400822 21 37164 701805 37028 0 698 434 7 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n";

  @TempDir Path root;

  @Test
  void readsStolenAndAllTicksWithoutCountingGuestsTwice() throws IOException {
    write("proc/stat", STAT);

    CpuTimes now = CpuTimes.now(root);

    assertThat(now.stolenTicks()).isEqualTo(434);
    assertThat(now.allTicks()).isEqualTo(400822 + 21 + 37164 + 701805 + 37028 + 698 + 434);
  }

  @Test
  void readsTheThrottlingOfItsOwnGroup() throws IOException {
    write("proc/self/cgroup", "0::/pod/generator\n");
    write("sys/fs/cgroup/cpu.stat", "usage_usec 5\n");
    write(
        "sys/fs/cgroup/pod/generator/cpu.stat",
        "usage_usec 1\nnr_periods 9\nnr_throttled 3\nthrottled_usec 1500\n");

    assertThat(CpuTimes.now(root).throttledNanos()).isEqualTo(1_500_000);
  }

  @Test
  void readsTheThrottlingOfAGroupOfVersion1() throws IOException {
    write("proc/self/cgroup", "1:cpu:/\n0::/\n");
    write("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 2\nnr_throttled 1\nthrottled_time 700\n");

    assertThat(CpuTimes.now(root).throttledNanos()).isEqualTo(700);
  }

  @Test
  void knowsNothingOnAnotherPlatform() {
    CpuTimes now = CpuTimes.now(root);

    assertThat(now).isEqualTo(CpuTimes.UNKNOWN);
    assertThat(now.since(now)).isEqualTo(CpuTimes.UNKNOWN);
  }

  @Test
  void knowsNothingOfALineItDoesNotUnderstand() throws IOException {
    write("proc/stat", "cpu  1 2 3\n");
    write("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 2\n");

    assertThat(CpuTimes.now(root)).isEqualTo(CpuTimes.UNKNOWN);
  }

  @Test
  void reportsWhatPassedInBetween() {
    assertThat(new CpuTimes(5, 100, 30).since(new CpuTimes(2, 40, 10)))
        .isEqualTo(new CpuTimes(3, 60, 20));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
