package io.xendisk.domain.declared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is declared in a pool, by disk, and what was seen of it: notes on the pool, so that all
 * services and commands agree. What a newer release wrote is left alone. Immutable.
 */
public final class Declarations {
  /** Followed by the disk's name and a revision. */
  public static final String KEY = "xendisk:declared:";

  private static final String HAD = "xendisk:declared-had:";

  private final RevisedNotes declared;
  private final RevisedNotes had;
  private final Map<String, Declaration> byDisk;

  private Declarations(RevisedNotes declared, RevisedNotes had) {
    this.declared = declared;
    this.had = had;
    var read = new TreeMap<String, Declaration>();
    declared
        .texts()
        .forEach((disk, text) -> Declaration.read(disk, text).ifPresent(d -> read.put(disk, d)));
    this.byDisk = Collections.unmodifiableMap(read);
  }

  public static Declarations in(Map<String, String> notes) {
    return new Declarations(RevisedNotes.in(notes, KEY), RevisedNotes.in(notes, HAD));
  }

  public Map<String, Declaration> byDisk() {
    return byDisk;
  }

  /** When the disk was last seen in the VM that it is declared for. */
  public Optional<Had> had(Declaration declaration) {
    return Optional.ofNullable(had.texts().get(declaration.disk())).flatMap(Had::read);
  }

  /** So that this is declared; nothing where it is. */
  public Optional<NoteChange> declaring(Declaration declaration) {
    return declared.with(declaration.disk(), declaration.text());
  }

  /** So that this was seen last; nothing where it was. */
  public Optional<NoteChange> seeing(Declaration declaration, Had seen) {
    return had.with(declaration.disk(), seen.text());
  }

  /** The keys that go so that nothing is remembered of what was: a person told otherwise. */
  public List<String> memoryOf(String disk) {
    return had.keysOf(disk);
  }

  /** The keys that go so that nothing is declared of a disk. */
  public List<String> keysOf(String disk) {
    var keys = new ArrayList<>(declared.keysOf(disk));
    keys.addAll(had.keysOf(disk));
    return keys;
  }
}
