package io.xendisk.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.xendisk.port.SshLogin;
import io.xendisk.port.SshLogin.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshLoginTest {
  @ParameterizedTest
  @CsvSource({
    "root@xs1, root, xs1, 22, xs1",
    "root@192.0.2.1:2222, root, 192.0.2.1, 2222, [192.0.2.1]:2222",
    "admin@[2001:db8::1], admin, 2001:db8::1, 22, 2001:db8::1",
    "root@[::1]:22, root, ::1, 22, ::1"
  })
  void aTargetIsReadAsSshWritesIt(String text, String user, String host, int port, String known) {
    var target = Target.parse(text);

    assertThat(target).isEqualTo(new Target(user, host, port));
    assertThat(target.knownName()).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xs1", "root@", "@xs1", "root@xs1:0", "root@xs1:99999", "a b@xs1"})
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Target.parse(text));
  }

  @Test
  void aLoginShowsNoPassword() {
    var login =
        new SshLogin(Target.parse("root@xs1"), Path.of("k"), List.of(), null, "secret", false);

    assertThat(login).hasToString("root@xs1");
  }

  @Test
  void aWordForTheShellIsTheWordWhateverIsInIt() {
    assertThat(Sh.quoted("it's $HOME; rm -rf /")).isEqualTo("'it'\\''s $HOME; rm -rf /'");
  }
}
