package io.xendisk.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what people are told. */
public sealed interface Channel {
  /** As it is called in the configuration. */
  default String word() {
    return switch (this) {
      case PoolMessage _ -> "message";
      case Mail _ -> "mail";
      case Webhook _ -> "webhook";
      case Command _ -> "command";
    };
  }

  /** A message in the pool, beside the VM. */
  record PoolMessage() implements Channel {}

  /** What needs no pool. */
  sealed interface Outside extends Channel {}

  /**
   * Mail over SMTP.
   *
   * @param ca a PEM file of the authority that vouches for the server; null for the system's
   * @param login null where the server wants none
   */
  record Mail(
      String host,
      int port,
      MailTls tls,
      @Nullable Path ca,
      @Nullable Login login,
      Envelope envelope)
      implements Outside {}

  /** How a mail server is spoken to. */
  enum MailTls {
    /** TLS has to be begun before anything else is said. */
    STARTTLS,
    /** TLS from the first byte. */
    IMPLICIT,
    /** In the clear: only to this machine, or where somebody says so. */
    NONE
  }

  /** Who sends. */
  record Login(String user, PasswordSource password) {}

  /** From whom and to whom. */
  record Envelope(String from, List<String> to) {
    public Envelope {
      to = List.copyOf(to);
    }
  }

  /**
   * An HTTP request with the news in JSON.
   *
   * @param secret the key of its signature; null for none
   * @param ca as for mail
   */
  record Webhook(URI url, @Nullable PasswordSource secret, @Nullable Path ca) implements Outside {}

  /** A command of this machine, with the news in JSON at its standard input. */
  record Command(List<String> words, Duration timeout) implements Outside {
    public Command {
      words = List.copyOf(words);
    }
  }
}
