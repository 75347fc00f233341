package io.loopscope.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMachineTests {
  @TempDir Path root;

  @Test
  void reportsTheModelOfItsFirstCpu() throws IOException {
    write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU @ 3 GHz\nmodel name\t: other\n");

    assertThat(HostMachine.of(root).cpuModel()).isEqualTo("Some CPU @ 3 GHz");
  }

  @Test
  void readsTheLimitOfItsOwnGroupFirst() throws IOException {
    write("proc/self/cgroup", "0::/pod\n");
    write("sys/fs/cgroup/cpu.max", "400000 100000\n");
    write("sys/fs/cgroup/pod/cpu.max", "150000 100000\n");

    assertThat(HostMachine.of(root).cpuLimit()).isEqualTo(1.5);
  }

  @Test
  void readsTheLimitOfVersion1() throws IOException {
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n");
    write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");

    assertThat(HostMachine.of(root).cpuLimit()).isEqualTo(0.5);
  }

  @Test
  void knowsNoLimitWhereThereIsNone() throws IOException {
    write("sys/fs/cgroup/cpu.max", "max 100000\n");
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");

    assertThat(HostMachine.of(root).cpuLimit()).isNull();
    assertThat(HostMachine.of(root).cpuModel()).isEqualTo("unknown");
  }

  @Test
  void isThisMachine() {
    assertThat(HostMachine.here().cpus()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(HostMachine.here().memoryMb()).isPositive();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
