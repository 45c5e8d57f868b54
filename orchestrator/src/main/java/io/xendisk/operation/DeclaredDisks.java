package io.xendisk.operation;

import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.declared.Declarations;
import io.xendisk.domain.declared.Had;
import io.xendisk.domain.declared.NoteChange;
import io.xendisk.domain.declared.Pauses;
import io.xendisk.port.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is declared in a pool: changed, compared, remembered and paused. Thread-safe: holds no state
 * of its own.
 */
public final class DeclaredDisks {
  private final Surroundings surroundings;
  private final Pool pool;

  DeclaredDisks(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.pool = surroundings.pool();
  }

  /**
   * One declaration and what is different about it.
   *
   * @param now what the pool has, and {@code wanted} what it should; empty where there is none
   */
  public record Difference(String disk, Optional<Declaration> now, Optional<Declaration> wanted) {
    /** In one word. */
    public String word() {
      if (wanted.isEmpty()) {
        return "removed";
      }
      return now.isEmpty() ? "added" : now.equals(wanted) ? "told-again" : "changed";
    }
  }

  /**
   * What applying would change: also a disk that a person took out, because to declare it again is
   * to tell otherwise.
   *
   * @param prune whether what is not wanted here goes
   */
  public List<Difference> differences(List<Declaration> wanted, boolean prune) {
    return differences(Declarations.in(pool.notes()), wanted, prune);
  }

  private static List<Difference> differences(
      Declarations declarations, List<Declaration> wanted, boolean prune) {
    var differences = new ArrayList<Difference>();
    for (var each : wanted) {
      var now = Optional.ofNullable(declarations.byDisk().get(each.disk()));
      boolean released = declarations.had(each).filter(Had::left).isPresent();
      if (released || !now.equals(Optional.of(each))) {
        differences.add(new Difference(each.disk(), now, Optional.of(each)));
      }
    }
    if (prune) {
      declarations.byDisk().values().stream()
          .filter(each -> wanted.stream().noneMatch(other -> other.disk().equals(each.disk())))
          .forEach(
              each ->
                  differences.add(
                      new Difference(each.disk(), Optional.of(each), Optional.empty())));
    }
    return differences;
  }

  /** Makes it so; what was different before. */
  public List<Difference> apply(List<Declaration> wanted, boolean prune) {
    var declarations = Declarations.in(pool.notes());
    var differences = differences(declarations, wanted, prune);
    for (var difference : differences) {
      if (difference.wanted().isEmpty()) {
        declarations.keysOf(difference.disk()).forEach(pool::eraseFromPool);
      } else {
        declarations.declaring(difference.wanted().get()).ifPresent(this::write);
        declarations.memoryOf(difference.disk()).forEach(pool::eraseFromPool);
      }
    }
    return differences;
  }

  /** What is declared of a disk now. */
  public Optional<Declaration> of(String disk) {
    return Optional.ofNullable(Declarations.in(pool.notes()).byDisk().get(disk));
  }

  /** Declares nothing of a disk any more; what was declared, nothing where that was so already. */
  public List<Difference> withdraw(String disk) {
    var declarations = Declarations.in(pool.notes());
    declarations.keysOf(disk).forEach(pool::eraseFromPool);
    return Optional.ofNullable(declarations.byDisk().get(disk)).stream()
        .map(now -> new Difference(disk, Optional.of(now), Optional.empty()))
        .toList();
  }

  /** Declares what nobody has declared yet: a configuration never overrules what was applied. */
  public void addMissing(List<Declaration> wanted) {
    var declarations = Declarations.in(pool.notes());
    wanted.stream()
        .filter(each -> !declarations.byDisk().containsKey(each.disk()))
        .forEach(each -> declarations.declaring(each).ifPresent(this::write));
  }

  /** Writes down when it was seen last, or that a person took it out. */
  public void remember(Declaration declared, Had had) {
    Declarations.in(pool.notes()).seeing(declared, had).ifPresent(this::write);
  }

  /** The next revision first: who is killed in between leaves both, of which the higher counts. */
  private void write(NoteChange change) {
    if (pool.noteOnPool(change.key(), change.text())) {
      change.obsolete().forEach(pool::eraseFromPool);
    }
  }

  /** The uuid of a VM, by its name or uuid. */
  public Found<String> vm(String name) {
    var found = new Finder(pool, new DiskReading(surroundings)).vm(pool.inventoryWith(name), name);
    return switch (found) {
      case Found.One<Vm>(var vm) -> new Found.One<>(vm.id().uuid());
      case Found.Not<Vm>(var why) -> new Found.Not<>(why);
    };
  }

  /** Whether that changed anything. */
  public boolean pause(Pauses.What what, boolean paused) {
    if (Pauses.in(pool.notes()).holds(what) == paused) {
      return false;
    }
    if (paused) {
      return pool.noteOnPool(
          what.key(), Pauses.text(surroundings.owner(), surroundings.clock().now()));
    }
    pool.eraseFromPool(what.key());
    return true;
  }
}
