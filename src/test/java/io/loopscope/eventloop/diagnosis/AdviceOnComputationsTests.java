package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.Cause.CPU;
import static io.loopscope.eventloop.diagnosis.RealAdvice.assertAdvice;
import static io.loopscope.eventloop.diagnosis.RealAdvice.busy;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.Shop;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The advice on stacks of threads that really compute. */
class AdviceOnComputationsTests {
  @Test
  void onARegularExpressionThatBacktracks() {
    Pattern evil = Pattern.compile("(.*,){12}x");
    String text = "a,".repeat(22);

    assertAdvice(CPU, busy(() -> evil.matcher(text).matches()), "java.util.regex.")
        .startsWith("A regular expression was being matched");
  }

  @Test
  void onAPasswordHash() {
    PBEKeySpec password = new PBEKeySpec("secret".toCharArray(), new byte[16], 100_000, 256);

    assertAdvice(
            CPU,
            busy(
                () ->
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(password)),
            "com.sun.crypto.provider.PBKDF2")
        .startsWith("A password hash is expensive on purpose");
  }

  @Test
  void onJson() {
    JsonMapper mapper = JsonMapper.builder().build();
    int[] numbers = IntStream.range(0, 200_000).toArray();
    String loadsItsClasses = mapper.writeValueAsString(numbers);
    assertThat(loadsItsClasses).endsWith("199999]");

    assertAdvice(CPU, busy(() -> mapper.writeValueAsString(numbers)), "tools.jackson.")
        .startsWith("JSON was being read or written: if it is large");
  }

  @Test
  void onSecureRandom() {
    SecureRandom random = new SecureRandom();
    byte[] bytes = new byte[1 << 20];

    assertAdvice(
            CPU,
            busy(
                () -> {
                  random.nextBytes(bytes);
                  return bytes;
                }),
            "java.security.SecureRandom.nextBytes")
        .startsWith("SecureRandom may wait");
  }

  @Test
  void onCompression() {
    byte[] text = new byte[1 << 22];
    byte[] deflated = new byte[1 << 22];

    assertAdvice(CPU, busy(() -> deflate(text, deflated)), "java.util.zip.Deflater.deflate")
        .startsWith("Compression or image coding");
  }

  @Test
  void onAComputationInGeneral() {
    assertAdvice(CPU, Shop::count, "com.example.shop.Shop.count")
        .startsWith("A computation held the loop");
    assertThat(RealAdvice.on(CPU, ThreadStacks.none())).hasValueSatisfying(this::aboutComputation);
  }

  private void aboutComputation(String advice) {
    assertThat(advice).startsWith("A computation held the loop");
  }

  private static int deflate(byte[] text, byte[] deflated) {
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(text);
      return deflater.deflate(deflated);
    }
  }
}
