package io.loopscope.cpu;

import io.loopscope.placement.SteppedWork;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import org.jspecify.annotations.Nullable;

/** Paints what {@link Mandelbrot} counts: one byte a pixel, the set itself black. */
final class MandelbrotImage implements SteppedWork<BufferedImage> {
  private static final int COLOURS = 256;

  private final Mandelbrot mandelbrot;
  private @Nullable BufferedImage image;

  MandelbrotImage(int units) {
    mandelbrot = new Mandelbrot(units, this::paint);
  }

  @Override
  public boolean step() {
    return mandelbrot.step();
  }

  @Override
  public BufferedImage result() {
    return image();
  }

  private void paint(int column, int row, int iterations) {
    if (row < mandelbrot.height()) {
      int pixel = row * mandelbrot.width() + column;
      image().getRaster().getDataBuffer().setElem(pixel, colour(iterations));
    }
  }

  private BufferedImage image() {
    if (image == null) {
      image =
          new BufferedImage(
              mandelbrot.width(),
              mandelbrot.height(),
              BufferedImage.TYPE_BYTE_INDEXED,
              Palette.MODEL);
    }
    return image;
  }

  private static int colour(int iterations) {
    return iterations == Mandelbrot.MOST_ITERATIONS ? 0 : 1 + iterations % (COLOURS - 1);
  }

  /** Created by the first pixel, so that AWT is not loaded on the calling thread. */
  private static final class Palette {
    static final IndexColorModel MODEL = model();

    private static IndexColorModel model() {
      byte[] red = new byte[COLOURS];
      byte[] green = new byte[COLOURS];
      byte[] blue = new byte[COLOURS];
      for (int i = 1; i < COLOURS; i++) {
        double t = Math.sqrt(i / (double) COLOURS);
        double rest = 1 - t;
        red[i] = (byte) (9 * rest * t * t * t * 255);
        green[i] = (byte) (15 * rest * rest * t * t * 255);
        blue[i] = (byte) (8.5 * rest * rest * rest * t * 255);
      }
      return new IndexColorModel(8, COLOURS, red, green, blue);
    }
  }
}
