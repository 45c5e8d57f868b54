package io.xendisk.cli;

import io.xendisk.answer.Failure;
import io.xendisk.config.PasswordSource;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the password of a pool: never on the command line, never told to anybody. */
final class Credentials {
  private final Map<String, String> environment;
  private final World.@Nullable Prompt prompt;

  Credentials(Map<String, String> environment, World.@Nullable Prompt prompt) {
    this.environment = environment;
    this.prompt = prompt;
  }

  /**
   * The password.
   *
   * @param source where it is kept, null if nobody said: then a person is asked
   */
  String password(@Nullable PasswordSource source, String user, String url) {
    return switch (source) {
      case PasswordSource.InFile(var file) -> inFile(file);
      case PasswordSource.InEnvironment(var variable) -> inEnvironment(variable);
      case PasswordSource.InCredential(var name) ->
          inFile(Path.of(required("CREDENTIALS_DIRECTORY"), name));
      case null -> asked(user, url);
    };
  }

  private static String inFile(Path file) {
    try {
      var lines = Files.readString(file, StandardCharsets.UTF_8).split("\\R", 2);
      if (lines[0].isEmpty()) {
        throw missing("the password file %s is empty".formatted(file));
      }
      return lines[0];
    } catch (IOException e) {
      throw missing("the password file %s cannot be read".formatted(file));
    }
  }

  private String inEnvironment(String variable) {
    return required(variable);
  }

  private String required(String variable) {
    var value = environment.get(variable);
    if (value == null || value.isEmpty()) {
      throw missing("the environment variable %s is not set".formatted(variable));
    }
    return value;
  }

  private String asked(String user, String url) {
    var typed = prompt == null ? null : prompt.ask("Password of %s at %s: ".formatted(user, url));
    if (typed == null || typed.isEmpty()) {
      throw missing("no password was given for %s at %s".formatted(user, url));
    }
    return typed;
  }

  private static Failure missing(String what) {
    return new Failure(
        new Explanation(
            "no-password",
            Exit.CREDENTIALS,
            what,
            "Put it into a file that only you can read and name it with --password-file, or set"
                + " XENDISK_PASSWORD_FILE or XENDISK_PASSWORD, or `password:` in the"
                + " configuration."));
  }
}
