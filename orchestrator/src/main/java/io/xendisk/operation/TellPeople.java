package io.xendisk.operation;

import io.xendisk.domain.tell.Message;
import io.xendisk.domain.tell.News;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.domain.tell.Pending;
import io.xendisk.domain.tell.TellBook;
import io.xendisk.domain.tell.TellPlan;
import io.xendisk.domain.tell.TellRule;
import io.xendisk.port.Deadline;
import io.xendisk.port.Delivery;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells people, each news once, and tries again what could not be told. It never fails its caller:
 * whatever goes wrong stands in its answer. Thread-safe: holds no state of its own.
 */
public final class TellPeople {
  private static final Duration A_ROUTE = Duration.ofSeconds(20);

  /** What is left then is told by the next run. */
  private static final Duration ALTOGETHER = Duration.ofSeconds(60);

  private final Surroundings surroundings;
  private final Tellers tellers;
  private final TellRule rule;

  public TellPeople(Surroundings surroundings, Tellers tellers) {
    this.surroundings = surroundings;
    this.tellers = tellers;
    this.rule = new TellRule(tellers.settings());
  }

  /** Tells this, and what was left from before. */
  public Telling tell(List<News> news) {
    if (tellers.settings().routes().isEmpty()) {
      return Telling.NOTHING;
    }
    Map<String, String> notes;
    try {
      notes = surroundings.pool().notes();
    } catch (PoolException e) {
      notes = Map.of(); // then this workstation's own notes have to do
    }
    return tell(news, notes);
  }

  /**
   * The same for one who has just looked at the pool: where there is nothing new, no call is made.
   *
   * @param notes the pool's, of an inventory
   */
  public Telling tell(List<News> news, Map<String, String> notes) {
    var told = new ArrayList<String>();
    var trouble = new ArrayList<String>();
    if (!tellers.settings().routes().isEmpty()) {
      try {
        new Round(new TellNotes(surroundings.pool(), tellers.here(), notes), told, trouble)
            .run(news);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        // A promise to every caller: backups go on whatever mail servers do.
        trouble.add("people could not be told: " + e);
      }
    }
    return new Telling(told, trouble);
  }

  /** One go over everything there is to tell. Confined to one thread. */
  private final class Round {
    private final TellNotes notes;
    private final List<String> told;
    private final List<String> trouble;
    private final Deadline deadline = Deadline.in(ALTOGETHER, surroundings.ticker());

    Round(TellNotes notes, List<String> told, List<String> trouble) {
      this.notes = notes;
      this.told = told;
      this.trouble = trouble;
    }

    void run(List<News> news) throws InterruptedException {
      var book = TellBook.in(notes.all());
      if (news.isEmpty() && book.isEmpty()) {
        return;
      }
      var now = surroundings.clock().now();
      TellPlan plan = rule.plan(book, news, now, surroundings::newToken);
      plan.drop().forEach(notes::remove);
      for (var noted : plan.digested()) {
        notes.add(noted.noteKey(), noted.note());
      }
      int kept = book.pending().size();
      for (var fresh : plan.fresh()) {
        begin(fresh, kept++ < TellRule.MOST_PENDING);
      }
      for (var pending : plan.again()) {
        again(pending, pending.again(now));
      }
      for (var pending : plan.givenUp()) {
        notes.remove(pending.noteKey());
        trouble.add("given up after a day: " + pending.news().text());
      }
    }

    /** The news is kept before the note that gives it to us, so that it outlives this process. */
    private void begin(Pending fresh, boolean keep) throws InterruptedException {
      if (keep && !notes.add(fresh.noteKey(), fresh.note())) {
        return;
      }
      if (notes.add(fresh.told().noteKey(), fresh.told().note())) {
        send(fresh, List.of(fresh.noteKey()));
      } else {
        notes.remove(fresh.noteKey());
      }
    }

    private void again(Pending before, Pending now) throws InterruptedException {
      if (!notes.add(now.noteKey(), now.note())) {
        return; // somebody else tries it right now
      }
      var told = now.told();
      // Its first teller may have been killed before the note that made it theirs.
      var book = TellBook.in(notes.all());
      boolean ours =
          book.told().containsKey(told.key())
              ? !book.isOfAnother(now)
              : notes.add(told.noteKey(), told.note());
      if (ours) {
        send(now, List.of(before.noteKey(), now.noteKey()));
      } else {
        notes.remove(before.noteKey());
        notes.remove(now.noteKey());
      }
    }

    private void send(Pending news, List<String> keys) throws InterruptedException {
      var left = new HashSet<String>();
      for (var name : new TreeSet<>(news.left())) {
        if (!isTaken(name, news)) {
          left.add(name);
        }
      }
      if (!left.isEmpty() && left.size() < news.left().size()) {
        var rest = news.with(left);
        notes.add(rest.noteKey(), rest.note());
      }
      if (left.size() < news.left().size()) {
        keys.forEach(notes::remove);
      } else if (keys.size() > 1) {
        notes.remove(keys.getFirst());
      }
    }

    /** Whether a route took it, or never will. */
    private boolean isTaken(String name, Pending news) throws InterruptedException {
      var notifier = tellers.notifiers().get(name);
      if (notifier == null || deadline.isOver()) {
        return false;
      }
      return switch (notifier.deliver(message(news), deadline.atMost(A_ROUTE).left())) {
        case Delivery.Done _ -> {
          told.add("%s: %s".formatted(name, news.news().kind().word()));
          yield true;
        }
        case Delivery.Failed(var why) -> {
          trouble.add("%s could not be told, and is tried again: %s".formatted(name, why));
          yield false;
        }
        case Delivery.Refused(var why) -> {
          trouble.add("%s cannot be told: %s".formatted(name, why));
          yield true;
        }
      };
    }

    private Message message(Pending pending) {
      var news = pending.news();
      if (news.kind() == NewsKind.DIGEST) {
        var text = rule.digest(pending, TellBook.in(notes.all()));
        news = News.of(NewsKind.DIGEST, news.when(), text.isEmpty() ? "nothing" : text);
      }
      return tellers.templates().message(pending.key().text(), news, tellers.settings().zone());
    }
  }
}
