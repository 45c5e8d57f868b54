package io.xendisk.operation;

import io.xendisk.domain.Explanation;
import io.xendisk.domain.attach.Vm;
import io.xendisk.domain.rotation.Due;
import io.xendisk.domain.rotation.Notice;
import io.xendisk.domain.rotation.RotationNews;
import io.xendisk.domain.rotation.RotationPolicy.Decided;
import io.xendisk.domain.rotation.Scene;
import io.xendisk.domain.tell.News;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run of a rotation.
 *
 * @param scene the last look, and {@code decided} what it meant; null if there was none
 * @param vm the set's, at that look; null if there was none
 * @param notes the pool's at that look, null if there was none or something was done after it
 * @param news what was not said before, or not today
 * @param usage how the hook went that says how full the disk is, null if none ran
 * @param yielded whether others were at work on what was to be done
 * @param why what keeps it from going on, null if nothing does
 */
public record RotationRun(
    @Nullable Scene scene,
    @Nullable Decided decided,
    @Nullable Vm vm,
    @Nullable Map<String, String> notes,
    List<Deed> deeds,
    List<Notice> news,
    @Nullable StepReport usage,
    boolean yielded,
    @Nullable Explanation why) {
  public RotationRun {
    notes = notes == null ? null : Map.copyOf(notes);
    deeds = List.copyOf(deeds);
    news = List.copyOf(news);
  }

  /** Whether something is left that time or others will make possible. */
  public boolean isToComeAgain() {
    return yielded || (decided != null && decided.due() instanceof Due.NotNow);
  }

  /** What people are to be told, whether they were told before or not. */
  public List<News> toTell() {
    if (scene == null || decided == null) {
      return List.of();
    }
    var notices = new ArrayList<>(decided.notices());
    notices.addAll(news.stream().filter(one -> !decided.notices().contains(one)).toList());
    var all = RotationNews.of(scene.set(), decided.members(), notices);
    return vm == null ? all : all.stream().map(one -> one.onVm(vm.name(), vm.id().uuid())).toList();
  }
}
