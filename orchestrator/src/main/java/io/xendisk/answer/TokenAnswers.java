package io.xendisk.answer;

import io.xendisk.domain.Exit;
import io.xendisk.domain.access.AccessToken;
import io.xendisk.domain.access.AccessTokens;
import java.util.List;
import java.util.Map;

/** What {@code token} prints; the token itself once, when it is made. Stateless. */
public final class TokenAnswers {
  private TokenAnswers() {}

  public static Answer created(AccessToken token, String text) {
    var document = document(token);
    document.put("token", text);
    return new Answer(
        Exit.DONE,
        document,
        List.of(text),
        List.of(text),
        List.of("Keep it: it is shown this once, and nobody can tell it again."));
  }

  public static Answer list(AccessTokens tokens) {
    var document = Documents.map();
    document.put("tokens", tokens.all().stream().map(TokenAnswers::document).toList());
    return new Answer(
        Exit.DONE,
        document,
        tokens.all().isEmpty()
            ? List.of("no tokens")
            : TableText.of(
                List.of("NAME", "ROLE", "CREATED"),
                tokens.all().stream()
                    .map(t -> List.of(t.name(), t.role().word(), t.created().toString()))
                    .toList()),
        tokens.all().stream().map(AccessToken::name).toList(),
        List.of());
  }

  public static Answer revoked(AccessToken token) {
    var document = document(token);
    document.put("revoked", true);
    return new Answer(
        Exit.DONE,
        document,
        List.of("revoked  " + token.name()),
        List.of(token.name()),
        List.of("The service knows it at once; sessions that were begun with it are over."));
  }

  private static Map<String, Object> document(AccessToken token) {
    var document = Documents.map();
    document.put("name", token.name());
    document.put("role", token.role().word());
    document.put("created", token.created());
    return document;
  }
}
