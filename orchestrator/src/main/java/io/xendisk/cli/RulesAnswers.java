package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.answer.SshFailures;
import io.xendisk.domain.Exit;
import io.xendisk.domain.dom0.FileChange;
import io.xendisk.domain.dom0.RulesAdvice;
import io.xendisk.domain.dom0.RulesPlan;
import io.xendisk.domain.host.DiskMatch;
import io.xendisk.domain.host.HandMadeRule;
import io.xendisk.domain.host.RulesFile;
import io.xendisk.operation.ChangeRules;
import io.xendisk.operation.Consent;
import io.xendisk.operation.RulesOrder;
import io.xendisk.operation.RulesOutcome;
import io.xendisk.operation.RulesOutcome.Done;
import io.xendisk.port.Dom0Exception;
import io.xendisk.port.SshLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code host prepare} and {@code host remove} do with an order, and what they print. */
final class RulesAnswers {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private RulesAnswers() {}

  static Duration deadline(Xendisk root, @Nullable Duration deadline) {
    return root.shorterOfTimeoutAnd(deadline == null ? DEADLINE : deadline);
  }

  static int run(
      Xendisk root, RulesOrder order, SshOptions ssh, SshLogin.Target target, boolean yes) {
    return root.withPoolUntilDone(
        root.settings(),
        root.shorterOfTimeoutAnd(null),
        surroundings -> {
          var door = ssh.door(target, root);
          try {
            var outcome = new ChangeRules(surroundings).run(order, door, consent(root, order, yes));
            return _ -> answer(outcome);
          } catch (Dom0Exception e) {
            throw SshFailures.of(e);
          }
        });
  }

  /** The change is shown first; who sits at a terminal is asked, unless that was answered. */
  private static Consent consent(Xendisk root, RulesOrder order, boolean yes) {
    var world = root.world();
    return plan -> {
      world.err().print(plan.diff());
      foreign(plan).forEach(world.err()::println);
      if (yes || root.options.noInput || !world.interactive()) {
        return true;
      }
      var typed = world.prompt().ask("Change that on %s? Type yes: ".formatted(order.host()));
      return typed == null || typed.strip().equalsIgnoreCase("yes");
    };
  }

  private static Answer answer(RulesOutcome outcome) {
    return switch (outcome) {
      case RulesOutcome.Refused(var why) -> throw new Failure(RulesAdvice.on(why));
      case Done done -> answer(done);
    };
  }

  private static Answer answer(Done done) {
    var text = new ArrayList<String>();
    text.add(line(done));
    boolean planned = done.word() == RulesOutcome.Word.PLANNED;
    if (planned) {
      done.plan().diff().lines().forEach(text::add);
      text.addAll(foreign(done.plan()));
    }
    done.disks().forEach(disk -> text.add("offered  " + disk.fullName()));
    return new Answer(
        Exit.DONE,
        document(done),
        text,
        done.disks().stream().map(disk -> disk.vdi().uuid()).toList(),
        done.remarks());
  }

  private static String line(Done done) {
    var host = done.host();
    var disks =
        done.plan().disks().isEmpty()
            ? "no disk"
            : String.join(", ", done.plan().disks().stream().map(DiskMatch::words).toList());
    return "%s  %s (%s): rules for %s"
        .formatted(word(done.word()), host.name(), host.id().uuid(), disks);
  }

  private static String word(RulesOutcome.Word word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> foreign(RulesPlan.Change plan) {
    return plan.foreign().stream()
        .map(
            rule ->
                "not ours  %s line %d: %s  (--adopt takes it over)"
                    .formatted(rule.path(), rule.line(), rule.text()))
        .toList();
  }

  private static Map<String, Object> document(Done done) {
    var document = Documents.map();
    document.put("changed", done.changed());
    document.put("outcome", word(done.word()));
    document.put("host", done.host().name());
    document.put("uuid", done.host().id().uuid());
    document.put("file", RulesFile.PATH);
    document.put("diff", done.plan().diff());
    Documents.put(document, "backup", backup(done));
    document.put("rules", done.plan().disks().stream().map(DiskMatch::words).toList());
    document.put("disks", done.disks().stream().map(Documents::disk).toList());
    document.put("foreign", done.plan().foreign().stream().map(RulesAnswers::foreign).toList());
    document.put("steps", Documents.steps(done.steps()));
    document.put("remarks", done.remarks());
    return document;
  }

  /** Where the old text of our file is kept; a plan keeps nothing. */
  private static @Nullable String backup(Done done) {
    return done.plan().files().stream()
        .filter(file -> done.changed() && file.path().equals(RulesFile.PATH))
        .map(FileChange::backup)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> foreign(HandMadeRule rule) {
    var document = Documents.map();
    document.put("file", rule.path());
    document.put("line", rule.line());
    document.put("rule", rule.text());
    return document;
  }
}
