package io.loopscope.eventloop.diagnosis;

import static io.loopscope.eventloop.diagnosis.WellKnownProblem.computing;
import static io.loopscope.eventloop.diagnosis.WellKnownProblem.either;
import static io.loopscope.eventloop.diagnosis.WellKnownProblem.stoppingAll;

import java.util.List;

/** Work that takes a CPU, or the whole JVM, for longer than a loop should. */
final class ComputationProblems {
  static final WellKnownProblem CLASS_LOADING =
      either(
          "class loading",
          WellKnownProblem::isGettingAClass,
          "A class was being loaded or initialised on the loop, which happens once: use it at"
              + " start-up, before traffic comes, and keep I/O and long computations out of"
              + " static initialisers.");

  static final List<WellKnownProblem> ALL =
      List.of(
          stoppingAll(
              "explicit garbage collection",
              "java.lang.Runtime.gc() java.lang.System.gc()",
              "System.gc() was called on the loop and stops the whole JVM: remove the call, or"
                  + " start the JVM with -XX:+DisableExplicitGC."),
          CLASS_LOADING,
          either(
              "key store",
              """
              java.security.KeyStore.load() java.security.KeyStore.getKey() sun.security.pkcs12.
              javax.net.ssl.KeyManagerFactory.init() javax.net.ssl.TrustManagerFactory.init()
              """,
              "A key store was being opened, which derives keys from its password on purpose slowly:"
                  + " open it once at start-up, or off the loop."),
          computing(
              "password hash",
              """
              org.springframework.security.crypto. com.sun.crypto.provider.PBKDF2KeyImpl.
              org.bouncycastle.crypto.generators. at.favre.lib.crypto. org.mindrot.jbcrypt. de.mkammerer.argon2.
              """,
              "A password hash is expensive on purpose: compute it on parallel or on a scheduler"
                  + " of its own with a bounded queue, never on the loop."),
          computing(
              "TLS",
              "sun.security.ssl. io.netty.handler.ssl.ReferenceCountedOpenSslEngine.",
              "TLS was being computed on the loop: keep connections alive, resume sessions, use"
                  + " ECDSA keys and Netty's OpenSSL provider, or end TLS in front of the service."),
          computing(
              "JSON",
              "tools.jackson. com.fasterxml.jackson. com.google.gson.",
              "JSON was being read or written: if it is large, limit its size, stream it in"
                  + " elements, or do it off the loop with publishOn(Schedulers.parallel())."),
          computing(
              "regular expression",
              "java.util.regex.",
              "A regular expression was being matched: bound the length of the input and avoid"
                  + " nested repetitions, which backtrack exponentially."),
          either(
              "SecureRandom",
              "java.security.SecureRandom. sun.security.provider.NativePRNG.",
              "SecureRandom may wait for entropy or for its lock: do not use getInstanceStrong()"
                  + " on a loop, seed at start-up, and take a generator per thread."),
          computing(
              "compression",
              """
              java.util.zip. javax.imageio. com.sun.imageio. com.github.luben.zstd.
              com.aayushatharva.brotli4j.
              """,
              "Compression or image coding was running: do it in bounded pieces on parallel, or"
                  + " at a lower level, if there is much of it."));

  private ComputationProblems() {}
}
