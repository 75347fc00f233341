package io.loopscope.cpu;

import io.loopscope.http.ApiEnum;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** How matrices are multiplied: the {@code impl=} of a request for {@link Workload#MATRIX}. */
enum MatrixImplementation implements ApiEnum {
  /**
   * Three loops as a textbook has them. The innermost walks down a column, a row's length from
   * entry to entry, so nearly every access misses the first cache.
   */
  NAIVE {
    @Override
    void multiply(DMatrixRMaj left, DMatrixRMaj right, DMatrixRMaj product) {
      for (int row = 0; row < left.numRows; row++) {
        for (int column = 0; column < right.numCols; column++) {
          double sum = 0;
          for (int i = 0; i < left.numCols; i++) {
            sum += left.unsafe_get(row, i) * right.unsafe_get(i, column);
          }
          product.unsafe_set(row, column, sum);
        }
      }
    }
  },
  /** EJML, which walks along rows. */
  LIBRARY {
    @Override
    void multiply(DMatrixRMaj left, DMatrixRMaj right, DMatrixRMaj product) {
      CommonOps_DDRM.mult(left, right, product);
    }
  };

  abstract void multiply(DMatrixRMaj left, DMatrixRMaj right, DMatrixRMaj product);
}
