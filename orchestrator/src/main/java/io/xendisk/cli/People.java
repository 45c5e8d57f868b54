package io.xendisk.cli;

import io.xendisk.answer.Failure;
import io.xendisk.config.Channel;
import io.xendisk.config.ConfigException;
import io.xendisk.config.NotifySettings;
import io.xendisk.config.NotifySettings.RouteSettings;
import io.xendisk.config.PasswordSource;
import io.xendisk.config.TemplateFiles;
import io.xendisk.domain.tell.TellSettings;
import io.xendisk.domain.tell.Templates;
import io.xendisk.operation.Tellers;
import io.xendisk.port.Notifier;
import java.time.ZoneId;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Who is told what, by the configuration. Immutable. */
final class People {
  private final NotifySettings settings;
  private final World world;

  People(NotifySettings settings, World world) {
    this.settings = settings;
    this.world = world;
  }

  /** Where they are. */
  ZoneId zone() {
    return settings.zone() == null ? ZoneId.systemDefault() : settings.zone();
  }

  NotifySettings settings() {
    return settings;
  }

  /**
   * Who tells them.
   *
   * @param messages tells by messages in the pool; null where no pool is open
   * @param pool what is told of it is remembered here apart from that of others
   */
  Tellers tellers(@Nullable Notifier messages, String pool) {
    var notifiers = new HashMap<String, Notifier>();
    for (var route : settings.routes()) {
      switch (route.channel()) {
        case Channel.PoolMessage _ -> {
          if (messages != null) {
            notifiers.put(route.route().name(), messages);
          }
        }
        case Channel.Outside channel ->
            notifiers.put(route.route().name(), world.outlets().notifier(channel, this::secret));
      }
    }
    var routes = settings.routes().stream().map(RouteSettings::route).toList();
    return new Tellers(
        new TellSettings(zone(), routes),
        templates(),
        notifiers,
        world.outlets().notes(new StateDirectory(world).of("told").resolve(pool)));
  }

  /** Who would be told what, by a rehearsal that tells nobody. */
  World.Demo.Words rehearsing() {
    var routes = settings.routes().stream().map(RouteSettings::route).toList();
    return new World.Demo.Words(new TellSettings(zone(), routes), templates());
  }

  private Templates templates() {
    try {
      return settings.templates() == null
          ? Templates.BUILT_IN
          : TemplateFiles.read(settings.templates());
    } catch (ConfigException e) {
      throw PoolChoice.usage(
          String.valueOf(e.getMessage()), "Mend the template; docs/notifications.md shows one.");
    }
  }

  /** A secret that cannot be had fails one route, and not the command. */
  private String secret(PasswordSource source) {
    try {
      return new Credentials(world.environment(), null).password(source, "", "");
    } catch (Failure e) {
      throw new IllegalStateException(e.explanation().message(), e);
    }
  }
}
