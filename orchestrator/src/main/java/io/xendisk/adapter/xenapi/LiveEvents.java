package io.xendisk.adapter.xenapi;

import io.xendisk.port.Deadline;
import io.xendisk.port.PoolEvents;
import io.xendisk.port.Ticker;
import io.xendisk.xenapi.LivePool;
import io.xendisk.xenapi.PoolException;
import io.xendisk.xenapi.SrRecord;
import io.xendisk.xenapi.VbdRecord;
import io.xendisk.xenapi.VdiRecord;
import io.xendisk.xenapi.VmGuestMetricsRecord;
import io.xendisk.xenapi.VmRecord;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.XenClass;
import io.xendisk.xenapi.XenRecord;
import io.xendisk.xenapi.XenRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The events of a pool over a {@link LivePool}, without those that say nothing about removable
 * disks: other storage, templates, the chatter of guest agents. Confined to one thread, but for
 * close and wake.
 */
final class LiveEvents implements PoolEvents {
  private static final List<XenClass<?>> CLASSES =
      List.of(
          XenClass.POOL,
          XenClass.HOST,
          XenClass.HOST_METRICS,
          XenClass.SR,
          XenClass.PBD,
          XenClass.VDI,
          XenClass.VBD,
          XenClass.VM,
          XenClass.VM_METRICS,
          XenClass.VM_GUEST_METRICS);

  /** How soon silence is noticed: a live pool tells of changes only. */
  private static final Duration GLANCE = Duration.ofSeconds(2);

  private final LivePool live;
  private final LivePool.Subscription news;
  private final Ticker ticker;

  /** What was told last of each object that matters. */
  private final Map<XenRef, Object> told = new HashMap<>();

  private final AtomicBoolean woken = new AtomicBoolean();
  private boolean heard = true;
  private Duration lag = Duration.ZERO;

  private LiveEvents(LivePool live, Ticker ticker) {
    this.live = live;
    this.news = live.subscribe();
    this.ticker = ticker;
  }

  static LiveEvents start(XenApi api, RandomGenerator jitter, Ticker ticker) {
    return new LiveEvents(LivePool.start(api, CLASSES, jitter), ticker);
  }

  @Override
  public boolean changed(Duration atMost) throws InterruptedException {
    var deadline = Deadline.in(atMost, ticker);
    lag = Duration.ZERO;
    do {
      boolean matters = false;
      for (var ref : news.next(deadline.atMost(GLANCE).left())) {
        matters |= matters(ref);
      }
      lag = matters ? news.lag() : lag;
      boolean was = heard;
      heard = live.failure().isEmpty();
      if (matters || was != heard || woken.getAndSet(false)) {
        return true;
      }
    } while (!deadline.isOver());
    return false;
  }

  @Override
  public Duration lag() {
    return lag;
  }

  @Override
  public void wake() {
    woken.set(true);
    news.wake();
  }

  @Override
  public Optional<PoolException> silence() {
    return live.failure();
  }

  private boolean matters(XenRef ref) {
    var now = live.ask(view -> Optional.ofNullable(whatMatters(view, ref)));
    var before = Optional.ofNullable(told.remove(ref));
    now.ifPresent(what -> told.put(ref, what));
    return !before.equals(now);
  }

  private static @Nullable Object whatMatters(LivePool.View view, XenRef ref) {
    XenRecord record = view.get(ref.type(), ref).map(XenRecord.class::cast).orElse(null);
    return switch (record) {
      case null -> null;
      case VdiRecord vdi -> isRemovable(view, vdi) ? vdi : null;
      case VbdRecord vbd ->
          view.get(XenClass.VDI, vbd.vdi()).filter(vdi -> isRemovable(view, vdi)).isPresent()
              ? vbd
              : null;
      case VmRecord vm -> vm.isTemplate() || vm.isSnapshot() ? null : vm;
      // An agent writes every minute; what counts is that it has written since the boot (R7).
      case VmGuestMetricsRecord guest -> guest.pvDriversVersion().isEmpty();
      case SrRecord sr -> UdevSrs.isRemovable(sr) ? sr : null;
      default -> record;
    };
  }

  private static boolean isRemovable(LivePool.View view, VdiRecord vdi) {
    return view.get(XenClass.SR, vdi.sr()).filter(UdevSrs::isRemovable).isPresent();
  }

  @Override
  public void close() {
    news.close();
    live.close();
  }
}
