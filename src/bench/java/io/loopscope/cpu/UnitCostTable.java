package io.loopscope.cpu;

import io.loopscope.placement.Placement;
import io.loopscope.placement.SteppedWork;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Prints what a unit of each workload costs on the core it runs on, after warming up. On a busy
 * machine the best round is nearer to the cost than the median:
 *
 * <pre>./mvnw -q test -Dtest=UnitCostTable</pre>
 */
class UnitCostTable {
  private static final int UNITS = 200;
  private static final int ROUNDS = 20;

  @Test
  void print() throws Exception {
    System.out.printf("%-20s %10s %10s %14s%n", "ms", "best/unit", "median", "99% of steps");
    for (Workload workload : Workload.values()) {
      if (workload == Workload.MATRIX) {
        print("matrix naive", request(workload, MatrixImplementation.NAIVE)::work);
        print("matrix library", request(workload, MatrixImplementation.LIBRARY)::work);
      } else {
        print(workload.id(), request(workload, null)::work);
      }
    }
    print("mandelbrot as PNG", () -> new PngEncoding(new MandelbrotImage(UNITS)));
  }

  private static CpuRequest request(Workload workload, @Nullable MatrixImplementation impl) {
    return new CpuRequest(workload, UNITS, Placement.PARALLEL, impl, null);
  }

  private static void print(String name, Supplier<? extends SteppedWork<?>> work) throws Exception {
    double[][] rounds = new double[ROUNDS][];
    for (int round = 0; round < ROUNDS; round++) {
      rounds[round] = stepMillis(work.get());
    }
    double[] units =
        Arrays.stream(rounds).mapToDouble(steps -> sum(steps) / UNITS).sorted().toArray();
    double[] steps =
        IntStream.range(ROUNDS / 2, ROUNDS)
            .mapToObj(round -> rounds[round])
            .flatMapToDouble(Arrays::stream)
            .sorted()
            .toArray();
    System.out.printf(
        "%-20s %10.3f %10.3f %14.3f%n",
        name, units[0], units[ROUNDS / 2], steps[steps.length * 99 / 100]);
  }

  private static double[] stepMillis(SteppedWork<?> work) throws Exception {
    double[] millis = new double[2 * UNITS];
    int steps = 0;
    boolean more = true;
    while (more) {
      long start = System.nanoTime();
      more = work.step();
      millis[steps++] = (System.nanoTime() - start) / 1e6;
    }
    return Arrays.copyOf(millis, steps);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }
}
