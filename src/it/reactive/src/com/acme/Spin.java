package com.acme;

final class Spin {
  private Spin() {}

  static String forMillis(long ms) {
    long end = System.nanoTime() + ms * 1_000_000;
    long rounds = 0;
    while (System.nanoTime() < end) {
      rounds++;
    }
    return "spun " + rounds;
  }

  static String asleep(long ms) throws InterruptedException {
    Thread.sleep(ms);
    return "slept";
  }
}
