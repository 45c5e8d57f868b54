package io.xendisk.domain.host;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is wrong with reaching a pool, with the account, the clocks and the releases. Pure. */
public final class PoolExam {
  private static final Duration HOSTS_APART = Duration.ofSeconds(10);
  private static final Duration WORKSTATION_APART = Duration.ofMinutes(1);
  private static final Duration BEFORE_ITS_END = Duration.ofDays(30);

  private final PoolSigns signs;
  private final List<Diagnosed> found = new ArrayList<>();

  private PoolExam(PoolSigns signs) {
    this.signs = signs;
  }

  public static List<Diagnosed> of(PoolSigns signs) {
    var exam = new PoolExam(signs);
    exam.way();
    exam.account();
    signs.hosts().forEach(exam::host);
    exam.clocks();
    exam.releases();
    return List.copyOf(exam.found);
  }

  private void way() {
    if (signs.url().toLowerCase(Locale.ROOT).startsWith("http:")) {
      add(
          isLocal(signs.url()) ? FindingKind.PLAIN_HTTP_LOCAL : FindingKind.PLAIN_HTTP,
          "the pool's URL " + signs.url(),
          "it is no https:// URL",
          "use https://, with --trust sha256:FINGERPRINT if its certificate is its own");
    }
  }

  private static boolean isLocal(String url) {
    var host = url.replaceFirst("(?i)^http://", "").replaceFirst("(:\\d+)?(/.*)?$", "");
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  private void account() {
    var account = signs.account();
    var lacks = account.lacks();
    if (lacks.isEmpty()) {
      return;
    }
    boolean tooLow = !account.may(Need.ATTACH);
    add(
        tooLow ? FindingKind.ROLE_TOO_LOW : FindingKind.ROLE_LIMITS,
        "the account " + account.user(),
        "it may do what %s may; what will not work: %s"
            .formatted(
                account.role().text(),
                lacks.stream()
                    .map(need -> "%s (%s)".formatted(need.words(), need.least().text()))
                    .collect(Collectors.joining(", "))),
        "give it the role %s, or use another account"
            .formatted(tooLow ? Role.VM_ADMIN.text() : "that is named, where it is wanted"));
  }

  private void host(HostFacts host) {
    var reached = signs.reached().get(host.host().id());
    if (!host.host().live()) {
      unreachable(host, "the pool has not heard of it for some time");
    } else if (reached != null && reached.untrusted()) {
      add(
          FindingKind.CERTIFICATE_NOT_TRUSTED,
          host.fullName(),
          "%s: %s".formatted(reached.url(), reached.problem()),
          "ask at the host (openssl x509 -noout -fingerprint -sha256 -in"
              + " /etc/xensource/xapi-ssl.pem), then pin it under `trust:` of that host");
    } else if (reached != null && reached.problem() != null) {
      unreachable(host, "%s: %s".formatted(reached.url(), reached.problem()));
    } else if (reached != null && reached.certificateEnds() != null) {
      certificate(host, reached.certificateEnds());
    }
  }

  private void unreachable(HostFacts host, String evidence) {
    add(
        FindingKind.HOST_UNREACHABLE,
        host.fullName(),
        evidence,
        "look at the host, its network and its firewall");
  }

  private void certificate(HostFacts host, Instant ends) {
    if (ends.isBefore(signs.now().plus(BEFORE_ITS_END))) {
      add(
          FindingKind.CERTIFICATE_ENDS,
          host.fullName(),
          "its certificate ends " + ends.truncatedTo(ChronoUnit.DAYS),
          "xe host-refresh-server-certificate or a new one of your CA, then its new pin");
    }
  }

  private void clocks() {
    var master = signs.ahead().get(signs.master());
    if (master == null) {
      return;
    }
    for (var host : signs.hosts()) {
      var ahead = signs.ahead().get(host.host().id());
      if (ahead != null && isApart(ahead.minus(master), HOSTS_APART)) {
        apart(host.fullName(), ahead.minus(master), "the master's");
      }
    }
    if (isApart(master, WORKSTATION_APART)) {
      apart("the pool", master, "this workstation's");
    }
  }

  private static boolean isApart(Duration difference, Duration most) {
    return difference.abs().compareTo(most) > 0;
  }

  private void apart(String about, Duration difference, String other) {
    add(
        FindingKind.CLOCK_DIFFERS,
        about,
        "its clock is %d s %s %s"
            .formatted(
                difference.abs().toSeconds(),
                difference.isNegative() ? "behind" : "ahead of",
                other),
        "let NTP set both");
  }

  private void releases() {
    var live = signs.hosts().stream().filter(host -> host.host().live()).toList();
    var releases =
        live.stream()
            .map(
                host ->
                    host.release().map(HostRelease::toString).orElse("unknown")
                        + " build "
                        + host.build())
            .collect(Collectors.toCollection(TreeSet::new));
    if (live.stream().map(HostFacts::api).distinct().count() > 1) {
      add(
          FindingKind.RELEASES_DIFFER,
          "the pool",
          "its hosts run " + String.join(" and ", releases),
          "finish the update of all hosts");
    }
    live.stream().filter(host -> host.host().id().equals(signs.master())).forEach(this::release);
  }

  private void release(HostFacts master) {
    var parts = master.api().split("\\.", -1);
    int api = Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
    var evidence =
        "%s, XenAPI %s"
            .formatted(
                master.release().map(HostRelease::toString).orElse("an unknown product"),
                master.api());
    if (api < 110) {
      add(FindingKind.POOL_TOO_OLD, "the pool", evidence, "update it to XenServer 6.1 or later");
    } else if (api < 206) {
      add(FindingKind.RELEASE_OLD, "the pool", evidence, "update it when you can");
    }
  }

  private void add(FindingKind kind, String about, String evidence, String mend) {
    found.add(Diagnosed.of(kind, about, evidence, mend));
  }
}
