package io.xendisk.cli;

import io.xendisk.answer.DoctorAnswers;
import io.xendisk.answer.Failure;
import io.xendisk.domain.host.Diagnosed;
import io.xendisk.domain.host.Diagnosis;
import io.xendisk.domain.host.Fix;
import io.xendisk.operation.DiagnosePool;
import io.xendisk.operation.DiagnosePool.Fixed;
import io.xendisk.operation.HostAnswer;
import io.xendisk.operation.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code xendisk doctor}. */
@Command(
    name = "doctor",
    description =
        "Check everything that xendisk relies on, in the pool and on this workstation. Says nothing"
            + " and exits 0 if all is well, else 1.")
final class DoctorCommand implements Callable<Integer> {
  @ParentCommand Xendisk root;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "HOST",
      description = "Only this host and its disks, by its name or UUID.")
  @Nullable String host;

  @Option(names = "--fix", description = "Mend what is safe to mend, each thing shown first.")
  boolean fix;

  @Option(names = "--plan", description = "With --fix: only say what would be mended.")
  boolean plan;

  @Option(names = "--notices", description = "Also show what is worth knowing and not wrong.")
  boolean notices;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  DoctorCommand() {}

  @Override
  public Integer call() {
    var remote = root.remote();
    if (remote != null) {
      if (fix) {
        throw PoolChoice.usage(
            "doctor --fix does not go by way of a service",
            "Say it of the pool: --url or --pool in place of --server.");
      }
      return root.printRemote(remote.read("findings", asked()));
    }
    var settings = root.settings();
    var files = root.ownFiles(settings);
    return root.withPool(
        surroundings -> {
          var operations = root.operations(surroundings, settings);
          var url = settings.url().toString();
          var found = found(operations, url, files);
          if (!fix || plan) {
            var planned = DiagnosePool.fixesOf(found.found());
            return calls ->
                fix
                    ? DoctorAnswers.planned(found, planned, notices, calls)
                    : DoctorAnswers.of(found, List.of(), notices, calls);
          }
          var fixed = mended(operations.diagnosePool(), DiagnosePool.fixesOf(found.found()));
          var left = fixed.isEmpty() ? found : found(operations, url, files);
          return calls -> DoctorAnswers.of(left, fixed, notices, calls);
        });
  }

  private Map<String, String> asked() {
    var asked = new TreeMap<String, String>();
    asked.put("notices", Boolean.toString(notices));
    if (host != null) {
      asked.put("host", host);
    }
    return asked;
  }

  private Diagnosis found(Operations operations, String url, OwnFiles files)
      throws InterruptedException {
    return switch (operations.diagnosePool().run(url, host)) {
      case HostAnswer.Not<List<Diagnosed>>(var why) -> throw new Failure(why);
      case HostAnswer.Told<List<Diagnosed>>(var found) -> {
        var all = new ArrayList<>(found);
        if (host == null) {
          all.addAll(files.findings());
        }
        yield new Diagnosis(DiagnosePool.worstFirst(all), operations.acknowledgeFinding().now());
      }
    };
  }

  private List<Fixed> mended(DiagnosePool doctor, List<Fix> fixes) throws InterruptedException {
    var fixed = new ArrayList<Fixed>();
    for (var each : fixes) {
      root.world().err().println("mending: " + each.words());
      fixed.add(
          each instanceof Fix.CloseFile file
              ? new Fixed(file, OwnFiles.close(file))
              : doctor.mend(each));
    }
    return fixed;
  }
}
