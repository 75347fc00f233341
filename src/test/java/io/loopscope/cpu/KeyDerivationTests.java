package io.loopscope.cpu;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyDerivationTests {
  @Test
  void chainsTheKeysThatRfc8018Prescribes() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] first = sha256.digest(key((byte) 0));
    sha256.update(first);
    byte[] second = sha256.digest(key((byte) 1));

    assertThat(WorkRunner.finish(new KeyDerivation(2))).isEqualTo(HexFormat.of().formatHex(second));
  }

  private static byte[] key(byte unit) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KeyDerivation.PASSWORD.getBytes(US_ASCII), "HmacSHA256"));
    byte[] block = {0, 0, 0, unit, 0, 0, 0, 1};
    BigInteger key = BigInteger.ZERO;
    for (int i = 0; i < KeyDerivation.ITERATIONS; i++) {
      block = mac.doFinal(block);
      key = key.xor(new BigInteger(1, block));
    }
    return HexFormat.of().parseHex("%064x".formatted(key));
  }
}
