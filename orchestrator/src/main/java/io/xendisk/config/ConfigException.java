package io.xendisk.config;

/** A configuration that cannot be used; the message names file, line and what to write instead. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConfigException(String message) {
    super(message);
  }
}
