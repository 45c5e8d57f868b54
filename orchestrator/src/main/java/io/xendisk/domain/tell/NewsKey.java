package io.xendisk.domain.tell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What is told once: the same condition of the same disk on one day, or one moment of it. A plain
 * short word, fit for a key in {@code other_config}. Immutable.
 */
public record NewsKey(String text) {
  private static final int LONGEST_SUBJECT = 64;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss").withZone(ZoneOffset.UTC);

  /**
   * The key of news that is to be told now.
   *
   * @param zone where the people are, whose day it is
   */
  static NewsKey of(News news, Instant now, ZoneId zone) {
    var moment =
        news.kind().isDaily()
            ? now.atZone(zone).toLocalDate().toString()
            : MOMENT.format(news.when());
    return new NewsKey(moment + ":" + news.kind().word() + ":" + plain(subject(news)));
  }

  /** The disk, else the set, else the VM; what is about the whole pool is known by its words. */
  private static String subject(News news) {
    if (news.disk() != null) {
      return news.disk().id();
    }
    if (news.set() != null) {
      return "set." + news.set();
    }
    if (news.vm() != null) {
      return news.vm().id();
    }
    return news.kind() == NewsKind.CHECK_FOUND
        ? "pool.%08x".formatted(news.text().hashCode())
        : "-";
  }

  private static String plain(String subject) {
    var plain = subject.replaceAll("[^A-Za-z0-9._-]", "_");
    boolean same = plain.equals(subject) && plain.length() <= LONGEST_SUBJECT;
    return same
        ? plain
        : plain.substring(0, Math.min(plain.length(), LONGEST_SUBJECT - 9))
            + "~%08x".formatted(subject.hashCode());
  }
}
