package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.port.Dom0Exception;

/** Ids and exit codes for what goes wrong between here and a control domain. */
public final class SshFailures {
  private SshFailures() {}

  /**
   * The failure to tell.
   *
   * @throws InterruptedException if it was an interrupt that ended the wait
   */
  public static Failure of(Dom0Exception e) throws InterruptedException {
    return switch (e.reason()) {
      case INTERRUPTED -> {
        boolean _ = Thread.interrupted();
        throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
      }
      case UNREACHABLE -> failure(e, "ssh-unreachable", Exit.UNREACHABLE);
      case HOST_KEY_UNKNOWN -> failure(e, "ssh-host-key-unknown", Exit.CREDENTIALS);
      case HOST_KEY_CHANGED -> failure(e, "ssh-host-key-changed", Exit.CREDENTIALS);
      case TOO_OLD -> failure(e, "ssh-too-old", Exit.CREDENTIALS);
      case LOGIN_REFUSED -> failure(e, "ssh-login-refused", Exit.CREDENTIALS);
      case COMMAND_FAILED -> failure(e, "ssh-command-failed", Exit.FAILED);
      case LOST -> failure(e, "ssh-lost", Exit.PARTLY);
    };
  }

  private static Failure failure(Dom0Exception e, String id, Exit exit) {
    return new Failure(new Explanation(id, exit, String.valueOf(e.getMessage()), e.advice()));
  }
}
