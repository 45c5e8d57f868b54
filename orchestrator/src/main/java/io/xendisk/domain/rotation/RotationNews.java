package io.xendisk.domain.rotation;

import io.xendisk.domain.tell.News;
import io.xendisk.domain.tell.NewsKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What people are told of a set. It follows from what is so, not from what a run did, so that a run
 * which died before it told anybody loses nothing; that each is told once is the business of
 * whoever tells it. Pure.
 */
public final class RotationNews {
  private RotationNews() {}

  public static List<News> of(RotationSet set, List<Scene.Member> members, List<Notice> notices) {
    var news = new ArrayList<News>();
    for (var member : members) {
      var entry = member.entry();
      if (entry != null && entry.stage() == Stage.RELEASED) {
        var text = "%s is SAFE TO PULL; take it away".formatted(member.label());
        news.add(
            News.of(NewsKind.SAFE_TO_PULL, entry.since(), text)
                .ofDisk(member.label(), entry.disk())
                .inSet(set.name()));
      } else if (entry != null && entry.stage() == Stage.ATTACHED) {
        var text = "%s is attached to %s".formatted(member.label(), set.vm());
        news.add(
            News.of(NewsKind.DISK_ATTACHED, entry.since(), text)
                .ofDisk(member.label(), entry.disk())
                .inSet(set.name()));
      }
    }
    for (var notice : notices) {
      var one = News.of(kind(notice.kind()), notice.since(), notice.text()).inSet(set.name());
      var about = notice.about();
      news.add(about == null ? one : one.ofDisk(about.name(), about.id()));
    }
    return news;
  }

  private static NewsKind kind(Notice.Kind kind) {
    return switch (kind) {
      case DISK_DUE -> NewsKind.DISK_DUE;
      case DISK_OVERDUE -> NewsKind.DISK_OVERDUE;
      case WRONG_DISK -> NewsKind.WRONG_DISK;
      case UNKNOWN_DISK -> NewsKind.UNKNOWN_DISK;
      case DISK_ATTACHED -> NewsKind.DISK_ATTACHED;
      case SAFE_TO_PULL -> NewsKind.SAFE_TO_PULL;
      case NOT_CLEAN -> NewsKind.NOT_CLEAN;
      case RELEASE_PENDING -> NewsKind.RELEASE_PENDING;
      case RELEASE_FAILED -> NewsKind.RELEASE_FAILED;
      case ATTACH_FAILED -> NewsKind.ATTACH_FAILED;
      case ONLY_COPY -> NewsKind.ONLY_COPY;
      case QUARANTINED -> NewsKind.QUARANTINED;
      case FULL_SOON -> NewsKind.FULL_SOON;
      case USAGE_UNKNOWN -> NewsKind.USAGE_UNKNOWN;
      case PULLED_WHILE_ATTACHED -> NewsKind.PULLED_WHILE_ATTACHED;
      case TOO_FEW_OFF_SITE -> NewsKind.TOO_FEW_OFF_SITE;
    };
  }
}
