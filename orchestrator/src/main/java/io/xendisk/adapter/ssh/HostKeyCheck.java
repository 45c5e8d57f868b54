package io.xendisk.adapter.ssh;

import io.xendisk.port.Dom0Exception;
import io.xendisk.port.Dom0Exception.Reason;
import io.xendisk.port.SshLogin;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/**
 * Lets a host in whose key stands in the file of known hosts, and no other; it never adds one.
 * Thread-safe: what it found out is written by the session and read when that is over.
 */
final class HostKeyCheck implements ServerKeyVerifier {
  private final SshLogin login;
  private final List<PublicKey> known = new ArrayList<>();
  private final List<PublicKey> revoked = new ArrayList<>();
  private volatile @Nullable Dom0Exception refusal;

  HostKeyCheck(SshLogin login) {
    this.login = login;
    for (var entry : entries()) {
      var target = login.target();
      if (entry.isHostMatch(target.host(), target.port())) {
        add(entry);
      }
    }
  }

  private List<KnownHostEntry> entries() {
    if (!Files.isReadable(login.knownHosts())) {
      return List.of();
    }
    try {
      return KnownHostEntry.readKnownHostEntries(login.knownHosts());
    } catch (IOException | RuntimeException e) {
      throw new Dom0Exception(
          Reason.HOST_KEY_UNKNOWN,
          "the file of known hosts %s cannot be read: %s"
              .formatted(login.knownHosts(), e.getMessage()),
          "Mend it, or name another with --known-hosts.",
          e);
    }
  }

  private void add(KnownHostEntry entry) {
    var marker = entry.getMarker();
    try {
      var key = entry.getKeyEntry().resolvePublicKey(null, null, null);
      if ("revoked".equals(marker)) {
        revoked.add(key);
      } else if (marker == null || marker.isEmpty()) {
        known.add(key);
      }
    } catch (IOException | GeneralSecurityException e) {
      // A key of a kind that nobody here can compare: the host has to show another one.
      return;
    }
  }

  /** The kinds of the keys that are known: what the host should be asked for. */
  List<String> knownTypes() {
    return known.stream().map(KeyUtils::getKeyType).distinct().toList();
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey shown) {
    boolean isKnown = known.stream().anyMatch(key -> KeyUtils.compareKeys(key, shown));
    boolean isRevoked = revoked.stream().anyMatch(key -> KeyUtils.compareKeys(key, shown));
    if (isKnown && !isRevoked) {
      return true;
    }
    refusal = known.isEmpty() && !isRevoked ? unknown(shown) : changed(shown);
    return false;
  }

  private Dom0Exception unknown(PublicKey shown) {
    return new Dom0Exception(
        Reason.HOST_KEY_UNKNOWN,
        "nobody has confirmed the SSH host key of %s, which is %s %s; %s has none for it"
            .formatted(
                login.target(), KeyUtils.getKeyType(shown), fingerprint(shown), login.knownHosts()),
        "At the host's own console, `ssh-keygen -l -f /etc/ssh/ssh_host_ecdsa_key.pub` (and its"
            + " neighbours) shows the fingerprints. If this one is among them, add this line to "
            + login.knownHosts()
            + ": "
            + line(shown));
  }

  private Dom0Exception changed(PublicKey shown) {
    return new Dom0Exception(
        Reason.HOST_KEY_CHANGED,
        "%s shows another SSH host key than the one in %s: %s %s, known is %s"
            .formatted(
                login.target(),
                login.knownHosts(),
                KeyUtils.getKeyType(shown),
                fingerprint(shown),
                known.isEmpty()
                    ? "that it was revoked"
                    : known.stream()
                        .map(key -> KeyUtils.getKeyType(key) + " " + fingerprint(key))
                        .collect(Collectors.joining(", "))),
        "Somebody may be in between. If the host was installed anew, compare the fingerprint at its"
            + " own console, remove the old line (`ssh-keygen -R '%s' -f %s`), and add: %s"
                .formatted(login.target().knownName(), login.knownHosts(), line(shown)));
  }

  private String line(PublicKey key) {
    return login.target().knownName() + " " + PublicKeyEntry.toString(key);
  }

  private static String fingerprint(PublicKey key) {
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
  }

  /** Why the host was not let in, if that was it. */
  @Nullable Dom0Exception refusal() {
    return refusal;
  }
}
