package io.xendisk.service.access;

import io.xendisk.domain.access.AccessToken;
import io.xendisk.domain.access.AccessTokens;
import io.xendisk.port.PrivateFile;
import java.util.List;
import java.util.Optional;

/** Whose token is whose, as the file says at this moment. Thread-safe. */
public final class TokenBook {
  private final PrivateFile file;
  private volatile Read read = new Read(List.of(), new AccessTokens(List.of()));

  public TokenBook(PrivateFile file) {
    this.file = file;
  }

  private record Read(List<String> lines, AccessTokens tokens) {}

  /**
   * Everybody who may.
   *
   * @throws PrivateFile.Unsafe if the file may be somebody else's: then nobody may
   */
  public AccessTokens tokens() {
    var lines = file.lines();
    var before = read;
    if (before.lines().equals(lines)) {
      return before.tokens();
    }
    var tokens = AccessTokens.in(lines);
    read = new Read(lines, tokens);
    return tokens;
  }

  Optional<AccessToken> withHash(String hash) {
    return tokens().withHash(hash);
  }

  public PrivateFile file() {
    return file;
  }
}
