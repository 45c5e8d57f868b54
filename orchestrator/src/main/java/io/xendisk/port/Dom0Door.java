package io.xendisk.port;

/** Opens a shell in a control domain, where somebody said how to get in. */
@FunctionalInterface
public interface Dom0Door {
  /**
   * The shell.
   *
   * @throws Dom0Exception if nobody lets us in, or it is not certain who answers
   */
  Dom0 open();
}
