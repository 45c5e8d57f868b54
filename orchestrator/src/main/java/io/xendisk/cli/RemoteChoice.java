package io.xendisk.cli;

import io.xendisk.answer.Failure;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import io.xendisk.xenapi.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the service that is meant, and the token for it. Stateless. */
final class RemoteChoice {
  private RemoteChoice() {}

  static Remote of(String url, GlobalOptions options, World world) {
    URI server;
    try {
      server = new URI(url.contains("://") ? url : "https://" + url);
    } catch (java.net.URISyntaxException e) {
      throw usage("--server: '%.100s' is no URL".formatted(url));
    }
    if (options.url != null) {
      throw usage("--server and --url both say where to");
    }
    var named = world.environment().get("XENDISK_TOKEN_FILE");
    var file = options.tokenFile != null || named == null ? options.tokenFile : Path.of(named);
    if (file == null) {
      throw credentials("no token for the service at %s was named".formatted(server));
    }
    var trust = new PoolChoice(options, world).trustOr(new Trust.SystemStore());
    return new Remote(server, token(file), options.pool, to -> world.outlets().secure(to, trust));
  }

  private static String token(Path file) {
    try (var lines = Files.lines(file)) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .orElseThrow(() -> credentials("the token file %s is empty".formatted(file)));
    } catch (IOException e) {
      throw credentials("the token file %s cannot be read".formatted(file));
    }
  }

  private static Failure credentials(String message) {
    return new Failure(
        new Explanation(
            "no-token",
            Exit.CREDENTIALS,
            message,
            "Put it into a file that only you can read and name it with --token-file or"
                + " XENDISK_TOKEN_FILE; `xendisk token create` at the service makes one."));
  }

  private static Failure usage(String message) {
    return new Failure(
        new Explanation(
            "usage", Exit.USAGE, message, "A service's URL looks like https://backup1:8780."));
  }
}
