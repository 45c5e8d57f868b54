package io.xendisk.port;

import io.xendisk.domain.dom0.Dom0Facts;
import java.time.Duration;

/**
 * A shell in the control domain of one host, ended by {@link #close}. Every method throws {@link
 * Dom0Exception}; an interrupt ends each wait. Confined to one thread.
 */
public interface Dom0 extends AutoCloseable {
  /** What its files, its kernel and its udev say; changes nothing. */
  Dom0Facts look();

  /** Whether the host's own check lets a disk be offered; changes nothing. */
  boolean passesSharingCheck(String device);

  /**
   * Gives a file this text in one step: whoever reads it, and whatever happens meanwhile, finds the
   * old text or the new one, whole.
   */
  void write(String path, String text);

  /** Takes a file away; one that is gone already is no error. */
  void remove(String path);

  /** Has udev read its rules again. */
  void reloadRules();

  /** Has udev look at a disk as if it had just come. */
  void announceAdded(String device);

  /** Has udev look at a disk as if something about it had changed. */
  void announceChanged(String device);

  /** Waits until udev is done with what it was told. */
  void settle(Duration atMost);

  @Override
  void close();
}
