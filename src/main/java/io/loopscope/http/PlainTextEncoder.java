package io.loopscope.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;

/** Writes each {@link PlainTextAnswer} as its lines. */
final class PlainTextEncoder extends AbstractEncoder<PlainTextAnswer> {
  PlainTextEncoder() {
    super(new MimeType("text", "plain", StandardCharsets.UTF_8));
  }

  @Override
  public boolean canEncode(ResolvableType type, @Nullable MimeType mimeType) {
    return super.canEncode(type, mimeType)
        && PlainTextAnswer.class.isAssignableFrom(type.toClass());
  }

  @Override
  public Flux<DataBuffer> encode(
      Publisher<? extends PlainTextAnswer> values,
      DataBufferFactory buffers,
      ResolvableType type,
      @Nullable MimeType mimeType,
      @Nullable Map<String, Object> hints) {
    return Flux.from(values).map(value -> encodeValue(value, buffers, type, mimeType, hints));
  }

  @Override
  public DataBuffer encodeValue(
      PlainTextAnswer value,
      DataBufferFactory buffers,
      ResolvableType type,
      @Nullable MimeType mimeType,
      @Nullable Map<String, Object> hints) {
    return buffers.wrap((value.plainText() + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
