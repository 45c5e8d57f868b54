package io.xendisk.service.work;

import io.xendisk.answer.Answer;
import io.xendisk.answer.DeclaredAnswers;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Advice;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.declared.Pauses;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Keep;
import io.xendisk.operation.DeclaredDisks;
import io.xendisk.operation.Found;
import io.xendisk.operation.Operations;
import io.xendisk.service.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is asked for about what is to be so, and what is to be let alone. Stateless. */
public final class DeclaredRequests {
  /** What can be said of one attachment. */
  static final List<String> MEMBERS = List.of("vm", "mode", "keep", "ifHalted");

  private static final List<String> DIFF = List.of("attachments", "prune");

  private DeclaredRequests() {}

  static Job.Work<Answer> apply(Body body) {
    var wanted = declarations(body);
    boolean prune = body.truth("prune");
    boolean plan = body.truth("plan");
    return operations -> {
      var declared = operations.declaredDisks();
      return DeclaredAnswers.applied(
          plan ? declared.differences(wanted, prune) : declared.apply(wanted, prune), plan);
    };
  }

  /** What an apply would change; nothing is begun by it. */
  public static Job.Work<Answer> diff(String text) {
    var body = Body.of(text, DIFF);
    var wanted = declarations(body);
    boolean prune = body.truth("prune");
    return operations ->
        DeclaredAnswers.differences(operations.declaredDisks().differences(wanted, prune));
  }

  private static List<Declaration> declarations(Body body) {
    var wanted = new ArrayList<Declaration>();
    body.objects("attachments", MEMBERS).forEach((disk, one) -> wanted.add(declaration(disk, one)));
    return wanted;
  }

  private static Declaration declaration(String disk, Body body) {
    var vm = body.text("vm");
    var request = new AttachRequest(mode(body), ifHalted(body.textOrNull("ifHalted")), keep(body));
    return Body.checked("attachments", disk, name -> new Declaration(name, vm, request));
  }

  private static Attachment.Mode mode(Body body) {
    return switch (body.textOrNull("mode")) {
      case null -> Attachment.Mode.RW;
      case "read-write" -> Attachment.Mode.RW;
      case "read-only" -> Attachment.Mode.RO;
      case String _ -> throw Body.bad("'mode' is read-write or read-only");
    };
  }

  private static IfHalted ifHalted(@org.jspecify.annotations.Nullable String word) {
    return word == null ? IfHalted.WAIT : DiskRequests.ifHalted(word);
  }

  private static Keep keep(Body body) {
    var word = body.textOrNull("keep");
    return word == null
        ? Keep.KEPT
        : Keep.of(word).orElseThrow(() -> Body.bad("'keep' is keep or until-shutdown"));
  }

  /**
   * One disk is to be in a VM; the same as an apply that names it only.
   *
   * @param unchanged throws where somebody else has changed it meanwhile
   */
  public static Wanted declare(String disk, String text, Consumer<DeclaredDisks> unchanged) {
    var body = Body.of(text, MEMBERS);
    var request = Documents.map();
    request.put("attachments", Map.of(disk, body.members()));
    var work = apply(Body.of(request, Kind.APPLY.members()));
    return new Wanted(Kind.APPLY, request, checked(unchanged, work));
  }

  /** Nothing is to be so of one disk any more. */
  public static Wanted withdraw(String disk, Consumer<DeclaredDisks> unchanged) {
    var body = Body.of(Map.of("disk", disk), Kind.WITHDRAW.members());
    return new Wanted(Kind.WITHDRAW, body.members(), checked(unchanged, withdraw(body)));
  }

  private static Job.Work<Answer> checked(
      Consumer<DeclaredDisks> unchanged, Job.Work<Answer> work) {
    return operations -> {
      unchanged.accept(operations.declaredDisks());
      return work.on(operations);
    };
  }

  static Job.Work<Answer> withdraw(Body body) {
    var disk = body.text("disk");
    return operations -> {
      var gone = operations.declaredDisks().withdraw(disk);
      return DeclaredAnswers.applied(gone, false);
    };
  }

  static Job.Work<Answer> pause(Body body, boolean paused) {
    var what = body.text("what");
    var name = body.textOrNull("name");
    boolean known = what.equals("pool") ? name == null : what.matches("vm|set") && name != null;
    if (!known) {
      throw Body.bad("say 'what' as pool, or as vm or set with its 'name'");
    }
    return operations -> {
      var thing =
          name == null
              ? new Pauses.What.ThePool()
              : what.equals("set") ? new Pauses.What.OfSet(name) : vm(operations, name);
      boolean changed = operations.declaredDisks().pause(thing, paused);
      return DeclaredAnswers.paused(changed, paused, what, name);
    };
  }

  private static Pauses.What vm(Operations operations, String name) {
    return switch (operations.declaredDisks().vm(name)) {
      case Found.One<String>(var uuid) -> new Pauses.What.OfVm(uuid);
      case Found.Not<String>(var why) -> throw new Failure(Advice.on(why));
    };
  }

  /** Somebody was quicker. */
  public static Failure changedMeanwhile(String disk) {
    return new Failure(
        new Explanation(
            "not-as-seen",
            Exit.CONFLICT,
            "what is declared of %s is not what you have seen".formatted(disk),
            "Look at it again, and decide anew."));
  }
}
