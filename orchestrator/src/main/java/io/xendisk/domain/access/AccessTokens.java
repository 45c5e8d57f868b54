package io.xendisk.domain.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everybody whom the service knows. Immutable; names and hashes are unique. */
public record AccessTokens(List<AccessToken> all) {
  public AccessTokens {
    all = List.copyOf(all);
  }

  /** Reads the lines of the file; what is no token, such as a comment, counts for nothing. */
  public static AccessTokens in(List<String> lines) {
    return new AccessTokens(
        lines.stream().map(AccessToken::parse).flatMap(Optional::stream).toList());
  }

  public Optional<AccessToken> named(String name) {
    return all.stream().filter(token -> token.name().equals(name)).findFirst();
  }

  /** Whose token this is. */
  public Optional<AccessToken> matching(String presented) {
    return withHash(TokenText.hash(presented));
  }

  /** Still known, for somebody who came with it before. */
  public Optional<AccessToken> withHash(String hash) {
    return all.stream().filter(token -> TokenText.areSame(token.hash(), hash)).findFirst();
  }

  /** The lines of a file without one token; whatever else stands there stays. */
  public static List<String> without(String name, List<String> lines) {
    return lines.stream()
        .filter(line -> AccessToken.parse(line).filter(t -> t.name().equals(name)).isEmpty())
        .toList();
  }

  /** The lines of a file with one token more. */
  public static List<String> with(AccessToken token, List<String> lines) {
    var more = new ArrayList<>(lines);
    more.add(token.line());
    return more;
  }
}
