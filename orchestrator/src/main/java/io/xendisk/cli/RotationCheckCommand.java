package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Prose;
import io.xendisk.answer.RotationAnswers;
import io.xendisk.answer.TableText;
import io.xendisk.config.Config;
import io.xendisk.domain.Exit;
import io.xendisk.domain.rotation.RotationAdvice;
import io.xendisk.domain.rotation.RotationProblem;
import io.xendisk.domain.rotation.RotationSet;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.operation.ShowRotation.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk rotation check}: a file by itself, or also whether the pool knows its disks. */
@Command(
    name = "check",
    description =
        "Check the sets of a configuration; with --enrolled also whether the pool knows their VM"
            + " and their disks.")
final class RotationCheckCommand implements Callable<Integer> {
  @ParentCommand RotationCommand parent;

  @Parameters(paramLabel = "FILE", description = "A configuration.")
  Path file;

  @Option(names = "--enrolled", description = "Ask the pool too.")
  boolean enrolled;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  RotationCheckCommand() {}

  @Override
  public Integer call() {
    var root = parent.root;
    root.options.config = file;
    if (!enrolled) {
      return root.print(written(root.config()));
    }
    var settings = root.settings();
    return root.withPool(
        settings,
        surroundings -> {
          var show = root.operations(surroundings, settings).showRotation();
          var views = new ArrayList<View>();
          for (var name : settings.rotations().keySet()) {
            views.add(RotationAnswers.view(show.run(name)));
          }
          return calls -> known(views, calls);
        });
  }

  private Answer written(Config config) {
    var rows = new ArrayList<List<String>>();
    var sets = new ArrayList<Map<String, Object>>();
    var names = new ArrayList<String>();
    config
        .pools()
        .forEach(
            (pool, settings) ->
                settings
                    .rotations()
                    .values()
                    .forEach(
                        set -> {
                          names.add(set.name());
                          sets.add(document(pool, set));
                          rows.add(
                              List.of(
                                  pool,
                                  set.name(),
                                  set.vm(),
                                  set.turns().word(),
                                  String.join(", ", set.members())));
                        }));
    var document = Documents.map();
    document.put("file", file.toString());
    document.put("rotations", sets);
    return new Answer(
        Exit.DONE,
        document,
        TableText.of(List.of("POOL", "SET", "VM", "TURN", "DISKS"), rows),
        names,
        names.isEmpty() ? List.of("no set of disks stands in " + file) : List.of());
  }

  private static Map<String, Object> document(String pool, RotationSet set) {
    var document = Documents.map();
    document.put("pool", pool);
    document.put("set", set.name());
    document.put("vm", set.vm());
    document.put("turn", set.turns().word());
    document.put("disks", set.members());
    return document;
  }

  private Answer known(List<View> views, long calls) {
    var document = Documents.map();
    var rows = new ArrayList<List<String>>();
    var sets = new ArrayList<Map<String, Object>>();
    var unknown = new ArrayList<RotationProblem>();
    for (var view : views) {
      for (var member : view.decided().members()) {
        boolean known = member.entry() != null;
        rows.add(List.of(view.set().name(), member.name(), known ? "enrolled" : "unknown"));
        if (!known) {
          unknown.add(new RotationProblem.NeverEnrolled(view.set(), member.name()));
        }
      }
      sets.add(document(view));
    }
    document.put("file", file.toString());
    document.put("rotations", sets);
    document.put("calls", calls);
    var talk = new ArrayList<String>();
    if (!unknown.isEmpty()) {
      var first = RotationAdvice.on(unknown.getFirst());
      document.put("error", Documents.error(first, null));
      unknown.forEach(one -> talk.addAll(Prose.of(RotationAdvice.on(one))));
    }
    return new Answer(
        unknown.isEmpty() ? Exit.DONE : Exit.ABSENT,
        document,
        TableText.of(List.of("SET", "DISK", "KNOWN"), rows),
        views.stream().map(view -> view.set().name()).toList(),
        talk);
  }

  private static Map<String, Object> document(View view) {
    var document = Documents.map();
    document.put("set", view.set().name());
    document.put("vm", view.set().vm());
    document.put(
        "disks", view.decided().members().stream().map(RotationCheckCommand::known).toList());
    return document;
  }

  private static Map<String, Object> known(Scene.Member member) {
    var document = Documents.map();
    document.put("disk", member.name());
    document.put("enrolled", member.entry() != null);
    return document;
  }
}
