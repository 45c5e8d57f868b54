package io.xendisk.xenapi;

import com.xensource.xenapi.Session;
import io.xendisk.xenapi.http.Deadline;
import io.xendisk.xenapi.http.Endpoint;
import io.xendisk.xenapi.http.IdleConnections;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one session on the pool's master and sends calls on it. Reads survive a lost session and a
 * moved master: one new login, one repetition. Writes are sent once, whatever happens. Thread-safe:
 * the login is replaced as a whole, under a lock, by the first thread that finds it dead.
 */
final class Calls implements AutoCloseable {
  private static final int MOST_HOPS = 4;
  private static final Duration GOODBYE = Duration.ofSeconds(3);

  /** A session on the host that gave it; the serial number tells one login from the next. */
  record Login(Endpoint master, String session, long serial) {}

  private final ClientOptions options;
  private final LongSupplier nanos;
  private final Wire wire;
  private final TrustedHosts trust;
  private final IdleConnections idle;
  private final Set<String> poolAddresses = ConcurrentHashMap.newKeySet();
  private final ReentrantLock loggingIn = new ReentrantLock();
  private volatile @Nullable Login login;
  private volatile boolean closed;

  Calls(ClientOptions options, LongSupplier nanos) {
    this.options = options;
    this.nanos = nanos;
    this.trust = new TrustedHosts(options);
    this.idle = new IdleConnections(nanos);
    this.wire = new XmlRpcWire(options, trust, idle);
  }

  Login login() {
    Login current = login;
    return current != null ? current : loginAfter(null);
  }

  ClientOptions options() {
    return options;
  }

  TrustedHosts trust() {
    return trust;
  }

  Deadline deadline(Duration time) {
    return Deadline.in(time, nanos);
  }

  LongSupplier nanos() {
    return nanos;
  }

  long count() {
    return wire.sent();
  }

  /** The pool itself named this address of one of its hosts. */
  void learn(String address) {
    try {
      poolAddresses.add(Endpoint.of(options.url()).at(address).authority());
    } catch (IllegalArgumentException _) {
      // An address that nobody can be reached at: a host that has none at the moment sends that.
    }
  }

  /** Whether the address was configured, or the pool named it. */
  boolean belongsToPool(Endpoint endpoint) {
    var known = new HashSet<>(options.allowedAddresses());
    known.addAll(poolAddresses);
    options.urls().forEach(url -> known.add(Endpoint.of(url).authority()));
    return known.contains(endpoint.host())
        || known.contains(endpoint.authority())
        || known.contains(endpoint.host() + ":" + endpoint.port());
  }

  /** Sends once. */
  <T extends @Nullable Object> T write(SdkCall.Binding<T> binding) {
    return send(login(), options.callDeadline(), binding);
  }

  <T extends @Nullable Object> T write(Duration within, SdkCall.Binding<T> binding) {
    return send(login(), within, binding);
  }

  /** Sends, and once more after a new login if session or master were lost. */
  <T extends @Nullable Object> T read(SdkCall.Binding<T> binding) {
    return read(options.callDeadline(), binding);
  }

  <T extends @Nullable Object> T read(Duration within, SdkCall.Binding<T> binding) {
    Login used = login();
    try {
      return send(used, within, binding);
    } catch (PoolException e) {
      if (wasDisconnected(e)) {
        return againOnTheSameSession(used, within, binding);
      }
      if (!lostItsSession(e)) {
        throw e;
      }
      return send(loginAgain(used, e), within, binding);
    }
  }

  private static boolean wasDisconnected(PoolException e) {
    return e instanceof PoolException.ReplyLost lost
        && lost.reason() == PoolException.ReplyLost.Reason.DISCONNECTED;
  }

  /**
   * An idle connection that the host closed in the same moment looks like a lost answer. A second
   * one in a row is a host that went away: then another may be the master.
   */
  private <T extends @Nullable Object> T againOnTheSameSession(
      Login used, Duration within, SdkCall.Binding<T> binding) {
    try {
      return send(used, within, binding);
    } catch (PoolException e) {
      if (!lostItsSession(e) && !wasDisconnected(e)) {
        throw e;
      }
      Login fresh = loginAgain(used, e);
      if (wasDisconnected(e) && fresh.master.equals(used.master)) {
        throw e;
      }
      return send(fresh, within, binding);
    }
  }

  /** Logs in anew; a session that may still live on the same master is not left behind. */
  private Login loginAgain(Login used, PoolException why) {
    Login fresh = loginAfter(used);
    if (!(why instanceof PoolException.Rejected)
        && fresh.serial == used.serial + 1
        && fresh.master.equals(used.master)) {
      logout(used);
    }
    return fresh;
  }

  private static boolean lostItsSession(PoolException e) {
    return !(e instanceof PoolException.ReplyLost) && e.isSettledByLooking();
  }

  private <T extends @Nullable Object> T send(
      Login login, Duration within, SdkCall.Binding<T> binding) {
    if (closed) {
      throw new IllegalStateException("this client is closed");
    }
    return call(login, within, false).run(binding);
  }

  private SdkCall call(Login login, Duration within, boolean last) {
    try {
      var target = new Wire.Target(login.master, deadline(within));
      return new SdkCall(wire, target, last, login, new SdkCall.Around(options, nanos));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("no URL: " + login.master, e);
    }
  }

  /** Logs in, unless another thread has done so since the dead login was in use. */
  Login loginAfter(@Nullable Login dead) {
    loggingIn.lock();
    try {
      if (closed) {
        throw new IllegalStateException("this client is closed");
      }
      Login current = login;
      if (current != null && (dead == null || current.serial != dead.serial)) {
        return current;
      }
      Login fresh = loginAnywhere(dead);
      if (closed) {
        logout(fresh);
        throw new IllegalStateException("this client is closed");
      }
      login = fresh;
      return fresh;
    } finally {
      loggingIn.unlock();
    }
  }

  private Login loginAnywhere(@Nullable Login dead) {
    var candidates = new LinkedHashSet<Endpoint>();
    if (dead != null) {
      candidates.add(dead.master);
    }
    List<Endpoint> configured = options.urls().stream().map(Endpoint::of).toList();
    candidates.addAll(configured);
    if (dead != null) {
      poolAddresses.forEach(address -> candidates.add(configured.getFirst().at(address)));
    }
    long serial = dead == null ? 1 : dead.serial + 1;
    PoolException first = null;
    for (Endpoint candidate : candidates) {
      try {
        return followToMaster(candidate, serial);
      } catch (PoolException e) {
        if (!anotherHostMayHelp(e)) {
          throw e;
        }
        if (first == null) {
          first = e;
        }
      }
    }
    throw first == null ? new IllegalStateException("no address to log in at") : first;
  }

  private static boolean anotherHostMayHelp(PoolException e) {
    return switch (e) {
      case PoolException.NotSent notSent ->
          switch (notSent.reason()) {
            case UNREACHABLE, TIMED_OUT, TLS, NO_MASTER -> true;
            case UNTRUSTED, FOREIGN_ADDRESS, TOO_LARGE, INTERRUPTED -> false;
          };
      // A member that cannot find its master answers with whatever made it so (facts §1.5).
      case PoolException.Rejected rejected -> rejected.code().startsWith("HOST_");
      case PoolException.ReplyLost lost ->
          lost.reason() != PoolException.ReplyLost.Reason.INTERRUPTED;
    };
  }

  private Login followToMaster(Endpoint start, long serial) {
    var seen = new ArrayList<Endpoint>();
    Endpoint at = start;
    while (true) {
      seen.add(at);
      try {
        return new Login(at, loginAt(at), serial);
      } catch (PoolException.Rejected e) {
        if (!e.is("HOST_IS_SLAVE") || e.params().isEmpty()) {
          throw e;
        }
        at = masterNamedBy(at, e.params().getFirst(), seen);
      }
    }
  }

  private Endpoint masterNamedBy(Endpoint member, String address, List<Endpoint> seen) {
    Endpoint master;
    try {
      master = member.at(address);
    } catch (IllegalArgumentException e) {
      throw noLogin(
          member,
          PoolException.NotSent.Reason.FOREIGN_ADDRESS,
          "it names as its master " + e.getMessage());
    }
    if (seen.contains(master) || seen.size() >= MOST_HOPS) {
      throw noLogin(
          member,
          PoolException.NotSent.Reason.NO_MASTER,
          "its hosts name each other as master: " + seen);
    }
    if (!options.allowedAddresses().isEmpty() && !belongsToPool(master)) {
      throw noLogin(
          member,
          PoolException.NotSent.Reason.FOREIGN_ADDRESS,
          "it names as its master %s, which is not among the allowed addresses"
              .formatted(master.authority()));
    }
    return master;
  }

  private static PoolException.NotSent noLogin(
      Endpoint at, PoolException.NotSent.Reason reason, String why) {
    return new PoolException.NotSent(
        "session.login_with_password", at.authority(), reason, why, null);
  }

  private String loginAt(Endpoint endpoint) {
    try {
      return session(
          endpoint,
          c ->
              Session.loginWithPassword(
                  c, options.user(), options.password().value(), "1.0", options.originator()));
    } catch (PoolException.Rejected e) {
      if (!e.is("MESSAGE_PARAMETER_COUNT_MISMATCH")) {
        throw e;
      }
      // 6.1 and before know no originator (facts §1.5).
      return session(
          endpoint,
          c -> Session.loginWithPassword(c, options.user(), options.password().value(), "1.0"));
    }
  }

  private String session(Endpoint endpoint, SdkCall.Binding<Session> binding) {
    return call(new Login(endpoint, "", 0), options.callDeadline(), false)
        .run(
            c -> {
              String session = binding.call(c).toWireString();
              RefText.check("session", session);
              return session;
            });
  }

  URI master() {
    return login().master.uri();
  }

  /** Ends the session; never throws, and waits for a few seconds at most. */
  @Override
  public void close() {
    // An interrupted thread must say goodbye too: its socket would be closed under it otherwise.
    boolean interrupted = Thread.interrupted();
    boolean locked = false;
    try {
      locked = loggingIn.tryLock(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
      Login last = locked && !closed ? login : null;
      closed = true; // a login that is still under way ends its session itself
      if (last != null) {
        logout(last);
      }
    } catch (InterruptedException _) {
      interrupted = true;
    } finally {
      closed = true;
      idle.close();
      if (locked) {
        loggingIn.unlock();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Twice where the line broke: a session that was ended already is no loss. */
  private void logout(Login last) {
    try {
      logoutOnce(last);
    } catch (PoolException e) {
      if (wasDisconnected(e)) {
        try {
          logoutOnce(last);
        } catch (PoolException _) {
          // The pool ends the session by itself after a day (facts §1.5).
        }
      }
    }
  }

  private void logoutOnce(Login last) {
    call(last, GOODBYE, closed)
        .run(
            c -> {
              Session.logout(c);
              return true;
            });
  }
}
