package io.xendisk.cli;

import io.xendisk.answer.Answer;
import io.xendisk.answer.Documents;
import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.attach.Advice;
import io.xendisk.operation.Found;
import io.xendisk.operation.GuardVm;
import io.xendisk.operation.GuardVm.Guarded;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk vm guard} and {@code xendisk vm unguard}. */
@Command(
    name = "guard",
    description =
        "Take removable disks out of a VM whenever it has stopped, and put them back after its"
            + " boot.")
final class VmGuardCommand implements Callable<Integer> {
  @ParentCommand VmCommand parent;

  @Parameters(paramLabel = "VM", description = "Its name or UUID.")
  String vm;

  @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
  VmGuardCommand() {}

  @Override
  public Integer call() {
    return mark(parent.root, vm, true);
  }

  /** The other way round. */
  @Command(name = "unguard", description = "Leave the disks of a VM in it when it stops.")
  static final class Off implements Callable<Integer> {
    @ParentCommand VmCommand parent;

    @Parameters(paramLabel = "VM", description = "Its name or UUID.")
    String vm;

    @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
    Off() {}

    @Override
    public Integer call() {
      return mark(parent.root, vm, false);
    }
  }

  private static int mark(Xendisk root, String vm, boolean guarded) {
    return root.withPool(
        surroundings -> {
          var found = new GuardVm(surroundings).mark(vm, guarded);
          return _ ->
              switch (found) {
                case Found.One<Guarded>(var marked) -> answer(marked);
                case Found.Not<Guarded>(var why) -> throw new Failure(Advice.on(why));
              };
        });
  }

  private static Answer answer(Guarded marked) {
    var word = marked.guarded() ? "guarded" : "unguarded";
    var document = Documents.map();
    document.put("changed", marked.changed());
    document.put("outcome", marked.changed() ? word : "already-" + word);
    document.put("vm", Documents.vm(marked.vm()));
    var line = "%s%s  %s".formatted(marked.changed() ? "" : "already ", word, marked.vm().name());
    return new Answer(Exit.DONE, document, List.of(line), List.of(marked.vm().name()), List.of());
  }
}
