package io.xendisk.domain.host;

import java.util.List;
import java.util.Optional;

/**
 * What was found, the worst first, and who knows of it. That somebody knows mends nothing: what is
 * wrong stays wrong. Immutable.
 */
public record Diagnosis(List<Diagnosed> found, Acknowledgements known) {
  public Diagnosis {
    found = List.copyOf(found);
  }

  /** Whether anything is wrong, whoever knows of it. */
  public boolean isWrong() {
    return findings().stream().anyMatch(Finding::isWrong);
  }

  public List<Finding> findings() {
    return found.stream().map(Diagnosed::finding).toList();
  }

  /** Who knows of it, just as it was found. */
  public Optional<Acknowledgements.By> knowing(Diagnosed one) {
    return known.of(one.finding());
  }
}
