package io.xendisk.cli;

import io.xendisk.answer.AccessFailures;
import io.xendisk.answer.Answer;
import io.xendisk.answer.TokenAnswers;
import io.xendisk.domain.access.AccessProblem;
import io.xendisk.domain.access.AccessToken;
import io.xendisk.domain.access.AccessTokens;
import io.xendisk.domain.access.Role;
import io.xendisk.domain.access.TokenText;
import io.xendisk.port.PrivateFile;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code xendisk token}: who may use the service. It works on the service's file, and no pool. */
@Command(
    name = "token",
    description = "Say who may use the service: make, list and revoke its tokens.",
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand implements Runnable {
  @ParentCommand Xendisk root;
  @Spec CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parent
  TokenCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with tokens: create, list or revoke.");
  }

  private int withFile(Function<PrivateFile, Answer> work) {
    var file = new ServiceFiles(root.world()).tokens(root.config().service());
    try {
      return root.print(work.apply(file));
    } catch (PrivateFile.Unsafe e) {
      throw AccessFailures.of(file, e);
    }
  }

  /** Makes one. */
  @Command(name = "create", description = "Make a token, and show it this once.")
  static final class Create implements Callable<Integer> {
    @ParentCommand TokenCommand parent;

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        required = true,
        converter = RoleWord.class,
        description =
            "viewer: looks; operator: attaches and releases; supervisor: takes by force besides.")
    Role role;

    @Option(
        names = "--name",
        paramLabel = "WHO",
        required = true,
        description = "Whose it is, as audit lines name them.")
    String name;

    @SuppressWarnings("NullAway.Init") // picocli fills in parent and options
    Create() {}

    @Override
    public Integer call() {
      var world = parent.root.world();
      var text = TokenText.token(world.random());
      var created = world.workstation().clock().instant().truncatedTo(ChronoUnit.SECONDS);
      var token = new AccessToken(checkedName(), role, created, TokenText.hash(text));
      return parent.withFile(
          file -> {
            file.change(
                lines -> {
                  if (AccessTokens.in(lines).named(name).isPresent()) {
                    throw AccessFailures.of(new AccessProblem.NameTaken(name));
                  }
                  return AccessTokens.with(token, lines);
                });
            return TokenAnswers.created(token, text);
          });
    }

    private String checkedName() {
      try {
        return AccessToken.checkName(name);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(parent.spec.commandLine(), "--name: " + e.getMessage(), e);
      }
    }
  }

  /** A role as it is written. */
  static final class RoleWord implements ITypeConverter<Role> {
    @Override
    public Role convert(String text) {
      try {
        return Role.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Shows whose there are. */
  @Command(name = "list", description = "Show who has a token, in which role; never the token.")
  static final class Show implements Callable<Integer> {
    @ParentCommand TokenCommand parent;

    @SuppressWarnings("NullAway.Init") // picocli fills in the parent
    Show() {}

    @Override
    public Integer call() {
      return parent.withFile(file -> TokenAnswers.list(AccessTokens.in(file.lines())));
    }
  }

  /** Ends one. */
  @Command(name = "revoke", description = "End a token, and the sessions begun with it, at once.")
  static final class Revoke implements Callable<Integer> {
    @ParentCommand TokenCommand parent;

    @Parameters(paramLabel = "WHO", description = "The name that it was made for.")
    String name;

    @SuppressWarnings("NullAway.Init") // picocli fills in parent and parameter
    Revoke() {}

    @Override
    public Integer call() {
      return parent.withFile(
          file -> {
            var token =
                AccessTokens.in(file.lines())
                    .named(name)
                    .orElseThrow(() -> AccessFailures.of(new AccessProblem.TokenUnknown(name)));
            file.change(lines -> AccessTokens.without(name, lines));
            return TokenAnswers.revoked(token);
          });
    }
  }
}
