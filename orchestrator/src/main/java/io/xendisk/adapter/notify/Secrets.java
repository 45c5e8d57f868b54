package io.xendisk.adapter.notify;

/** Where a secret is had from at the moment in which it is needed. */
@FunctionalInterface
public interface Secrets {
  /**
   * The secret.
   *
   * @throws IllegalStateException where it cannot be had, with the place and without the secret
   */
  String secret();
}
