package io.loopscope.io;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.DelayDistribution;
import io.loopscope.setting.SettingCheck;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service calls the downstream.
 *
 * @param connections connections to it at once
 * @param pendingAcquires calls that may wait for one of them; one more is answered 503
 * @param pendingTimeout how long a call waits for a connection before it is answered 503
 * @param connectTimeout how long a connection may take to be made
 * @param patience how long a call may take beyond its requested delay, for example in the queue of
 *     the downstream
 * @param longestSequence how long sequential calls may take, computed from their longest delays
 */
@ConfigurationProperties("loopscope.io")
record IoSettings(
    @DefaultValue("1000") int connections,
    @DefaultValue("2000") int pendingAcquires,
    @DefaultValue("5s") Duration pendingTimeout,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("30s") Duration patience,
    @DefaultValue("5m") Duration longestSequence) {

  IoSettings {
    SettingCheck.positive("loopscope.io.connections", connections);
    SettingCheck.positive("loopscope.io.pending-acquires", pendingAcquires);
    SettingCheck.positive("loopscope.io.pending-timeout", pendingTimeout);
    SettingCheck.positive("loopscope.io.connect-timeout", connectTimeout);
    SettingCheck.positive("loopscope.io.patience", patience);
    SettingCheck.positive("loopscope.io.longest-sequence", longestSequence);
  }

  /** The timeout of a call that requests {@code delay}. */
  Duration limit(DelayDistribution delay) {
    return delay.longest().plus(patience);
  }

  /**
   * Rejects calls that would take too long together, {@code concurrency} of them at once.
   *
   * @throws InvalidRequest that says how many calls such a delay allows
   */
  void checkDuration(int calls, int concurrency, DelayDistribution delay) {
    long rounds = Math.ceilDiv(calls, concurrency);
    Duration longest = delay.longest();
    if (longest.multipliedBy(rounds).compareTo(longestSequence) > 0) {
      long most = longestSequence.dividedBy(longest) * concurrency;
      throw InvalidRequest.parameter(
          "calls",
          calls,
          "at most %d with delay=%s, %d at a time; together at most %s"
              .formatted(most, delay, concurrency, DelayDistribution.fixed(longestSequence)));
    }
  }
}
