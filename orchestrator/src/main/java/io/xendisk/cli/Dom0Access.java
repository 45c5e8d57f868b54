package io.xendisk.cli;

import io.xendisk.port.Dom0;
import io.xendisk.port.SshLogin;
import java.util.function.Supplier;

/** Logs in at a control domain by SSH; nothing of SSH is loaded before. */
@FunctionalInterface
public interface Dom0Access {
  /** The shell; {@code tokens} gives texts that nobody else has. */
  Dom0 open(SshLogin login, Supplier<String> tokens);
}
