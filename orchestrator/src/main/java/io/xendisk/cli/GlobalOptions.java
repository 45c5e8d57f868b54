package io.xendisk.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The options of every command; they may stand before and after its name. */
final class GlobalOptions {
  @Nullable String pool;
  @Nullable String url;
  @Nullable String server;
  @Nullable Path tokenFile;
  @Nullable String user;
  @Nullable Path passwordFile;
  @Nullable String trust;
  @Nullable Path config;
  Format output = Format.TABLE;
  boolean noInput;
  @Nullable Duration timeout;

  /** Gives them to the command that all others are under. */
  void addTo(CommandSpec xendisk) {
    add(
        xendisk,
        PlainSpec.option(
            "--pool", "NAME", String.class, it -> pool = it, "A pool of the configuration."));
    add(
        xendisk,
        PlainSpec.option(
            "--url",
            "URL",
            String.class,
            it -> url = it,
            "Any host of the pool; also XENDISK_URL."));
    add(
        xendisk,
        PlainSpec.option(
            "--server",
            "URL",
            String.class,
            it -> server = it,
            "A service to use instead of a pool, by disks, status, attach, detach and explain; also"
                + " XENDISK_SERVER."));
    add(
        xendisk,
        PlainSpec.option(
            "--token-file",
            "FILE",
            Path.class,
            it -> tokenFile = it,
            "Holds the token for the service in its first line; also XENDISK_TOKEN_FILE."));
    add(
        xendisk,
        PlainSpec.option(
            "--user",
            "NAME",
            String.class,
            it -> user = it,
            "Who logs in (root); also XENDISK_USER."));
    add(
        xendisk,
        PlainSpec.option(
            "--password-file",
            "FILE",
            Path.class,
            it -> passwordFile = it,
            "Holds the password in its first line; also XENDISK_PASSWORD_FILE, XENDISK_PASSWORD."));
    add(
        xendisk,
        PlainSpec.option(
            "--trust",
            "HOW",
            String.class,
            it -> trust = it,
            "system (default), ca:FILE, sha256:FINGERPRINT or tofu."));
    add(
        xendisk,
        PlainSpec.option(
            "--config",
            "FILE",
            Path.class,
            it -> config = it,
            "The configuration; also XENDISK_CONFIG. Else ~/.config/xendisk/config.yaml, then"
                + " /etc/xendisk/config.yaml."));
    add(
        xendisk,
        PlainSpec.option(
                "-o",
                "FORM",
                Format.class,
                it -> output = it,
                "table (default), json, yaml or name.")
            .names("-o", "--output")
            .initialValue(Format.TABLE)
            .defaultValue("table"));
    add(xendisk, PlainSpec.flagOf("--no-input", it -> noInput = it, "Never ask at the terminal."));
    add(
        xendisk,
        PlainSpec.option(
            "--timeout",
            "TIME",
            Duration.class,
            it -> timeout = it,
            "Bounds the whole command: 90s, 10m, 1h (default 15m; watch: none)."));
  }

  private static void add(CommandSpec xendisk, OptionSpec.Builder option) {
    xendisk.addOption(option.scopeType(ScopeType.INHERIT).build());
  }
}
