package io.xendisk;

import io.xendisk.adapter.exec.HookProcesses;
import io.xendisk.adapter.exec.OwnStreams;
import io.xendisk.adapter.exec.ProcProcesses;
import io.xendisk.adapter.ssh.SshDom0;
import io.xendisk.adapter.xenapi.XenApiPool;
import io.xendisk.cli.World;
import io.xendisk.config.PoolSettings;
import io.xendisk.domain.attach.BootSettings.GuestPort;
import io.xendisk.port.Pool;
import io.xendisk.port.Ticker;
import io.xendisk.port.Timings;
import io.xendisk.port.Workstation;
import io.xendisk.xenapi.ClientOptions;
import io.xendisk.xenapi.Secret;
import io.xendisk.xenapi.XenApi;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts the command's object graph together. Stateless. */
final class Wiring {
  private static final int KNOCK_MILLIS = 2000;

  private Wiring() {}

  static World world() {
    Ticker ticker = System::nanoTime;
    return new World(
        System.out,
        System.err,
        Wiring::ask,
        // Java can tell a terminal at stdout only; the launcher looks at stderr.
        Boolean.getBoolean("xendisk.progress"),
        System.getenv(),
        home(System.getenv()),
        workstation(machine()),
        ticker,
        new SecureRandom(),
        Wiring::answers,
        // Not loaded where there is no hook to run.
        (call, atMost) -> new HookProcesses(System.getenv(), ticker).run(call, atMost),
        words -> new OwnStreams().run(words),
        (settings, password, timings) -> open(settings, password, timings, ticker),
        // A lambda, because a reference to the method would load its class at every start.
        (login, tokens) -> SshDom0.open(login, tokens),
        new OutletWiring(machine(), Wiring::pass),
        new Simulations(),
        (world, serving) -> new ServiceWiring(world, serving).serve());
  }

  private static Workstation workstation(String machine) {
    var processes = new ProcProcesses(Path.of("/proc"), machine);
    return new Workstation(
        System.getProperty("user.name") + "@" + machine,
        processes.self(),
        processes,
        Wiring::pass,
        InstantSource.system());
  }

  /** Nobody counts the latch down: it is there to be waited at. */
  private static void pass(Duration time) throws InterruptedException {
    var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Pool open(PoolSettings settings, String password, Timings timings, Ticker ticker) {
    var reach = settings.reach();
    var options =
        ClientOptions.of(settings.url(), settings.user(), new Secret(password))
            .trust(reach.trust())
            .originator("xendisk@" + machine())
            .observer(timings::called);
    reach.urls().stream().skip(1).forEach(options::orElse);
    reach.hostTrust().forEach(options::trust);
    return new XenApiPool(XenApi.login(options.build()), ticker);
  }

  /** The machine's name without asking the network for it. */
  private static String machine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return System.getenv().getOrDefault("HOSTNAME", "unknown");
    }
  }

  @SuppressWarnings("SystemConsoleNull") // it is null where there is no terminal at all
  private static @Nullable String ask(String question) {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      return null;
    }
    var typed = console.readPassword("%s", question);
    return typed == null ? null : new String(typed);
  }

  private static boolean answers(GuestPort port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(port.host(), port.port()), KNOCK_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** As every other command on this system sees it; a service may have none. */
  private static Path home(Map<String, String> environment) {
    var home = environment.getOrDefault("HOME", "");
    return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
  }
}
