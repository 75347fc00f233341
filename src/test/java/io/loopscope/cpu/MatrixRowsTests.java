package io.loopscope.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixRowsTests {
  @ParameterizedTest
  @EnumSource(Multiplication.class)
  void multipliesExactly(Multiplication multiplication) throws Exception {
    long[][] right = draw(new Random(0), MatrixRows.INNER);
    long checksum = 0;
    for (int unit = 0; unit < 3; unit++) {
      Random left = new Random(unit);
      long[] product = new long[MatrixRows.COLUMNS];
      for (long[] row : right) {
        long factor = left.nextInt(MatrixRows.ENTRIES_BELOW);
        for (int column = 0; column < row.length; column++) {
          product[column] += factor * row[column];
        }
      }
      for (long entry : product) {
        checksum = 31 * checksum + entry;
      }
    }

    assertThat(Works.finish(new MatrixRows(3, multiplication)))
        .isEqualTo(Long.toHexString(checksum));
  }

  private static long[][] draw(Random random, int rows) {
    long[][] matrix = new long[rows][MatrixRows.COLUMNS];
    for (long[] row : matrix) {
      for (int column = 0; column < row.length; column++) {
        row[column] = random.nextInt(MatrixRows.ENTRIES_BELOW);
      }
    }
    return matrix;
  }
}
