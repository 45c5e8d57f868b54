package io.xendisk.domain.guard;

import io.xendisk.domain.Fields;
import io.xendisk.domain.VmId;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Disk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text by which xendisk forbids a VM to be started or resumed by anybody else while it has VBDs
 * of ours (safety rule R12): whoever tries reads it ({@code OPERATION_BLOCKED}, trace {@code
 * vm_lifecycle}). It begins with words of ours and ends with what is needed to know what it is for.
 * Immutable.
 *
 * @param disks in the order of their ids, each once
 */
public record BootBlock(String vm, String vmName, List<Kept> disks) {
  /** What starts a VM with every VBD that it has (facts §3.1). */
  public static final List<String> OPERATIONS = List.of("start", "start_on", "resume", "resume_on");

  private static final String OURS = "xendisk: ";
  private static final String FACTS = " [";
  private static final int VERSION = 1;

  /** One disk that the VM keeps; {@code id} is its VDI's uuid, or its VBD's where none is noted. */
  public record Kept(String id, String name) {
    public static Kept of(Disk disk) {
      return new Kept(disk.vdi().uuid(), disk.name());
    }

    public static Kept of(Attachment attachment) {
      var note = attachment.kept();
      return note == null
          ? new Kept(attachment.vbd().uuid(), "VBD " + attachment.vbd().uuid())
          : new Kept(note.vdi(), note.name());
    }
  }

  public BootBlock {
    disks =
        disks.stream()
            .collect(Collectors.toMap(Kept::id, kept -> kept, (first, later) -> later))
            .values()
            .stream()
            .sorted(Comparator.comparing(Kept::id))
            .toList();
    if (disks.isEmpty()) {
      throw new IllegalArgumentException("nothing keeps the start of %s blocked".formatted(vm));
    }
  }

  /** The same for one disk more. */
  public BootBlock and(Kept more) {
    var all = new ArrayList<>(disks);
    all.add(more);
    return new BootBlock(vm, vmName, all);
  }

  public static BootBlock of(VmId vm, String vmName, Kept disk) {
    return new BootBlock(vm.uuid(), vmName, List.of(disk));
  }

  public String text() {
    var facts = Fields.ofVersion(VERSION).with("vm", vm).with("name", vmName);
    for (var kept : disks) {
      facts = facts.with(kept.id, kept.name);
    }
    return "%s%s keeps %s, which may be another disk once its host was restarted; start it with: xendisk vm start %s%s%s]"
        .formatted(
            OURS,
            plain(vmName),
            disks.stream().map(kept -> plain(kept.name)).collect(Collectors.joining(", ")),
            vmName.matches("[\\w.-]+") ? vmName : vm,
            FACTS,
            facts.text());
  }

  /** A character that XML does not take would cut the text off (facts §8). */
  private static String plain(String name) {
    return name.replaceAll("[^\\p{Print}\\p{L}\\p{N}]", "?");
  }

  /** Whether xendisk wrote this text, in whatever version: any other is somebody else's. */
  public static boolean isOurs(String text) {
    return text.startsWith(OURS);
  }

  /** What a text of ours is for; nothing if it is another's, or cannot be read. */
  public static Optional<BootBlock> parse(String text) {
    int facts = text.lastIndexOf(FACTS);
    return isOurs(text) && facts > 0 && text.endsWith("]")
        ? Fields.read(
            text.substring(facts + FACTS.length(), text.length() - 1), VERSION, BootBlock::from)
        : Optional.empty();
  }

  private static BootBlock from(Fields facts) {
    var disks =
        facts.values().entrySet().stream()
            .filter(fact -> !fact.getKey().equals("vm") && !fact.getKey().equals("name"))
            .map(fact -> new Kept(fact.getKey(), fact.getValue()))
            .toList();
    return new BootBlock(facts.require("vm"), facts.require("name"), disks);
  }
}
