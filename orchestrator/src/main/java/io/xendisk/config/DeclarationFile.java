package io.xendisk.config;

import io.xendisk.domain.declared.Declaration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of what is to be so in one pool: {@code attachments:}, as in the configuration. */
public final class DeclarationFile {
  private DeclarationFile() {}

  /**
   * Reads it.
   *
   * @throws ConfigException if it cannot be read, or holds what cannot be used
   */
  public static List<Declaration> read(Path file) {
    return YamlFile.read(
        file,
        yaml -> {
          var declarations = new ArrayList<Declaration>();
          if (yaml.begin()) {
            yaml.members(
                "the file",
                List.of("attachments"),
                _ -> declarations.addAll(AttachmentsSection.read(yaml)));
          }
          return List.copyOf(declarations);
        });
  }
}
