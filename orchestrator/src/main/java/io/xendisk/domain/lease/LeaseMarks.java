package io.xendisk.domain.lease;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that stands on a disk's record about leases at one moment: the lease, the signs of life of
 * this and of earlier owners, and who claims to clear a dead one away. Immutable.
 *
 * @param takeovers by the token of the lease that is claimed to be dead
 */
public record LeaseMarks(@Nullable Lease lease, List<Beat> beats, Map<String, Lease> takeovers) {
  public static final LeaseMarks NONE = new LeaseMarks(null, List.of(), Map.of());

  /** Followed by the token of the lease and a number, as a key is never rewritten. */
  static final String BEAT = "xendisk:lease-beat:";

  /** A sign of life of the owner with this token, by the pool's clock. */
  public record Beat(String key, String token, Instant at) {}

  public LeaseMarks {
    beats = List.copyOf(beats);
    takeovers = Map.copyOf(takeovers);
  }

  /** What a record's {@code other_config} says. */
  public static LeaseMarks of(Map<String, String> otherConfig) {
    var lease = otherConfig.get(Lease.KEY);
    var beats = new ArrayList<Beat>();
    var takeovers = new TreeMap<String, Lease>();
    otherConfig.forEach(
        (key, text) -> {
          if (key.startsWith(BEAT)) {
            beats.add(beat(key, text));
          } else if (key.startsWith(Lease.TAKEOVER)) {
            takeovers.put(key.substring(Lease.TAKEOVER.length()), Lease.parse(text));
          }
        });
    return new LeaseMarks(lease == null ? null : Lease.parse(lease), beats, takeovers);
  }

  private static Beat beat(String key, String text) {
    int end = key.lastIndexOf(':');
    var token =
        end < BEAT.length() ? key.substring(BEAT.length()) : key.substring(BEAT.length(), end);
    return new Beat(key, token, momentOf(text));
  }

  /** A sign of life that cannot be read is one all the same. */
  private static Instant momentOf(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.MAX;
    }
  }

  /** The lease, whoever claims that it is dead, whoever claims that of the claimer, and so on. */
  List<Lease> chain() {
    var chain = new ArrayList<Lease>();
    for (var link = lease;
        link != null && chain.size() <= takeovers.size();
        link = takeovers.get(link.token())) {
      chain.add(link);
    }
    return chain;
  }

  /** Whether a lease or a claim with this token stands there. */
  public boolean name(String token) {
    return isHeldBy(token)
        || takeovers.values().stream().anyMatch(claim -> claim.token().equals(token));
  }

  /** When its owner last showed that it lives. */
  public Instant lastBeat(Lease of) {
    var last = of.taken();
    for (var beat : beats) {
      if (beat.token().equals(of.token()) && beat.at().isAfter(last)) {
        last = beat.at();
      }
    }
    return last;
  }

  public boolean isHeldBy(String token) {
    return lease != null && lease.token().equals(token);
  }

  /** As it is for whoever has the lease with this token. */
  public LeaseMarks without(String token) {
    return isHeldBy(token) ? new LeaseMarks(null, beats, takeovers) : this;
  }

  /** As it is for whoever claims that the owner with this token is dead. */
  LeaseMarks withoutClaimOn(String token) {
    var others = new TreeMap<>(takeovers);
    others.remove(token);
    return new LeaseMarks(lease, beats, others);
  }

  /** The keys of signs of life and claims that belong to no lease that is there. */
  public List<String> leftKeys() {
    var tokens = chain().stream().map(Lease::token).toList();
    var left = new ArrayList<String>();
    beats.stream().filter(beat -> !tokens.contains(beat.token())).map(Beat::key).forEach(left::add);
    takeovers.keySet().stream()
        .filter(token -> !tokens.contains(token))
        .map(token -> Lease.TAKEOVER + token)
        .forEach(left::add);
    return left;
  }
}
