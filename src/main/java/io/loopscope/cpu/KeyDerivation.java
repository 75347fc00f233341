package io.loopscope.cpu;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Derives keys from a password, as a login does. One unit: one key of 256 bits by
 * PBKDF2WithHmacSHA256 with 5,000 iterations, its salt the unit's number as four bytes.
 *
 * <p>Checksum: a chain of SHA-256, each over the sum before it, none at first, and the next key.
 */
final class KeyDerivation extends UnitWork {
  static final String PASSWORD = "loopscope";
  static final int ITERATIONS = 5_000;

  private static final int KEY_BITS = 256;

  private byte[] checksum = {};

  KeyDerivation(int units) {
    super(units);
  }

  @Override
  void unit(int number) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(checksum);
    checksum = digest.digest(key(number));
  }

  @Override
  public String result() {
    return HexFormat.of().formatHex(checksum);
  }

  private static byte[] key(int number) throws GeneralSecurityException {
    byte[] salt = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
        .generateSecret(new PBEKeySpec(PASSWORD.toCharArray(), salt, ITERATIONS, KEY_BITS))
        .getEncoded();
  }
}
