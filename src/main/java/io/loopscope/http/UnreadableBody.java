package io.loopscope.http;

import io.loopscope.failure.Failure;
import io.loopscope.failure.InvalidRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Describes a body that is not JSON. */
final class UnreadableBody {
  private UnreadableBody() {}

  /** Whether the failure is about the body of the request. */
  static boolean isIn(ServerWebInputException failure) {
    MethodParameter parameter = failure.getMethodParameter();
    return parameter != null && parameter.hasParameterAnnotation(RequestBody.class);
  }

  static Failure describe(ServerWebInputException failure) {
    return failure.getCause() instanceof DecodingException decoding
            && decoding.getCause() instanceof JacksonException json
        ? new InvalidRequest("the body is not JSON" + where(json.getLocation()))
        : new InvalidRequest("a JSON body is needed");
  }

  /** The position only: the parser's messages name its own classes and options. */
  private static String where(@Nullable TokenStreamLocation stop) {
    return stop == null
        ? ", or nests too deeply"
        : ": line %d, column %d".formatted(stop.getLineNr(), stop.getColumnNr());
  }
}
