package io.xendisk.adapter.ssh;

import io.xendisk.port.Dom0Exception;
import io.xendisk.port.Dom0Exception.Reason;
import io.xendisk.port.SshLogin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;

/**
 * One login at one host, and commands on it, each with a time limit. Invariant: a command is sent
 * once; whatever goes wrong after that is {@link Reason#LOST}, because it may have been done.
 * Confined to one thread.
 */
final class SshLine implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration LOGIN = Duration.ofSeconds(30);

  private final SshLogin login;
  private final SshClient client;
  private final ClientSession session;

  /** How a command ended. */
  record Ran(int status, String out, String err) {}

  private SshLine(SshLogin login, SshClient client, ClientSession session) {
    this.login = login;
    this.client = client;
    this.session = session;
  }

  static SshLine connect(SshLogin login) {
    var check = new HostKeyCheck(login);
    var identities = Identities.in(login.keys());
    var client = SshClients.client(login, check, identities);
    client.start();
    try {
      var target = login.target();
      var session =
          client.connect(target.user(), target.host(), target.port()).verify(CONNECT).getSession();
      if (login.password() != null) {
        session.addPasswordIdentity(login.password());
      }
      session.auth().verify(LOGIN);
      return new SshLine(login, client, session);
    } catch (IOException | UnresolvedAddressException e) {
      client.stop();
      var refusal = check.refusal();
      throw refusal == null ? notIn(login, identities, e) : refusal;
    }
  }

  private static Dom0Exception notIn(SshLogin login, Identities identities, Exception e) {
    if (e instanceof InterruptedIOException || Thread.currentThread().isInterrupted()) {
      return interrupted(e);
    }
    var why = String.valueOf(e.getMessage());
    if (why.contains("Unable to negotiate")) {
      return new Dom0Exception(
          Reason.TOO_OLD,
          "%s speaks none of the algorithms that are safe today: %s".formatted(login.target(), why),
          "--ssh-legacy speaks those of 2006 as well, which the dom0 of XenServer 6.x needs; the"
              + " host's key is checked all the same.",
          e);
    }
    if (why.contains("No more authentication methods")) {
      return new Dom0Exception(
          Reason.LOGIN_REFUSED,
          "%s lets nobody in with %s".formatted(login.target(), offered(login, identities)),
          "Put your public key into /root/.ssh/authorized_keys there, name a key with --ssh-key,"
              + " start ssh-agent, or let the password be asked for with --ssh-password.",
          e);
    }
    return new Dom0Exception(
        Reason.UNREACHABLE,
        "%s does not answer by SSH: %s".formatted(login.target(), why),
        "Is the address right, and port %d open from here? dom0's own console can enable SSH."
            .formatted(login.target().port()),
        e);
  }

  private static String offered(SshLogin login, Identities identities) {
    var offered = identities.keys().size() + " keys of files";
    if (login.agent() != null) {
      offered += ", those of the agent";
    }
    if (login.password() != null) {
      offered += ", and the password";
    }
    return identities.left().isEmpty()
        ? offered
        : "%s (%s)".formatted(offered, String.join("; ", identities.left()));
  }

  /** Runs a command line to its end. */
  Ran run(String command, String input, Duration atMost) {
    try (var channel = session.createExecChannel(command)) {
      return run(channel, input, atMost);
    } catch (IOException | RuntimeException e) {
      // MINA throws an IllegalStateException for a session that is being closed.
      if (e instanceof Dom0Exception known) {
        throw known;
      }
      if (e instanceof InterruptedIOException || Thread.currentThread().isInterrupted()) {
        throw interrupted(e);
      }
      throw lost(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
    }
  }

  private Ran run(ChannelExec channel, String input, Duration atMost) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    channel.setOut(out);
    channel.setErr(err);
    channel.open().verify(CONNECT);
    var ended = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), atMost);
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(new InterruptedIOException());
    }
    var status = channel.getExitStatus();
    if (ended.contains(ClientChannelEvent.TIMEOUT)) {
      throw lost("no answer within %d s".formatted(atMost.toSeconds()), new SshException("late"));
    }
    if (status == null) {
      throw lost("the connection ended", new SshException("no status"));
    }
    return new Ran(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Dom0Exception lost(String why, Exception e) {
    return new Dom0Exception(
        Reason.LOST,
        "the SSH connection to %s was lost: %s".formatted(login.target(), why),
        "What was under way may have been done or not; each file there is whole, old or new. Run"
            + " it again.",
        e);
  }

  private static Dom0Exception interrupted(Exception e) {
    Thread.currentThread().interrupt();
    return new Dom0Exception(Reason.INTERRUPTED, "interrupted", "Run it again when you like.", e);
  }

  SshLogin.Target target() {
    return login.target();
  }

  @Override
  public void close() {
    session.close(true);
    client.stop();
  }
}
