package io.xendisk.operation;

import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.IdentityRule.Consent;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.attach.Problem;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskSelector;
import io.xendisk.domain.rotation.Due;
import io.xendisk.domain.rotation.Inhibitor;
import io.xendisk.domain.rotation.Ledger;
import io.xendisk.domain.rotation.LedgerEntry;
import io.xendisk.domain.rotation.Lookout;
import io.xendisk.domain.rotation.Notice;
import io.xendisk.domain.rotation.Notice.Kind;
import io.xendisk.domain.rotation.Passage;
import io.xendisk.domain.rotation.RotationAdvice;
import io.xendisk.domain.rotation.RotationPolicy;
import io.xendisk.domain.rotation.RotationPolicy.Decided;
import io.xendisk.domain.rotation.RotationProblem;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.rotation.Sighting;
import io.xendisk.domain.rotation.Turn;
import io.xendisk.domain.tell.Subject;
import io.xendisk.operation.RotationDesk.Seen;
import io.xendisk.port.Deadline;
import io.xendisk.port.GuestPorts;
import io.xendisk.port.Pool;
import io.xendisk.xenapi.PoolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does in a set what is due, and nothing else: looks, writes down what it sees, and releases or
 * attaches at most what one look and one decision say, then looks again. Run twice at once, one of
 * them does it, and the other finds it done. One class, because each deed and how it can go wrong
 * stand beside the others. Thread-safe: holds no state of its own.
 */
public final class RunRotation {
  /** More rounds than a set can need: somebody else changes it all the time. */
  private static final int MOST_ROUNDS = 20;

  private final Surroundings surroundings;
  private final Pool pool;
  private final GuestPorts ports;
  private final Map<String, RotationSet> configured;
  private final RotationDesk desk;
  private final LedgerKeeper keeper;
  private final RotationPolicy policy = new RotationPolicy();

  public RunRotation(
      Surroundings surroundings, GuestPorts ports, Map<String, RotationSet> configured) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
    this.ports = ports;
    this.configured = Map.copyOf(configured);
    this.desk = new RotationDesk(surroundings, configured);
    this.keeper = new LedgerKeeper(surroundings);
  }

  public RotationRun run(RotationWish wish) throws InterruptedException {
    var attempt = new Attempt(wish);
    try {
      for (int round = 0; round < MOST_ROUNDS; round++) {
        var end = attempt.round();
        if (end.isPresent()) {
          return end.get();
        }
      }
    } catch (PoolException.Rejected e) {
      if (e.is("RBAC_PERMISSION_DENIED") && e.method().startsWith("pool.")) {
        return attempt.end(RotationAdvice.on(new RotationProblem.NotWritable(wish.set()))).get();
      }
      throw e;
    }
    return attempt
        .end(
            new Explanation(
                "changed-meanwhile",
                Exit.CONFLICT,
                "others changed %s again and again".formatted(wish.set()),
                "Look at `xendisk rotation status %s`, then run the command again."
                    .formatted(wish.set())))
        .get();
  }

  /** One wish being worked on; what outlives a look is what was done and said so far. */
  private final class Attempt {
    private final RotationWish wish;
    private final Deadline deadline;
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Notice> said = new ArrayList<>();
    private final UsageGauge gauge = new UsageGauge(surroundings);
    private @Nullable Scene scene;
    private @Nullable Decided decided;
    private @Nullable Vm vm;

    /** Of a look after which nothing was done. */
    private @Nullable Map<String, String> notes;

    private boolean yielded;
    private Ledger ledger = new Ledger("", Map.of(), List.of());

    Attempt(RotationWish wish) {
      this.wish = wish;
      this.deadline = Deadline.in(wish.timeout(), surroundings.ticker());
    }

    Optional<RotationRun> end(@Nullable Explanation why) {
      return Optional.of(
          new RotationRun(
              scene, decided, vm, notes, deeds, said, gauge.step().orElse(null), yielded, why));
    }

    /** One look and at most one deed; nothing if it is to be decided anew. */
    Optional<RotationRun> round() throws InterruptedException {
      var moment = surroundings.moment();
      return switch (desk.look(wish.set(), true)) {
        case Seen.Not(var why) -> end(why);
        case Seen.Set seen when wish.isScheduled() && gauge.asks(seen, deadline) ->
            Optional.empty();
        case Seen.Set seen -> decide(seen, gauge.with(seen.scene()), moment);
      };
    }

    private Optional<RotationRun> decide(Seen.Set seen, Scene current, LocalMoment moment)
        throws InterruptedException {
      var set = current.set();
      if (configured.containsKey(set.name())) {
        keeper.keep(seen.kept(), set);
      }
      boolean byWord = !wish.isScheduled() && !deeds.isEmpty();
      var now = policy.decide(current, wish.order());
      scene = current;
      decided = now;
      vm = seen.vm();
      notes = seen.notes();
      if (!remember(seen.ledger(), now)) {
        return Optional.empty();
      }
      for (var member : now.members()) {
        var trouble = Optional.ofNullable(member.entry()).flatMap(gauge::trouble);
        trouble.ifPresent(
            why ->
                tell(
                    member,
                    Kind.USAGE_UNKNOWN,
                    "how full %s is could not be measured: %s".formatted(member.label(), why)));
      }
      if (byWord) {
        return end(null);
      }
      return switch (now.due()) {
        case Due.Nothing _, Due.NotNow _ -> finished(set, seen);
        case Due.Refuse(var why) -> end(deeds.isEmpty() ? RotationAdvice.on(why) : null);
        case Due.Attach(var member, var turn) -> attach(set, seen, member, turn, moment);
        case Due.Release(var member, var why) -> release(set, seen, member, why, moment);
      };
    }

    /** Whoever died over the last deed has left a lease, or what comes after a plug undone. */
    private Optional<RotationRun> finished(RotationSet set, Seen.Set seen)
        throws InterruptedException {
      var leases = new Leases(surroundings);
      boolean onDisks = leases.clearDead(seen.disks());
      if (leases.clearDead(seen.vm()) || onDisks) {
        return Optional.empty();
      }
      for (var disk : seen.disks()) {
        if (AttachDisk.isUnfinished(disk, seen.vm())) {
          notes = null;
          if (new AttachDisk(surroundings, ports).finish(order(set, seen, disk))
              instanceof AttachOutcome.NotDone(var why, _)) {
            return end(Advice.on(why));
          }
        }
      }
      return end(null);
    }

    private AttachOrder order(RotationSet set, Seen.Set seen, Disk disk) {
      return order(set, seen, new DiskSelector.Vdi(disk.vdi().uuid()), disk.name());
    }

    private AttachOrder order(RotationSet set, Seen.Set seen, DiskSelector disk, String name) {
      return new AttachOrder(
          disk,
          name,
          seen.vm().id().uuid(),
          new AttachRequest(Attachment.Mode.RW, IfHalted.REFUSE),
          wish.isScheduled() ? Consent.OF_A_SCHEDULE : Consent.NONE,
          wish.boots().apply(set.vm()),
          false,
          false,
          patience(set));
    }

    /** Writes down what was seen, and that it is said; false if somebody was quicker. */
    private boolean remember(Ledger before, Decided now) {
      var current = Objects.requireNonNull(scene);
      var news = RotationPolicy.news(now, current.set(), current.now());
      var told = RotationPolicy.told(now.members(), news, current.now());
      var written =
          keeper.write(
              before, told.stream().flatMap(m -> Optional.ofNullable(m.entry()).stream()).toList());
      written.ifPresent(
          after -> {
            ledger = after;
            said.addAll(news);
          });
      return written.isPresent();
    }

    private Optional<RotationRun> attach(
        RotationSet set, Seen.Set seen, Scene.Member member, Turn turn, LocalMoment moment)
        throws InterruptedException {
      var spot = member.sighting().spotOrNull();
      if (spot == null || !moment.mayWrite()) {
        return Optional.empty();
      }
      notes = null;
      var order = order(set, seen, DiskSelector.parse(spot.selector()), member.label());
      return switch (new AttachDisk(surroundings, ports).run(order)) {
        case AttachOutcome.Attached done -> {
          boolean outOfTurn = !turn.disk().equals(member.name());
          deeds.add(new Deed.Attached(done.disk(), done.steps(), done.notes(), outOfTurn));
          yield Optional.empty();
        }
        case AttachOutcome.AlreadyAttached _ -> Optional.empty();
        case AttachOutcome.AtNextBoot _ -> end(null);
        case AttachOutcome.Planned _ ->
            throw new IllegalStateException("a rotation is carried out, not planned");
        case AttachOutcome.NotDone notDone -> failed(member, Kind.ATTACH_FAILED, notDone.why());
      };
    }

    private Duration patience(RotationSet set) {
      var most = set.care().releaseWithin();
      return wish.isScheduled() && most.compareTo(deadline.left()) < 0 ? most : deadline.left();
    }

    private Optional<RotationRun> release(
        RotationSet set, Seen.Set seen, Scene.Member member, Due.Reason why, LocalMoment moment)
        throws InterruptedException {
      var spot = member.sighting().spotOrNull();
      var entry =
          ledger.entry(Objects.requireNonNull(member.entry()).disk()).orElse(member.entry());
      if (spot == null || !write(Passage.releasing(entry, seen.scene().now()))) {
        return Optional.empty();
      }
      // Whoever inhibits adds a note and then looks here: of two at once at least one sees the
      // other.
      if (member.sighting() instanceof Sighting.WithVm && isInhibited(set)) {
        write(Passage.notReleasing(current(entry), seen.scene().now()));
        return Optional.empty();
      }
      if (!moment.mayWrite()) {
        return Optional.empty();
      }
      notes = null;
      var order =
          new DetachOrder(
              DiskSelector.parse(spot.selector()),
              member.label(),
              seen.vm().id().uuid(),
              false,
              false,
              patience(set));
      return switch (new DetachDisk(surroundings).run(order)) {
        case DetachOutcome.Out out -> out(current(entry), out, why);
        case DetachOutcome.Planned _ ->
            throw new IllegalStateException("a rotation is carried out, not planned");
        case DetachOutcome.NotDone notDone -> notReleased(member, current(entry), notDone);
      };
    }

    private boolean isInhibited(RotationSet set) {
      return !Inhibitor.living(
              set.name(),
              pool.notes(),
              surroundings.clock().now(),
              surroundings.workstation().processes()::isGone)
          .isEmpty();
    }

    private boolean write(LedgerEntry entry) {
      var written = keeper.write(ledger, List.of(entry));
      written.ifPresent(after -> ledger = after);
      return written.isPresent();
    }

    private LedgerEntry current(LedgerEntry entry) {
      return ledger.entry(entry.disk()).orElse(entry);
    }

    private Optional<RotationRun> out(LedgerEntry entry, DetachOutcome.Out out, Due.Reason why) {
      // Written now: it may be pulled at once, and would look as if it had been pulled too early.
      write(Passage.released(entry, Lookout.spot(out.disk()), surroundings.clock().now()));
      if (out.changed()) {
        deeds.add(new Deed.Released(out.disk(), out.steps(), why));
      }
      return Optional.empty();
    }

    private Optional<RotationRun> notReleased(
        Scene.Member member, LedgerEntry entry, DetachOutcome.NotDone notDone) {
      return switch (notDone.why()) {
        case Problem.NotClean why -> {
          var percent = usedPercent(why.disk());
          write(Passage.unclean(entry, percent, surroundings.clock().now()));
          yield failed(member, Kind.NOT_CLEAN, why);
        }
        case Problem.DiskAway _, Problem.DiskUnknown _, Problem.NotWithThatVm _ -> Optional.empty();
        case Problem why when Advice.on(why).exit() == Exit.PENDING ->
            failed(member, Kind.RELEASE_PENDING, why);
        case Problem why -> failed(member, Kind.RELEASE_FAILED, why);
      };
    }

    private static @Nullable Integer usedPercent(Disk disk) {
      return Lookout.spot(disk).usedPercent();
    }

    /** What others do is no failure of a schedule: it comes again. */
    private Optional<RotationRun> failed(Scene.Member member, Kind kind, Problem why) {
      var explanation = Advice.on(why);
      if (wish.isScheduled() && isOthersWork(why)) {
        yielded = true;
        return end(null);
      }
      tell(member, kind, explanation.message());
      return end(explanation);
    }

    /** Says what a look alone does not show, unless it was said today. */
    private void tell(Scene.Member member, Kind kind, String text) {
      var current = Objects.requireNonNull(scene);
      var entry = ledger.entry(Objects.requireNonNull(member.entry()).disk());
      if (entry.isPresent()) {
        var notice =
            new Notice(
                kind,
                new Subject(member.label(), entry.get().disk()),
                entry.get().disk(),
                entry.get().since(),
                text);
        if (Passage.isNews(notice, entry.get(), current)
            && write(Passage.told(entry.get(), kind, current.now()))) {
          said.add(notice);
        }
      }
    }

    private static boolean isOthersWork(Problem why) {
      return why instanceof Problem.Leased
          || why instanceof Problem.Busy
          || why instanceof Problem.HeldByControlDomain
          || why instanceof Problem.ChangedMeanwhile
          || why instanceof Problem.GuestNotBooted;
    }
  }
}
