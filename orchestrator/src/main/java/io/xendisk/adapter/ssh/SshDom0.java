package io.xendisk.adapter.ssh;

import io.xendisk.domain.dom0.Dom0Facts;
import io.xendisk.port.Dom0;
import io.xendisk.port.Dom0Exception;
import io.xendisk.port.SshLogin;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A control domain by plain {@code ssh host command}: whatever has a POSIX shell, {@code cat} and
 * {@code mv} will do, a CentOS 5 as well. Confined to one thread.
 */
public final class SshDom0 implements Dom0 {
  private static final Duration COMMAND = Duration.ofSeconds(60);
  private static final String CHECK = "/opt/xensource/libexec/check-device-sharing";

  private final SshLine line;
  private final Supplier<String> tokens;

  private SshDom0(SshLine line, Supplier<String> tokens) {
    this.line = line;
    this.tokens = tokens;
  }

  /**
   * Logs in.
   *
   * @param tokens gives texts that nobody else has
   */
  public static SshDom0 open(SshLogin login, Supplier<String> tokens) {
    return new SshDom0(SshLine.connect(login), tokens);
  }

  @Override
  public Dom0Facts look() {
    var first = new LookText(tokens.get());
    var machine = first.machine(said(first.machineCommand()));
    var second = new LookText(tokens.get());
    return second.facts(machine, said(second.detailCommand(machine)));
  }

  @Override
  public boolean passesSharingCheck(String device) {
    return line.run(CHECK + " " + Sh.quoted(device), "", COMMAND).status() == 0;
  }

  /**
   * A connection that is cut while {@code cat} reads ends its input, and the shell goes on with the
   * rest of the line: so the new text is read back and compared before it takes the place of the
   * old one.
   */
  @Override
  public void write(String path, String text) {
    int slash = path.lastIndexOf('/');
    var unfinished =
        "%s/.%s.%s%s"
            .formatted(
                path.substring(0, slash),
                path.substring(slash + 1),
                tokens.get().substring(0, 8),
                Dom0Facts.UNFINISHED);
    var there = Sh.quoted(unfinished);
    done(line.run("umask 022; cat > " + there, text, COMMAND), "write " + unfinished);
    var back = line.run("cat " + there, "", COMMAND);
    if (!back.out().equals(text)) {
      line.run("rm -f " + there, "", COMMAND);
      throw failed("write " + unfinished, "what stands there is not what was sent");
    }
    done(
        line.run("sync; mv -f %s %s && sync".formatted(there, Sh.quoted(path)), "", COMMAND),
        "put %s in its place".formatted(path));
  }

  @Override
  public void remove(String path) {
    done(line.run("rm -f %s && sync".formatted(Sh.quoted(path)), "", COMMAND), "remove " + path);
  }

  @Override
  public void reloadRules() {
    done(
        line.run(
            "udevadm control --reload-rules 2>/dev/null || udevcontrol reload_rules", "", COMMAND),
        "have udev read its rules");
  }

  @Override
  public void announceAdded(String device) {
    announce("add", device);
  }

  @Override
  public void announceChanged(String device) {
    announce("change", device);
  }

  /** The one way that every kernel since 2.6.20 or so knows; udev hears of this disk only. */
  private void announce(String action, String device) {
    var uevent = Sh.quoted("/sys/block/%s/uevent".formatted(device));
    done(line.run("echo %s > %s".formatted(action, uevent), "", COMMAND), "tell udev of " + device);
  }

  @Override
  public void settle(Duration atMost) {
    long seconds = Math.max(1, atMost.toSeconds());
    var command =
        "udevadm settle --timeout=%d 2>/dev/null || udevsettle --timeout=%d"
            .formatted(seconds, seconds);
    // One that gives up has waited as long as it might: what is there then is looked at anyway.
    line.run(command, "", COMMAND.plus(atMost));
  }

  private String said(String command) {
    var ran = line.run(command, "", COMMAND);
    done(ran, "look around");
    return ran.out();
  }

  private void done(SshLine.Ran ran, String what) {
    if (ran.status() != 0) {
      throw failed(what, ran.err().isBlank() ? "status " + ran.status() : ran.err().strip());
    }
  }

  private Dom0Exception failed(String what, String why) {
    return new Dom0Exception(
        Dom0Exception.Reason.COMMAND_FAILED,
        "%s could not %s: %s".formatted(line.target(), what, why),
        "Log in there and see: is its file system full, or read-only?");
  }

  @Override
  public void close() {
    line.close();
  }
}
