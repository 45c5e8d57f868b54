package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a pool is, who asks, and what may be waited for and trusted. Immutable; made by {@link
 * #of}.
 *
 * @param urls hosts of one pool, tried in turn; any member leads to the master
 * @param trust what every host must show unless {@code hostTrust} says otherwise
 * @param hostTrust by {@code ADDRESS} or {@code ADDRESS:PORT}
 * @param originator one stable name of this installation: sessions are capped by it (facts §1.5)
 * @param connectTimeout for the connection, TLS included
 * @param callDeadline from the first byte of a request to the last one of its answer
 * @param maxReplyBytes an answer larger than this is refused
 * @param allowedAddresses if not empty, HOST_IS_SLAVE is followed only to these and to {@code
 *     urls}; each {@code ADDRESS} or {@code ADDRESS:PORT}
 * @param observer hears of every call
 */
public record ClientOptions(
    List<URI> urls,
    String user,
    Secret password,
    Trust trust,
    Map<String, Trust> hostTrust,
    String originator,
    Duration connectTimeout,
    Duration callDeadline,
    long maxReplyBytes,
    Set<String> allowedAddresses,
    CallObserver observer) {
  public ClientOptions {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("a pool needs at least one URL");
    }
    urls.forEach(Endpoint::of); // says what is wrong with it
    if (user.isEmpty() || originator.isEmpty()) {
      throw new IllegalArgumentException(
          "user and originator must not be empty: without an originator the sessions of all tools "
              + "of a pool share one cap");
    }
    if (!connectTimeout.isPositive() || !callDeadline.isPositive() || maxReplyBytes < 1024) {
      throw new IllegalArgumentException(
          "times are positive and answers have 1024 bytes at least; were %s, %s, %d"
              .formatted(connectTimeout, callDeadline, maxReplyBytes));
    }
    urls = List.copyOf(urls);
    hostTrust =
        hostTrust.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    host -> host.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    allowedAddresses = Set.copyOf(allowedAddresses);
  }

  /** Starts from the defaults: system trust, 5 s to connect, 60 s a call, 64 MiB an answer. */
  public static Builder of(URI url, String user, Secret password) {
    return new Builder(url, user, password);
  }

  /** Reads {@code HOST}, {@code HOST:PORT} or a URL; without a scheme it is https. */
  public static URI url(String text) {
    String url = text.contains("://") ? text.strip() : "https://" + text.strip();
    try {
      return Endpoint.of(URI.create(url)).uri();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%.100s is no address of a pool: %s".formatted(text, e.getMessage()), e);
    }
  }

  /** The first of the URLs. */
  public URI url() {
    return urls.getFirst();
  }

  /** Whether some URL is plain http: then anybody on the way can read the password. Warn of it. */
  public boolean isUnencrypted() {
    return urls.stream().anyMatch(url -> !Endpoint.of(url).tls());
  }

  Trust trustFor(Endpoint endpoint) {
    String host = endpoint.host().toLowerCase(Locale.ROOT);
    Trust exact = hostTrust.get(host + ":" + endpoint.port());
    return exact != null ? exact : hostTrust.getOrDefault(host, trust);
  }

  /** Gathers options. Confined to one thread. */
  public static final class Builder {
    private final List<URI> urls = new ArrayList<>();
    private final String user;
    private final Secret password;
    private final Map<String, Trust> hostTrust = new HashMap<>();
    private final Set<String> allowedAddresses = new HashSet<>();
    private Trust trust = new Trust.SystemStore();
    private @Nullable String originator;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration callDeadline = Duration.ofSeconds(60);
    private long maxReplyBytes = 64L << 20;
    private CallObserver observer = CallObserver.NONE;

    private Builder(URI url, String user, Secret password) {
      urls.add(url);
      this.user = user;
      this.password = password;
    }

    /** Another host of the same pool, to be tried where the ones before it do not answer. */
    public Builder orElse(URI url) {
      urls.add(url);
      return this;
    }

    /** What every host must show that has no trust of its own; the system's store by default. */
    public Builder trust(Trust trust) {
      this.trust = trust;
      return this;
    }

    /** What one host must show; its address is the one that the pool's records name. */
    public Builder trust(String address, Trust trust) {
      hostTrust.put(address, trust);
      return this;
    }

    /**
     * One stable name of this installation, {@code xendisk} by default. The pool ends the idlest
     * sessions of one originator beyond 500 (facts §1.5), so never make it up anew for each
     * process. Releases before 6.2 know none and are logged in to without it.
     */
    public Builder originator(String originator) {
      this.originator = originator;
      return this;
    }

    /** For one connection, TLS handshake included; 5 s by default. */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = connectTimeout;
      return this;
    }

    /** From the first byte of a request to the last one of its answer; 60 s by default. */
    public Builder callDeadline(Duration callDeadline) {
      this.callDeadline = callDeadline;
      return this;
    }

    /** The largest answer in bytes that is taken, 1024 at least; 64 MiB by default. */
    public Builder maxReplyBytes(long maxReplyBytes) {
      this.maxReplyBytes = maxReplyBytes;
      return this;
    }

    /**
     * Allows HOST_IS_SLAVE to lead to this {@code ADDRESS} or {@code ADDRESS:PORT}; once one is
     * named, to no others but those of the URLs.
     */
    public Builder allowedAddress(String address) {
      allowedAddresses.add(address);
      return this;
    }

    /** Who hears of every call; nobody by default. */
    public Builder observer(CallObserver observer) {
      this.observer = observer;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException that says which of them cannot be, and what was seen
     */
    public ClientOptions build() {
      return new ClientOptions(
          urls,
          user,
          password,
          trust,
          hostTrust,
          originator == null ? "xendisk" : originator,
          connectTimeout,
          callDeadline,
          maxReplyBytes,
          allowedAddresses,
          observer);
    }
  }
}
