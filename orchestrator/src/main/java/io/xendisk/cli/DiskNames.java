package io.xendisk.cli;

import io.xendisk.domain.disk.DiskSelector;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a disk is named on the command line. */
final class DiskNames implements ITypeConverter<DiskSelector> {
  static final String HELP =
      "label:TEXT, fs-uuid:UUID, serial:TEXT, bay:HOST/H:C:T:L, dev:HOST/sdX, vdi:UUID, or a word"
          + " that is any of these.";

  @Override
  public DiskSelector convert(String text) {
    try {
      return DiskSelector.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** The name as a person would write it. */
  static String text(DiskSelector selector) {
    return switch (selector) {
      case DiskSelector.Label(var text) -> "label:" + text;
      case DiskSelector.FsUuid(var uuid) -> "fs-uuid:" + uuid;
      case DiskSelector.TableId(var id) -> "table:" + id;
      case DiskSelector.Serial(var text) -> "serial:" + text;
      case DiskSelector.InBay(var host, var address) -> "bay:" + host + "/" + address;
      case DiskSelector.Device(var host, var device) -> "dev:" + host + "/" + device;
      case DiskSelector.Vdi(var uuid) -> "vdi:" + uuid;
      case DiskSelector.Word(var text) -> text;
    };
  }
}
