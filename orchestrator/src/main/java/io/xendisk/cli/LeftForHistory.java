package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.DocumentWriter;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.HistoryText;
import io.xendisk.answer.HistoryWords;
import io.xendisk.domain.Exit;
import io.xendisk.domain.history.HistoryEntry;
import io.xendisk.domain.history.Outcome;
import io.xendisk.domain.history.What;
import io.xendisk.domain.history.Who;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/**
 * Leaves a line for the history of a service on this machine, when a command has changed something
 * in a pool or has failed to. Nothing waits for it, and without a service the newest lines stay.
 * Confined to one thread.
 */
final class LeftForHistory {
  /** Commands that may change a pool, with dashes for the blanks in their names. */
  private static final Set<String> CHANGING =
      Set.of(
          "attach",
          "detach",
          "force-detach",
          "repair",
          "park",
          "unpark",
          "vm-start",
          "vm-guard",
          "disk-enrol",
          "disk-adopt",
          "disk-forget",
          "disk-retire",
          "host-prepare",
          "host-remove",
          "rotation-run",
          "rotation-out",
          "rotation-in",
          "rotation-checkout",
          "rotation-checkin",
          "forget-pool",
          "apply",
          "pause",
          "resume");

  /** A cron job asks it every few minutes, and what keeps it from its work is told as news. */
  private static final String ASKED_AGAIN_AND_AGAIN = "rotation-run";

  private final World world;
  private final String kind;
  private final Map<String, Object> request = Documents.map();
  private final String pool;
  private final Instant begun;

  /**
   * For the command of this line.
   *
   * @param pool by its host: a service knows the name that it has
   */
  LeftForHistory(World world, ParseResult line, String pool) {
    this.world = world;
    this.pool = pool;
    this.begun = world.workstation().clock().instant();
    var name = new StringBuilder();
    var command = line;
    while (command.hasSubcommand()) {
      command = command.subcommand();
      name.append(name.isEmpty() ? "" : "-").append(command.commandSpec().name());
    }
    this.kind = name.toString();
    if (CHANGING.contains(kind)) {
      read(command);
    }
  }

  private void read(ParseResult command) {
    for (var parameter : command.matchedPositionals()) {
      parameter.originalStringValues().stream()
          .findFirst()
          .ifPresent(value -> request.put(parameter.paramLabel().toLowerCase(Locale.ROOT), value));
    }
    for (var option : command.matchedOptions()) {
      if (!option.inherited()) {
        var values = option.originalStringValues();
        boolean flag = option.arity().max() == 0 || values.isEmpty();
        request.put(member(option.longestName()), flag ? true : values.getFirst());
      }
    }
  }

  /** {@code --if-halted} is {@code ifHalted}. */
  private static String member(String option) {
    var words = List.of(option.replaceFirst("^-+", "").split("-", -1));
    var member = new StringBuilder(words.getFirst());
    for (var word : words.subList(1, words.size())) {
      member.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return member.toString();
  }

  void ended(Answer answer) {
    var changed = answer.document().get("changed");
    boolean counts = answer.exit() != Exit.DONE && !kind.equals(ASKED_AGAIN_AND_AGAIN);
    boolean nothing =
        answer.exit() == Exit.ABSENT
            || (!counts && Boolean.FALSE.equals(changed))
            || (kind.equals("forget-pool") && !asked("yes"));
    if (!nothing) {
      var said = HistoryWords.outcome(answer.document());
      leave(
          answer.document(),
          new Outcome(
              answer.exit() == Exit.DONE ? "done" : "failed",
              answer.exit().code(),
              said.isEmpty() && !answer.text().isEmpty() ? answer.text().getFirst() : said));
    }
  }

  void failed(Failure failure) {
    var why = failure.explanation();
    boolean nothing =
        why.exit() == Exit.USAGE || why.exit() == Exit.ABSENT || kind.equals(ASKED_AGAIN_AND_AGAIN);
    if (!nothing) {
      leave(
          failure.members(),
          new Outcome(
              why.exit() == Exit.INTERRUPTED ? "cancelled" : "failed",
              why.exit().code(),
              why.id() + ": " + why.message()));
    }
  }

  private boolean asked(String member) {
    return Boolean.TRUE.equals(request.get(member));
  }

  private void leave(Map<String, Object> result, Outcome outcome) {
    if (!CHANGING.contains(kind) || asked("plan")) {
      return;
    }
    var entry =
        new HistoryEntry(
            HistoryEntry.newId(begun, world.random()),
            begun,
            world.workstation().clock().instant(),
            new Who(world.workstation().owner(), "a command"),
            What.operation(
                pool,
                kind,
                HistoryWords.disk(request, result),
                HistoryWords.vm(request, result),
                DocumentWriter.json(request)),
            outcome);
    // Where it cannot be left, the work is done all the same.
    var _ =
        world
            .outlets()
            .spool(new StateDirectory(world).of("spool"))
            .add(List.of(HistoryText.line(entry)));
  }
}
