package io.loopscope.loadgen;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rule of arrivals: by a clock, or by the answer to the request before. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(name = "open", value = LoadModel.Open.class),
  @JsonSubTypes.Type(name = "closed", value = LoadModel.Closed.class),
  @JsonSubTypes.Type(name = "held", value = LoadModel.Held.class)
})
public sealed interface LoadModel {
  /**
   * Requests at a constant rate, whether or not anything is answered: {@code
   * {"open":{"perSecond":200}}}.
   *
   * @param jitter false: one every {@code 1/perSecond}; true: one at a random moment of each such
   *     interval. Two streams without jitter keep their phase, so that requests of one may always
   *     or never meet those of the other; a stream that measures the effect of another needs it
   */
  record Open(double perSecond, boolean jitter) implements LoadModel {
    public Open(double perSecond) {
      this(perSecond, false);
    }

    @JsonCreator
    static Open of(double perSecond, @Nullable Boolean jitter) {
      return new Open(perSecond, Boolean.TRUE.equals(jitter));
    }
  }

  /**
   * Users that each wait for their answer before they ask again: {@code {"closed":{"users":20}}}.
   *
   * @param think pause of a user after an answer; none by default
   * @param expectedInterval interval of a user's requests if every answer came at once; if given,
   *     the result has the service times corrected for coordinated omission
   */
  record Closed(
      int users,
      @DurationAsText Duration think,
      @DurationAsText @Nullable Duration expectedInterval)
      implements LoadModel {
    @JsonCreator
    static Closed of(
        int users,
        @DurationAsText @Nullable Duration think,
        @DurationAsText @Nullable Duration expectedInterval) {
      return new Closed(users, think == null ? Duration.ZERO : think, expectedInterval);
    }
  }

  /**
   * Connections that are opened one after the other and then held until the end, their answers read
   * as they come: {@code {"held":{"connections":10000,"perSecond":1000}}}. The opening should fit
   * into the warm-up.
   *
   * @param perSecond how many are opened per second
   */
  record Held(int connections, double perSecond) implements LoadModel {}
}
