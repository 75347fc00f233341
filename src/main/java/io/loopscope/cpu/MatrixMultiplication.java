package io.loopscope.cpu;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * Multiplies matrices of whole numbers, by hand or by a library. One unit: one row of a product,
 * 1×768 times 768×512. The left row's entries are 0 to 99, drawn by {@code java.util.Random} seeded
 * with the unit's number; the right matrix is the same for all, drawn with seed 0.
 *
 * <p>The unit is a millisecond for the textbook's loops; the library needs a fraction of that.
 * Every sum stays far below 2<sup>53</sup>, so doubles are exact and both give the same checksum.
 *
 * <p>Checksum: {@code 31 * checksum + entry} over all entries of the product in order.
 */
final class MatrixMultiplication extends UnitWork {
  static final int INNER = 768;
  static final int COLUMNS = 512;
  static final int ENTRIES_BELOW = 100;

  private final MatrixImplementation multiplication;
  private long checksum;

  MatrixMultiplication(int units, MatrixImplementation multiplication) {
    super(units);
    this.multiplication = multiplication;
  }

  @Override
  void unit(int number) {
    DMatrixRMaj product = new DMatrixRMaj(1, COLUMNS);
    multiplication.multiply(draw(1, INNER, number), Right.MATRIX, product);
    for (double entry : product.data) {
      checksum = 31 * checksum + (long) entry;
    }
  }

  @Override
  public String result() {
    return Long.toHexString(checksum);
  }

  private static DMatrixRMaj draw(int rows, int columns, int seed) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Random random = new Random(seed);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextInt(ENTRIES_BELOW);
    }
    return matrix;
  }

  /** Drawn by the first unit that needs it, and never written again. */
  private static final class Right {
    static final DMatrixRMaj MATRIX = draw(INNER, COLUMNS, 0);
  }
}
