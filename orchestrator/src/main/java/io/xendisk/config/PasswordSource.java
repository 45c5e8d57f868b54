package io.xendisk.config;

import java.nio.file.Path;

/** Where a password is kept; never the password itself. */
public sealed interface PasswordSource {
  /** The first line of a file. */
  record InFile(Path file) implements PasswordSource {}

  /** An environment variable. */
  record InEnvironment(String variable) implements PasswordSource {}

  /** A systemd credential: a file of that name in {@code $CREDENTIALS_DIRECTORY}. */
  record InCredential(String name) implements PasswordSource {}
}
