package io.xendisk.adapter.notify;

import io.xendisk.domain.tell.Message;
import io.xendisk.domain.tell.Severity;
import io.xendisk.port.Delivery;
import io.xendisk.port.Notifier;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail over SMTP. Where TLS is wanted nothing is sent without it, and the server's
 * certificate and name are checked. Thread-safe: holds no state of its own.
 */
public final class Mail implements Notifier {
  private static final Duration STEP = Duration.ofSeconds(10);

  private final Server server;
  private final Envelope envelope;
  private final InstantSource clock;

  /** How a mail server is spoken to. */
  public enum Tls {
    STARTTLS,
    IMPLICIT,
    NONE
  }

  /** Who sends. */
  public record Login(String user, Secrets password) {}

  /**
   * The server.
   *
   * @param ca a PEM file of the authority that vouches for it; null for the system's
   * @param login null where it wants none
   */
  public record Server(String host, int port, Tls tls, @Nullable Path ca, @Nullable Login login) {}

  /** From whom and to whom, and the name of this machine. */
  public record Envelope(String from, List<String> to, String machine) {
    public Envelope {
      to = List.copyOf(to);
    }
  }

  public Mail(Server server, Envelope envelope, InstantSource clock) {
    this.server = server;
    this.envelope = envelope;
    this.clock = clock;
  }

  @Override
  public Delivery deliver(Message message, Duration atMost) throws InterruptedException {
    try {
      return Within.time(atMost, () -> sent(message));
    } catch (TimeoutException e) {
      return new Delivery.Failed(
          "%s did not take the mail within %d s".formatted(place(), atMost.toSeconds()));
    } catch (ExecutionException e) {
      return failed(e.getCause());
    }
  }

  private Delivery sent(Message message) throws MessagingException {
    var session = Session.getInstance(properties());
    var mail = mail(session, message);
    try (var transport = new SMTPTransport(session, null)) {
      var login = server.login();
      transport.connect(
          server.host(),
          server.port(),
          login == null ? null : login.user(),
          login == null ? null : login.password().secret());
      transport.sendMessage(mail, mail.getAllRecipients());
      return new Delivery.Done();
    } catch (SendFailedException e) {
      // Trying again would tell those twice who were told.
      return e.getValidSentAddresses() != null && e.getValidSentAddresses().length > 0
          ? new Delivery.Refused(place() + " took the mail, but not for " + others(e))
          : new Delivery.Failed(place() + " did not take the mail: " + words(e));
    }
  }

  private static List<String> others(SendFailedException e) {
    var others = new ArrayList<String>();
    for (var list : Arrays.asList(e.getInvalidAddresses(), e.getValidUnsentAddresses())) {
      if (list != null) {
        Arrays.stream(list).map(Object::toString).forEach(others::add);
      }
    }
    return others;
  }

  private Properties properties() {
    var properties = new Properties();
    properties.put("mail.smtp.localhost", envelope.machine());
    properties.put("mail.smtp.connectiontimeout", String.valueOf(STEP.toMillis()));
    properties.put("mail.smtp.timeout", String.valueOf(STEP.toMillis()));
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.auth", String.valueOf(server.login() != null));
    boolean tls = server.tls() != Tls.NONE;
    if (tls) {
      properties.put(
          "mail.smtp.ssl.socketFactory", Trusting.context(server.ca()).getSocketFactory());
      properties.put("mail.smtp.ssl.checkserveridentity", "true");
      properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    }
    boolean inside = server.tls() == Tls.STARTTLS;
    properties.put("mail.smtp.ssl.enable", String.valueOf(server.tls() == Tls.IMPLICIT));
    properties.put("mail.smtp.starttls.enable", String.valueOf(inside));
    properties.put("mail.smtp.starttls.required", String.valueOf(inside));
    return properties;
  }

  private MimeMessage mail(Session session, Message message) throws MessagingException {
    var mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress(envelope.from()));
    for (var to : envelope.to()) {
      mail.addRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(to));
    }
    mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    mail.setText(message.body(), StandardCharsets.UTF_8.name());
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    mail.setHeader("X-Xendisk-Event", message.news().kind().word());
    if (message.news().severity() == Severity.CRITICAL) {
      mail.setHeader("X-Priority", "1");
    }
    mail.saveChanges();
    // The same news has the same id, so that a mailbox shows it once if it was sent twice.
    mail.setHeader(
        "Message-ID", "<" + message.id().replaceAll("[^A-Za-z0-9.-]", ".") + "@xendisk>");
    return mail;
  }

  /** Never with the words of the exchange, of which the password may be one. */
  private Delivery failed(@Nullable Throwable cause) {
    return new Delivery.Failed(
        switch (cause) {
          case AuthenticationFailedException _ ->
              place() + " does not accept the user or the password";
          case IllegalStateException e -> String.valueOf(e.getMessage());
          case MessagingException e -> place() + " did not take the mail: " + words(e);
          case null -> place() + " did not take the mail";
          default -> place() + " did not take the mail: " + cause;
        });
  }

  private String place() {
    return "the mail server " + server.host() + ":" + server.port();
  }

  private static String words(MessagingException e) {
    var deepest = e.getNextException() == null ? e : e.getNextException();
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("").strip();
  }
}
