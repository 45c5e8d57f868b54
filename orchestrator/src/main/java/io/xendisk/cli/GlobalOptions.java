package io.xendisk.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command; they may stand before and after its name. */
final class GlobalOptions {
  @Option(
      names = "--pool",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "A pool of the configuration.")
  @Nullable String pool;

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Any host of the pool; also XENDISK_URL.")
  @Nullable String url;

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "A service to use instead of a pool, by disks, status, attach, detach, explain, get,"
              + " apply, diff, pause and resume; also XENDISK_SERVER.")
  @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Holds the token for the service in its first line; also XENDISK_TOKEN_FILE.")
  @Nullable Path tokenFile;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Who logs in (root); also XENDISK_USER.")
  @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Holds the password in its first line; also XENDISK_PASSWORD_FILE, XENDISK_PASSWORD.")
  @Nullable Path passwordFile;

  @Option(
      names = "--trust",
      paramLabel = "HOW",
      scope = ScopeType.INHERIT,
      description = "system (default), ca:FILE, sha256:FINGERPRINT or tofu.")
  @Nullable String trust;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "The configuration; also XENDISK_CONFIG. Else ~/.config/xendisk/config.yaml, then"
              + " /etc/xendisk/config.yaml.")
  @Nullable Path config;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      scope = ScopeType.INHERIT,
      defaultValue = "table",
      description = "table (default), json, yaml or name.")
  Format output = Format.TABLE;

  @Option(
      names = "--no-input",
      scope = ScopeType.INHERIT,
      description = "Never ask at the terminal.")
  boolean noInput;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      description = "Bounds the whole command: 90s, 10m, 1h (default 15m; watch: none).")
  @Nullable Duration timeout;
}
