package io.loopscope.cpu;

import io.loopscope.placement.SteppedWork;

/**
 * Counts how many iterations of {@code z² + c} each point of a picture of the Mandelbrot set takes
 * to escape. One unit: 360 pixels of a picture that always shows the whole set and whose detail
 * grows with the units, at most 5,000 iterations a pixel, about 1,000 in the mean.
 *
 * <p>Pixels near the set cost a thousand times those far from it, so a step is not a unit's pixels
 * but as many as take about a millisecond.
 *
 * <p>Checksum: {@code 31 * checksum + iterations} over all pixels, row by row.
 */
final class Mandelbrot implements SteppedWork<String> {
  static final int PIXELS_PER_UNIT = 360;
  static final int MOST_ITERATIONS = 5_000;
  static final double LEFT = -2.35;
  static final double TOP = 1.2;
  static final double WIDTH = 3.2;

  private static final int STEP_ITERATIONS = 350_000;
  private static final int ITERATIONS_PER_PIXEL_OVERHEAD = 4;

  private final Canvas canvas;
  private final long pixels;
  private final int width;
  private final double spacing;
  private long next;
  private long checksum;

  Mandelbrot(int units) {
    this(units, (column, row, iterations) -> {});
  }

  Mandelbrot(int units, Canvas canvas) {
    this.canvas = canvas;
    this.pixels = (long) units * PIXELS_PER_UNIT;
    this.width = (int) Math.round(Math.sqrt(pixels * 4 / 3.0));
    this.spacing = WIDTH / width;
  }

  int width() {
    return width;
  }

  /** Complete rows of the picture; the units may cover a part of one more. */
  int height() {
    return (int) (pixels / width);
  }

  @Override
  public boolean step() {
    int spent = 0;
    while (next < pixels && spent < STEP_ITERATIONS) {
      int row = (int) (next / width);
      int column = (int) (next % width);
      int iterations = iterations(LEFT + column * spacing, TOP - row * spacing);
      canvas.paint(column, row, iterations);
      checksum = 31 * checksum + iterations;
      spent += iterations + ITERATIONS_PER_PIXEL_OVERHEAD;
      next++;
    }
    return next < pixels;
  }

  @Override
  public String result() {
    return Long.toHexString(checksum);
  }

  private static int iterations(double real, double imaginary) {
    double x = 0;
    double y = 0;
    int count = 0;
    while (count < MOST_ITERATIONS && x * x + y * y <= 4) {
      double nextX = x * x - y * y + real;
      y = 2 * x * y + imaginary;
      x = nextX;
      count++;
    }
    return count;
  }

  /** Receives each pixel with its count. */
  interface Canvas {
    void paint(int column, int row, int iterations);
  }
}
