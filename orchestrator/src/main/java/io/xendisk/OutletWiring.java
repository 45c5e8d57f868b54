package io.xendisk;

import io.xendisk.adapter.exec.OwnPrograms;
import io.xendisk.adapter.notify.FileNoteBook;
import io.xendisk.adapter.notify.Mail;
import io.xendisk.adapter.notify.Secrets;
import io.xendisk.adapter.notify.ToldCommand;
import io.xendisk.adapter.notify.Webhook;
import io.xendisk.adapter.qr.ZxingQrCode;
import io.xendisk.adapter.store.JournalFile;
import io.xendisk.adapter.store.LogFile;
import io.xendisk.adapter.store.OwnersFile;
import io.xendisk.adapter.store.SpoolFile;
import io.xendisk.cli.Outlets;
import io.xendisk.config.Channel;
import io.xendisk.config.PasswordSource;
import io.xendisk.port.Journal;
import io.xendisk.port.LogArchive;
import io.xendisk.port.NoteBook;
import io.xendisk.port.Notifier;
import io.xendisk.port.Pause;
import io.xendisk.port.PrivateFile;
import io.xendisk.port.Spool;
import io.xendisk.xenapi.Trust;
import io.xendisk.xenapi.TrustedConnections;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what tells people. Each is made when it has something to tell, so that a command
 * loads no class of mail or HTTP before. Immutable.
 */
final class OutletWiring implements Outlets {
  private final String machine;
  private final Pause pause;
  private final InstantSource clock = InstantSource.system();

  OutletWiring(String machine, Pause pause) {
    this.machine = machine;
    this.pause = pause;
  }

  @Override
  public Notifier notifier(Channel.Outside channel, Function<PasswordSource, String> secrets) {
    return (message, atMost) ->
        switch (channel) {
          case Channel.Mail mail -> mail(mail, secrets).deliver(message, atMost);
          case Channel.Webhook hook -> webhook(hook, secrets).deliver(message, atMost);
          case Channel.Command(var words, var timeout) ->
              new ToldCommand(words, timeout, System.getenv(), new OwnPrograms(), clock)
                  .deliver(message, atMost);
        };
  }

  @Override
  public NoteBook notes(Path directory) {
    return new FileNoteBook(directory);
  }

  @Override
  public LogArchive archive(Path file) {
    return new LogFile(file);
  }

  @Override
  public PrivateFile privateFile(Path file) {
    return new OwnersFile(file);
  }

  @Override
  public Journal journal(Path file) {
    return new JournalFile(file);
  }

  @Override
  public Spool spool(Path file) {
    return new SpoolFile(file);
  }

  @Override
  public void secure(HttpsURLConnection connection, Trust trust) throws IOException {
    TrustedConnections.secure(connection, trust);
  }

  @Override
  public boolean[][] qrCode(String text) {
    return ZxingQrCode.of(text);
  }

  private Notifier mail(Channel.Mail mail, Function<PasswordSource, String> secrets) {
    var login = mail.login();
    var tls =
        switch (mail.tls()) {
          case STARTTLS -> Mail.Tls.STARTTLS;
          case IMPLICIT -> Mail.Tls.IMPLICIT;
          case NONE -> Mail.Tls.NONE;
        };
    return new Mail(
        new Mail.Server(
            mail.host(),
            mail.port(),
            tls,
            mail.ca(),
            login == null
                ? null
                : new Mail.Login(login.user(), () -> secrets.apply(login.password()))),
        new Mail.Envelope(mail.envelope().from(), mail.envelope().to(), machine),
        clock);
  }

  private Notifier webhook(Channel.Webhook hook, Function<PasswordSource, String> secrets) {
    return new Webhook(
        new Webhook.Target(hook.url(), secret(hook.secret(), secrets), hook.ca()), clock, pause);
  }

  private static @Nullable Secrets secret(
      @Nullable PasswordSource source, Function<PasswordSource, String> secrets) {
    return source == null ? null : () -> secrets.apply(source);
  }
}
