package io.loopscope.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.placement.Placement;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CpuRequestTests {
  @ParameterizedTest
  @EnumSource(Workload.class)
  void computesTheSameForTheSameUnits(Workload workload) throws Exception {
    assertThat(checksum(workload, 3, null)).isEqualTo(checksum(workload, 3, null));
  }

  @ParameterizedTest
  @EnumSource(Workload.class)
  void computesSomethingElseForEachNumberOfUnits(Workload workload) throws Exception {
    Set<String> checksums = new HashSet<>();
    for (int units = 1; units <= 20; units++) {
      checksums.add(checksum(workload, units, null));
    }

    assertThat(checksums).hasSize(20);
  }

  @Test
  void computesTheSameWithEachImplementation() throws Exception {
    assertThat(checksum(Workload.MATRIX, 20, MatrixImplementation.NAIVE))
        .isEqualTo(checksum(Workload.MATRIX, 20, MatrixImplementation.LIBRARY));
  }

  @Test
  void multipliesNaivelyUnlessALibraryIsNamed() {
    assertThat(request(Workload.MATRIX, 1, null).impl()).isEqualTo(MatrixImplementation.NAIVE);
  }

  @ParameterizedTest
  @EnumSource(value = Workload.class, mode = EnumSource.Mode.EXCLUDE, names = "MATRIX")
  void refusesAnImplForWhatIsNoMultiplication(Workload workload) {
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> request(workload, 1, MatrixImplementation.LIBRARY))
        .withMessageContaining("only with matrix");
  }

  private static String checksum(Workload workload, int units, @Nullable MatrixImplementation impl)
      throws Exception {
    return WorkRunner.finish(workload.work(units, request(workload, units, impl).impl()));
  }

  private static CpuRequest request(
      Workload workload, int units, @Nullable MatrixImplementation impl) {
    return new CpuRequest(workload, units, Placement.PARALLEL, impl, null);
  }
}
