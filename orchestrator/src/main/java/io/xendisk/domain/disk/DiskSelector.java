package io.xendisk.domain.disk;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a person names a disk. Every form matches a disk or does not, by what is known of it. */
public sealed interface DiskSelector {
  /** The name that it was enrolled by, or the label of its filesystem, to the letter. */
  record Label(String text) implements DiskSelector {}

  /** The UUID of its filesystem. */
  record FsUuid(String uuid) implements DiskSelector {}

  /** The id of its partition table. */
  record TableId(String id) implements DiskSelector {}

  /** The serial number of the spindle. */
  record Serial(String text) implements DiskSelector {}

  /** The bay it sits in. */
  record InBay(String host, String address) implements DiskSelector {}

  /** The letter that its host's kernel gave it. */
  record Device(String host, String device) implements DiskSelector {}

  /** The VDI that shows it. */
  record Vdi(String uuid) implements DiskSelector {}

  /** A bare word: any of the others. */
  record Word(String text) implements DiskSelector {}

  /**
   * Reads what a person typed.
   *
   * @throws IllegalArgumentException with a message for that person
   */
  static DiskSelector parse(String text) {
    int colon = text.indexOf(':');
    String prefix = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = text.substring(colon + 1);
    var selector =
        switch (prefix) {
          case "label" -> new Label(rest);
          case "fs-uuid" -> new FsUuid(rest);
          case "table" -> new TableId(rest);
          case "serial" -> new Serial(rest);
          case "vdi" -> new Vdi(rest);
          case "bay" -> inBay(beforeSlash(text, rest), afterSlash(rest));
          case "dev" -> new Device(beforeSlash(text, rest), afterSlash(rest));
          default -> new Word(text);
        };
    boolean nothing = selector instanceof Word ? text.isBlank() : rest.isBlank();
    if (nothing) {
      throw new IllegalArgumentException("'%s' names no disk".formatted(text));
    }
    return selector;
  }

  default boolean matches(Disk disk) {
    return switch (this) {
      case Label(var text) ->
          disk.label().or(disk::heldName).filter(text::equals).isPresent()
              || disk.enrolledNames().contains(text);
      case FsUuid(var uuid) ->
          disk.filesystem().filter(fs -> uuid.equalsIgnoreCase(fs.uuid())).isPresent();
      case TableId(var id) ->
          disk.contents() instanceof Contents.Known known
              && known.table() != null
              && id.equalsIgnoreCase(known.table().id());
      case Serial(var text) -> text.equalsIgnoreCase(disk.serial());
      case InBay(var host, var address) ->
          disk.seat().bay() != null
              && disk.seat().host().name().equals(host)
              && disk.seat().bay().address().equals(address);
      case Device(var host, var device) ->
          disk.seat().host().name().equals(host) && disk.seat().device().equals(device);
      case Vdi(var uuid) -> disk.vdi().uuid().equalsIgnoreCase(uuid);
      case Word(var text) -> anyMeaning(text).anyMatch(meaning -> meaning.matches(disk));
    };
  }

  /** Whether only the bytes on a disk can tell that it is not meant. */
  default boolean asksForContents() {
    return switch (this) {
      case Label _, FsUuid _, TableId _, Serial _, Word _ -> true;
      case InBay _, Device _, Vdi _ -> false;
    };
  }

  /**
   * Whether it says where this disk is, and not which disk it is: another disk may have come there
   * (safety rule R2).
   */
  default boolean meansPlaceOf(Disk disk) {
    return switch (this) {
      case Label _, FsUuid _, TableId _, Serial _ -> false;
      case InBay _, Device _, Vdi _ -> true;
      case Word(var text) ->
          anyMeaning(text)
              .filter(meaning -> meaning.matches(disk))
              .allMatch(meaning -> meaning.meansPlaceOf(disk));
    };
  }

  private static Stream<DiskSelector> anyMeaning(String text) {
    List<DiskSelector> plain =
        List.of(new Label(text), new FsUuid(text), new Serial(text), new Vdi(text));
    int slash = text.indexOf('/');
    if (slash < 1) {
      return plain.stream();
    }
    String host = text.substring(0, slash);
    String rest = text.substring(slash + 1);
    return Stream.concat(plain.stream(), Stream.of(new InBay(host, rest), new Device(host, rest)));
  }

  /** An address that no bay can have would else look like a disk that is not there. */
  private static DiskSelector inBay(String host, String address) {
    return Bay.at(host, address)
        .map(bay -> new InBay(host, bay.address()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no SCSI address of the form H:C:T:L, such as 2:0:0:0"
                        .formatted(address)));
  }

  private static String beforeSlash(String text, String rest) {
    int slash = rest.indexOf('/');
    if (slash < 1 || slash == rest.length() - 1) {
      throw new IllegalArgumentException(
          "'%s' is not of the form bay:HOST/H:C:T:L or dev:HOST/sdX".formatted(text));
    }
    return rest.substring(0, slash);
  }

  private static String afterSlash(String rest) {
    return rest.substring(rest.indexOf('/') + 1);
  }
}
