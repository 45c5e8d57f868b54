package io.xendisk.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.config.Channel.MailTls;
import io.xendisk.config.NotifySettings.RouteSettings;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.attach.BootSettings.GuestPort;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.hook.Hook;
import io.xendisk.domain.hook.HookMoment;
import io.xendisk.domain.hook.VmHooks;
import io.xendisk.domain.rotation.Care;
import io.xendisk.domain.rotation.Clock;
import io.xendisk.domain.rotation.Every;
import io.xendisk.domain.rotation.Period;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Swap;
import io.xendisk.domain.rotation.TurnRule;
import io.xendisk.domain.schedule.Cron;
import io.xendisk.domain.schedule.Schedules;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.domain.tell.Route;
import io.xendisk.domain.tell.Severity;
import io.xendisk.xenapi.Fingerprint;
import io.xendisk.xenapi.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in docs/configuration.md is one that xendisk reads, with every member there is. */
class ConfigurationDocTest {
  private static final Path DOCS = Path.of("../docs/configuration.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir Path home;

  @Test
  void theExampleMeansWhatItSays() throws IOException {
    var file = Files.writeString(home.resolve("config.yaml"), example());

    var config = ConfigFile.read(file, home.resolve("known_hosts"));

    var boot =
        new BootSettings(
            Duration.ofMinutes(2), new GuestPort("nas01.example.org", 22), Duration.ofMinutes(10));
    var hooks =
        new VmHooks(
            new Hook(
                HookMoment.BEFORE_DETACH,
                List.of("ssh", "nas01", "! mountpoint -q /srv/backup || umount /srv/backup"),
                Duration.ofSeconds(90)),
            new Hook(
                HookMoment.AFTER_ATTACH,
                List.of("/etc/xendisk/mount-backup"),
                Duration.ofMinutes(1)),
            new Hook(
                HookMoment.USAGE,
                List.of(
                    "ssh",
                    "nas01",
                    "mountpoint -q /srv/backup && df -B1 --output=used,avail /srv/backup"),
                Duration.ofSeconds(20)));
    var lab =
        new PoolSettings(
            new Reach(
                List.of(
                    URI.create("https://xs1.example.org"), URI.create("https://xs2.example.org")),
                pinned("0"),
                Map.of("192.0.2.2", pinned("1")),
                Path.of("/etc/xendisk/known_hosts")),
            "backup-operator",
            new PasswordSource.InFile(Path.of("/etc/xendisk/lab.password")),
            Map.of("nas01", new VmSettings(boot, hooks)),
            Map.of("offsite", offsite()),
            List.of(
                new Declaration(
                    "DAILY-1",
                    "nas01",
                    new AttachRequest(Attachment.Mode.RW, IfHalted.WAIT, Keep.KEPT))));
    assertThat(config)
        .isEqualTo(
            new Config(
                "lab",
                Map.of("lab", lab),
                notices(),
                new ServiceSettings(
                    new ListenAddress("0.0.0.0", 8780),
                    Path.of("/var/lib/xendisk/tokens"),
                    new CertificateSource.Pem(
                        Path.of("/etc/xendisk/service.pem"), Path.of("/etc/xendisk/service.key")),
                    new ServiceLimits(600, 100, 16384),
                    true,
                    true,
                    new Schedules(
                        new Cron("0 6 * * *", ZoneId.of("Europe/Berlin")),
                        Map.of(
                            "offsite",
                            new Cron("*/10 6-20 * * mon-fri", ZoneId.of("Europe/London"))))),
                new HistorySettings(
                    new DatabaseSource.Postgres(
                        "postgresql://db.example.org/xendisk",
                        "xendisk",
                        new PasswordSource.InFile(Path.of("/etc/xendisk/db.password"))),
                    Duration.ofDays(400))));
  }

  private static NotifySettings notices() {
    var operators =
        new Channel.Mail(
            "smtp.example.org",
            587,
            MailTls.STARTTLS,
            Path.of("/etc/xendisk/mail-ca.pem"),
            new Channel.Login(
                "xendisk", new PasswordSource.InFile(Path.of("/etc/xendisk/mail.password"))),
            new Channel.Envelope(
                "xendisk@example.org", List.of("ops@example.org", "store@example.org")));
    var morning =
        new Channel.Mail(
            "localhost",
            25,
            MailTls.NONE,
            null,
            null,
            new Channel.Envelope("xendisk@example.org", List.of("boss@example.org")));
    return new NotifySettings(
        ZoneId.of("Europe/Berlin"),
        Path.of("/etc/xendisk/templates"),
        List.of(
            new RouteSettings(Route.ofAll("xencenter"), new Channel.PoolMessage()),
            new RouteSettings(
                new Route(
                    "operators",
                    Severity.WARNING,
                    Set.of(NewsKind.DISK_OVERDUE, NewsKind.WRONG_DISK, NewsKind.NOT_CLEAN),
                    null),
                operators),
            new RouteSettings(
                new Route("every-morning", Severity.INFO, Set.of(), LocalTime.of(7, 0)), morning),
            new RouteSettings(
                Route.ofAll("chat"),
                new Channel.Webhook(
                    URI.create("https://hooks.example.org/xendisk"),
                    new PasswordSource.InCredential("webhook"),
                    null)),
            new RouteSettings(
                new Route("pager", Severity.CRITICAL, Set.of(), null),
                new Channel.Command(
                    List.of("/usr/local/bin/page", "--from", "xendisk"), Duration.ofSeconds(20)))));
  }

  private static RotationSet offsite() {
    var fridays =
        new Period(new Every(1, Every.Unit.WEEK), LocalDate.of(2026, 1, 5), DayOfWeek.FRIDAY, null);
    return new RotationSet(
        "offsite",
        "nas01",
        List.of("xs1/2:0:0:0", "xs1/3:0:0:0"),
        new TurnRule.RoundRobin(List.of("BACKUP-01", "BACKUP-02", "BACKUP-03")),
        new Swap(
            fridays,
            new Clock(LocalTime.of(18, 0), ZoneId.of("Europe/Berlin")),
            List.of(LocalDate.of(2026, 12, 23)),
            90,
            Duration.ofHours(12)),
        new Care(
            Duration.ofDays(3),
            1,
            Care.UnknownDisk.WARN,
            Care.WrongTurn.REFUSE,
            Care.OnlyCopy.KEEP,
            Duration.ofMinutes(2)));
  }

  private static Trust pinned(String digit) {
    return new Trust.Pinned(Fingerprint.parse("sha256:" + digit.repeat(64)));
  }

  private static String example() throws IOException {
    var example = EXAMPLE.matcher(Files.readString(DOCS));
    assertThat(example.find()).as("an example in %s", DOCS).isTrue();
    return example.group(1);
  }
}
