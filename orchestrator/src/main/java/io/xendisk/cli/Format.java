package io.xendisk.cli;

/** The forms of output. */
enum Format {
  TABLE,
  JSON,
  YAML,
  NAME
}
