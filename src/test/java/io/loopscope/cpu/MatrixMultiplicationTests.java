package io.loopscope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixMultiplicationTests {
  @ParameterizedTest
  @EnumSource(MatrixImplementation.class)
  void multipliesExactly(MatrixImplementation multiplication) throws Exception {
    long[][] right = draw(new Random(0), MatrixMultiplication.INNER);
    long checksum = 0;
    for (int unit = 0; unit < 3; unit++) {
      Random left = new Random(unit);
      long[] product = new long[MatrixMultiplication.COLUMNS];
      for (long[] row : right) {
        long factor = left.nextInt(MatrixMultiplication.ENTRIES_BELOW);
        for (int column = 0; column < row.length; column++) {
          product[column] += factor * row[column];
        }
      }
      for (long entry : product) {
        checksum = 31 * checksum + entry;
      }
    }

    assertThat(WorkRunner.finish(new MatrixMultiplication(3, multiplication)))
        .isEqualTo(Long.toHexString(checksum));
  }

  private static long[][] draw(Random random, int rows) {
    long[][] matrix = new long[rows][MatrixMultiplication.COLUMNS];
    for (long[] row : matrix) {
      for (int column = 0; column < row.length; column++) {
        row[column] = random.nextInt(MatrixMultiplication.ENTRIES_BELOW);
      }
    }
    return matrix;
  }
}
