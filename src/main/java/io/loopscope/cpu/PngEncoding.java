package io.loopscope.cpu;

import io.loopscope.placement.SteppedWork;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Draws a picture and encodes it as PNG, which is one more step at the end. */
final class PngEncoding implements SteppedWork<byte[]> {
  private final SteppedWork<BufferedImage> picture;
  private boolean drawn;
  private byte @Nullable [] encoded;

  PngEncoding(SteppedWork<BufferedImage> picture) {
    this.picture = picture;
  }

  @Override
  public boolean step() throws Exception {
    if (drawn) {
      encoded = encode(picture.result());
      return false;
    }
    drawn = !picture.step();
    return true;
  }

  @Override
  public byte[] result() {
    if (encoded == null) {
      throw new IllegalStateException("not encoded yet");
    }
    return encoded;
  }

  /** Encodes in a single step, which takes about a millisecond per 50,000 pixels. */
  static byte[] encode(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream inMemory = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "png", inMemory);
    }
    return bytes.toByteArray();
  }
}
