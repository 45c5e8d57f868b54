package io.xendisk.adapter.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The private keys in files that are there and open without a passphrase; for others there is the
 * agent. Immutable.
 *
 * @param left files that could not be used, with the reason
 */
record Identities(List<KeyPair> keys, List<String> left) {
  static Identities in(List<Path> files) {
    var keys = new ArrayList<KeyPair>();
    var left = new ArrayList<String>();
    for (var file : files) {
      if (!Files.isReadable(file)) {
        continue;
      }
      try (var in = Files.newInputStream(file)) {
        var found =
            SecurityUtils.loadKeyPairIdentities(
                null, new PathResource(file), in, FilePasswordProvider.EMPTY);
        if (found == null) {
          left.add(file + " holds no private key");
        } else {
          found.forEach(keys::add);
        }
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        left.add(
            "%s cannot be used here (has it a passphrase? then use ssh-agent)".formatted(file));
      }
    }
    return new Identities(List.copyOf(keys), List.copyOf(left));
  }
}
