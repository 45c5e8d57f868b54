package io.xendisk.domain.guard;

import io.xendisk.domain.disk.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What forbids operations on a VM, by operation: texts of ours and of others (safety rule R12). A
 * text of somebody else's stands as long as they want it to. Immutable.
 */
public record Blocks(String vm, Map<String, String> texts) {
  public Blocks {
    texts = Map.copyOf(texts);
  }

  /** The block that we hold on this VM; a clone's, which speaks of another VM, is none. */
  public Optional<BootBlock> ours() {
    var disks = new ArrayList<BootBlock.Kept>();
    var names = new ArrayList<String>();
    for (var text : new TreeMap<>(texts).values()) {
      BootBlock.parse(text)
          .filter(block -> block.vm().equals(vm))
          .ifPresent(
              block -> {
                disks.addAll(block.disks());
                names.add(block.vmName());
              });
    }
    return disks.isEmpty()
        ? Optional.empty()
        : Optional.of(new BootBlock(vm, names.getFirst(), disks));
  }

  /** Whether a block of ours names what this VBD keeps. */
  public boolean keeps(Attachment vbd) {
    return ours().filter(block -> block.disks().contains(BootBlock.Kept.of(vbd))).isPresent();
  }

  /** The operations that a text of ours forbids, whatever it says. */
  public List<String> ourOperations() {
    return texts.entrySet().stream()
        .filter(block -> BootBlock.isOurs(block.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The operations that nothing forbids yet, and a block of ours has to. */
  public List<String> missing() {
    return BootBlock.OPERATIONS.stream()
        .filter(operation -> !texts.containsKey(operation))
        .toList();
  }

  /** Whether all that this block has to forbid is forbidden by it, or by somebody else. */
  public boolean say(BootBlock block) {
    var text = block.text();
    return BootBlock.OPERATIONS.stream()
        .map(operation -> texts.getOrDefault(operation, ""))
        .allMatch(there -> there.equals(text) || (!there.isEmpty() && !BootBlock.isOurs(there)));
  }

  /** All texts with ours as this one; those of others as they are. */
  public Map<String, String> with(BootBlock block) {
    var all = new TreeMap<>(texts);
    all.values().removeIf(BootBlock::isOurs);
    BootBlock.OPERATIONS.forEach(operation -> all.putIfAbsent(operation, block.text()));
    return all;
  }

  /** What somebody else says against an operation. */
  public Optional<String> byOthers(String operation) {
    return Optional.ofNullable(texts.get(operation)).filter(text -> !BootBlock.isOurs(text));
  }
}
