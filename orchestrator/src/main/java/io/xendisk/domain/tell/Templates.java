package io.xendisk.domain.tell;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** The words for each kind of news: our own, unless others were given. Immutable. */
public record Templates(Map<NewsKind, Template> own) {
  public static final Templates BUILT_IN = new Templates(Map.of());

  private static final String BODY =
      """
      {text}

      Event:    {event} ({severity})
      Set:      {set}
      Disk:     {disk} ({disk-id})
      VM:       {vm} ({vm-id})
      When:     {when}\
      """;

  public Templates {
    own = Map.copyOf(own);
  }

  /** News in its words. */
  public Message message(String id, News news, ZoneId zone) {
    return Optional.ofNullable(own.get(news.kind()))
        .orElseGet(() -> builtIn(news))
        .filled(id, news, zone);
  }

  /** The words of ours, to begin with; what is not known of the news is left out. */
  private static Template builtIn(News news) {
    var subject = "xendisk: " + words(news.kind());
    if (news.kind() == NewsKind.DIGEST || news.kind() == NewsKind.TEST) {
      return new Template(subject, "{text}");
    }
    var known = new StringBuilder();
    BODY.lines()
        .filter(line -> news.set() != null || !line.startsWith("Set:"))
        .filter(line -> news.disk() != null || !line.startsWith("Disk:"))
        .filter(line -> news.vm() != null || !line.startsWith("VM:"))
        .forEach(line -> known.append(line).append('\n'));
    return new Template(
        news.disk() == null ? subject.replace("{disk}", "a disk") : subject,
        known.toString().strip());
  }

  private static String words(NewsKind kind) {
    return switch (kind) {
      case DISK_DUE -> "{disk} is due";
      case DISK_OVERDUE -> "{disk} is overdue";
      case WRONG_DISK -> "{disk} is the wrong disk";
      case UNKNOWN_DISK -> "a disk that does not belong here: {disk}";
      case DISK_ATTACHED -> "{disk} is attached";
      case SAFE_TO_PULL -> "{disk} is SAFE TO PULL";
      case NOT_CLEAN -> "{disk} was NOT cleanly unmounted";
      case RELEASE_PENDING -> "{disk} is not let go";
      case RELEASE_FAILED -> "{disk} was not released";
      case ATTACH_FAILED -> "{disk} was not attached";
      case ONLY_COPY -> "the only good copy stays in";
      case QUARANTINED -> "{disk} needs a person";
      case FULL_SOON -> "{disk} is full soon";
      case USAGE_UNKNOWN -> "how full {disk} is cannot be measured";
      case PULLED_WHILE_ATTACHED -> "{disk} was PULLED while attached";
      case TOO_FEW_OFF_SITE -> "too few disks are off site";
      case CUSTODY_OVERDUE -> "{disk} was not brought back";
      case CHECK_FOUND -> "a check found something wrong";
      case DIGEST -> "what happened";
      case TEST -> "a test";
    };
  }
}
