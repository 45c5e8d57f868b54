package io.xendisk.service;

import io.xendisk.answer.Failure;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.IdentityRule;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.declared.Had;
import io.xendisk.domain.declared.Pauses;
import io.xendisk.domain.disk.Disk;
import io.xendisk.domain.disk.DiskKey;
import io.xendisk.domain.disk.Host;
import io.xendisk.domain.disk.Keep;
import io.xendisk.domain.history.DiskWords;
import io.xendisk.domain.history.VmWords;
import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.Diagnosis;
import io.xendisk.domain.host.Finding;
import io.xendisk.domain.host.Fix;
import io.xendisk.domain.rotation.Order;
import io.xendisk.domain.rotation.Outlook;
import io.xendisk.operation.AttachOrder;
import io.xendisk.operation.AttachOutcome;
import io.xendisk.operation.Deed;
import io.xendisk.operation.DiagnosePool;
import io.xendisk.operation.HostAnswer;
import io.xendisk.operation.Operations;
import io.xendisk.operation.RotationRun;
import io.xendisk.operation.RotationWish;
import io.xendisk.operation.TellOfCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service does of itself: each is one operation that a command does too, with nobody there
 * to consent to anything. What kept it from being done is the answer. Thread-safe.
 */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);
  private static final Duration TO_BOOT = Duration.ofMinutes(15);
  private static final Duration TO_TURN = Duration.ofMinutes(10);

  private final PoolDesk desk;
  private final OwnDeeds deeds;
  private final Meter meter;

  Work(PoolDesk desk, OwnDeeds deeds, Meter meter) {
    this.desk = desk;
    this.deeds = deeds;
    this.meter = meter;
  }

  /** What the configuration declares and nobody has declared yet. */
  Optional<Trouble> declare(Operations at) {
    at.declaredDisks().addMissing(at.knowledge().attachments());
    return Optional.empty();
  }

  /** Clears up, but for the VMs that are to be let alone. */
  Optional<Trouble> repair(Operations at, Pauses pauses) throws InterruptedException {
    for (var step : at.repairPool().run(false, pauses).steps()) {
      LOG.atInfo()
          .addKeyValue("pool", desk.name())
          .addKeyValue("done", step.done())
          .log("repair: {}", step.remedy().words());
      if (step.done()) {
        deeds.done("repair", DiskWords.NONE, VmWords.NONE, step.remedy().words());
      }
    }
    return Optional.empty();
  }

  /** Lets a host look which disks are there, if doctor would: never where one may be pulled. */
  Optional<Trouble> scan(Operations at, Host host) throws InterruptedException {
    var doctor = at.diagnosePool();
    var found =
        switch (doctor.run("", host.id().uuid())) {
          case HostAnswer.Told<List<Diagnosed>>(var all) -> all;
          case HostAnswer.Not<List<Diagnosed>>(var why) -> throw new Failure(why);
        };
    for (var fix : DiagnosePool.fixesOf(found)) {
      if (fix instanceof Fix.Scan) {
        var why = doctor.mend(fix).failed();
        LOG.atInfo()
            .addKeyValue("pool", desk.name())
            .addKeyValue("host", host.name())
            .log(why == null ? "scanned after its boot" : "not scanned after its boot");
        return Optional.ofNullable(why).map(words -> new Trouble("not-scanned", words));
      }
    }
    return Optional.empty();
  }

  Optional<Trouble> returnDisks(Operations at, String vm) throws InterruptedException {
    var all = at.returnDisks().run(vm, TO_BOOT);
    for (var back : all) {
      if (back.changed() && back.isThere()) {
        var intent = back.intent();
        deeds.done(
            "come-back",
            new DiskWords(intent.name(), intent.disk(), intent.vdi()),
            new VmWords(null, vm),
            "attached again after the VM's start");
      }
    }
    return all.stream()
        .flatMap(back -> Stream.ofNullable(back.why()))
        .findFirst()
        .map(why -> Trouble.of(Advice.on(why)));
  }

  Optional<Trouble> attach(Operations at, Declaration declared) throws InterruptedException {
    var order =
        new AttachOrder(
            declared.selector(),
            declared.disk(),
            declared.vm(),
            declared.request(),
            IdentityRule.Consent.OF_A_SCHEDULE,
            at.knowledge().boots().apply(declared.vm()),
            false,
            false,
            TO_BOOT);
    return switch (at.attachDisk().run(order)) {
      case AttachOutcome.Attached attached -> {
        LOG.atInfo()
            .addKeyValue("pool", desk.name())
            .addKeyValue("disk", attached.disk().name())
            .addKeyValue("vdi", attached.disk().vdi().uuid())
            .addKeyValue("vm", attached.vm().name())
            .log("attached, as declared");
        deeds.done(
            "attach", words(attached.disk(), declared.disk()), words(attached.vm()), "as declared");
        desk.tell(Change.What.ATTACHMENT, declared.disk());
        yield Optional.empty();
      }
      case AttachOutcome.AlreadyAttached _, AttachOutcome.AtNextBoot _ -> Optional.empty();
      case AttachOutcome.NotDone(var why, _) -> Optional.of(Trouble.of(Advice.on(why)));
      case AttachOutcome.Planned _ -> throw new IllegalStateException("nobody asked for a plan");
    };
  }

  /** From now on it goes when the VM stops, and comes back after its boot. */
  Optional<Trouble> remember(Operations at, Declaration declared, Had had) {
    if (declared.request().keep() == Keep.KEPT) {
      at.guardVm().mark(had.vm(), true);
    }
    at.declaredDisks().remember(declared, had);
    desk.tell(Change.What.ATTACHMENT, declared.disk());
    return Optional.empty();
  }

  Optional<Trouble> respect(Operations at, Declaration declared, Had had) {
    LOG.atInfo()
        .addKeyValue("pool", desk.name())
        .addKeyValue("disk", declared.disk())
        .addKeyValue("vm", declared.vm())
        .log("a person took it out: it stays out until it is attached or declared again");
    deeds.done(
        "respect-release",
        new DiskWords(declared.disk(), null, null),
        new VmWords(declared.vm(), null),
        "a person took it out: it stays out");
    at.declaredDisks().remember(declared, had);
    desk.tell(Change.What.ATTACHMENT, declared.disk());
    return Optional.empty();
  }

  private static DiskWords words(Disk disk, String name) {
    var id = disk.key().map(DiskKey::toString).orElse(null);
    return new DiskWords(name, id, disk.vdi().uuid());
  }

  private static VmWords words(Vm vm) {
    return new VmWords(vm.name(), vm.id().uuid());
  }

  /** What has its time; it is noted once it went well. */
  Optional<Trouble> scheduled(Operations at, String what, Instant time, Errands.Errand errand)
      throws InterruptedException {
    var trouble = errand.on(at);
    return trouble.isPresent() ? trouble : noteRun(at, what, time);
  }

  Optional<Trouble> noteRun(Operations at, String what, Instant time) {
    at.noteRuns().run(what, time);
    return Optional.empty();
  }

  /** What {@code doctor} finds in the pool. */
  Optional<Trouble> check(Operations at) throws InterruptedException {
    return switch (at.diagnosePool().run("", null)) {
      case HostAnswer.Not<List<Diagnosed>>(var why) -> Optional.of(Trouble.of(why));
      case HostAnswer.Told<List<Diagnosed>>(var found) -> {
        tell(at, new Diagnosis(found, at.acknowledgeFinding().now()));
        var wrong = found.stream().map(Diagnosed::finding).filter(Finding::isWrong).toList();
        var words =
            wrong.isEmpty()
                ? "nothing is wrong"
                : wrong.stream()
                    .map(finding -> "%s: %s".formatted(finding.id(), finding.about()))
                    .collect(Collectors.joining("; "));
        LOG.atInfo()
            .addKeyValue("pool", desk.name())
            .addKeyValue("wrong", wrong.size())
            .log("checked: {}", words);
        deeds.done("check", DiskWords.NONE, VmWords.NONE, words);
        desk.tell(Change.What.FINDING, "");
        yield Optional.empty();
      }
    };
  }

  private void tell(Operations at, Diagnosis diagnosis) {
    var teller = new TellOfCheck(at.surroundings(), desk.tellers(at));
    for (var trouble : teller.tell(diagnosis, desk.name()).trouble()) {
      LOG.atWarn().addKeyValue("pool", desk.name()).log("{}", trouble);
    }
  }

  Optional<Trouble> rotate(Operations at, String set) throws InterruptedException {
    return Optional.ofNullable(run(at, set).why()).map(Trouble::of);
  }

  /** What has a time of its own comes again until nobody keeps it from being done. */
  Optional<Trouble> rotateAtItsTime(Operations at, String set) throws InterruptedException {
    var run = run(at, set);
    return run.why() == null && run.isToComeAgain()
        ? Optional.of(new Trouble("not-now", "others keep " + set + " from being turned", true))
        : Optional.ofNullable(run.why()).map(Trouble::of);
  }

  private RotationRun run(Operations at, String set) throws InterruptedException {
    var wish = new RotationWish(set, new Order.Scheduled(), at.knowledge().boots(), TO_TURN);
    var run = at.rotateDisks(desk.tellers(at)).run(wish).run();
    if (run.scene() != null && run.decided() != null) {
      meter.add(new Measured.Turned(desk.name(), Outlook.of(run.scene(), run.decided())));
    }
    for (var deed : run.deeds()) {
      LOG.atInfo()
          .addKeyValue("pool", desk.name())
          .addKeyValue("set", set)
          .addKeyValue("disk", deed.disk().name())
          .log("turned");
      deeds.done(
          "rotation-run",
          words(deed.disk(), deed.disk().name()),
          VmWords.NONE,
          "set %s: %s"
              .formatted(
                  set,
                  switch (deed) {
                    case Deed.Attached _ -> "attached";
                    case Deed.Released _ -> "released";
                  }));
      desk.tell(Change.What.ROTATION, set);
    }
    return run;
  }
}
