package io.loopscope.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MandelbrotTests {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void countsTheIterationsOfEachPixelRowByRow(int units) throws Exception {
    int width = (int) Math.round(Math.sqrt(units * 480));
    long checksum = 0;
    for (int pixel = 0; pixel < units * 360; pixel++) {
      double real = -2.35 + pixel % width * (3.2 / width);
      double imaginary = 1.2 - pixel / width * (3.2 / width);
      checksum = 31 * checksum + escape(new Complex(real, imaginary));
    }

    assertThat(WorkRunner.finish(counted(units))).isEqualTo(Long.toHexString(checksum));
  }

  @ParameterizedTest
  @CsvSource({"1, 22, 16", "200, 310, 232", "30000, 3795, 2845"})
  void hasAPictureOfAsManyPixelsAsTheUnitsAreGoodFor(int units, int width, int height) {
    Mandelbrot mandelbrot = counted(units);

    assertThat(mandelbrot.width()).isEqualTo(width);
    assertThat(mandelbrot.height()).isEqualTo(height);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 200})
  void takesAboutAStepForEachUnit(int units) throws Exception {
    assertThat((double) WorkRunner.steps(counted(units))).isCloseTo(units, within(0.1 * units));
  }

  @Test
  void drawsThePictureAsPng() throws Exception {
    BufferedImage picture = decode(WorkRunner.finish(new PngEncoding(new MandelbrotImage(10))));

    assertThat(picture.getWidth()).isEqualTo(69);
    assertThat(picture.getHeight()).isEqualTo(52);
    assertThat(new Color(picture.getRGB(40, 26))).isEqualTo(Color.BLACK);
    assertThat(new Color(picture.getRGB(0, 0))).isNotEqualTo(Color.BLACK);
    assertThat(picture.getRGB(0, 10)).isEqualTo(picture.getRGB(0, 26 + 16));
  }

  @Test
  void paintsExactlyThoseBlackThatItFoundNotToEscape() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    WorkRunner.finish(
        new Mandelbrot(
            10, (column, row, iterations) -> inside.addAndGet(iterations == 5_000 ? 1 : 0)));

    BufferedImage picture = decode(WorkRunner.finish(new PngEncoding(new MandelbrotImage(10))));
    int[] colours =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());

    assertThat(Arrays.stream(colours).filter(colour -> colour == Color.BLACK.getRGB()))
        .hasSize(inside.get());
  }

  @Test
  void encodesInAStepOfItsOwn() throws Exception {
    int drawing = WorkRunner.steps(new MandelbrotImage(10));

    assertThat(WorkRunner.steps(new PngEncoding(new MandelbrotImage(10)))).isEqualTo(drawing + 1);
  }

  private static Mandelbrot counted(int units) {
    return new Mandelbrot(units, (column, row, iterations) -> {});
  }

  private static BufferedImage decode(byte[] png) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static int escape(Complex point) {
    Complex z = new Complex(0, 0);
    for (int i = 0; i < 5_000; i++) {
      if (z.squaredLength() > 4) {
        return i;
      }
      z = z.squared().plus(point);
    }
    return 5_000;
  }

  private record Complex(double real, double imaginary) {
    Complex squared() {
      return new Complex(real * real - imaginary * imaginary, 2 * real * imaginary);
    }

    Complex plus(Complex other) {
      return new Complex(real + other.real, imaginary + other.imaginary);
    }

    double squaredLength() {
      return real * real + imaginary * imaginary;
    }
  }
}
