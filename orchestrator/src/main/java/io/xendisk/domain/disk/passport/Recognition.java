package io.xendisk.domain.disk.passport;

import io.xendisk.domain.disk.passport.Verdict.Another;
import io.xendisk.domain.disk.passport.Verdict.NotProvable;
import io.xendisk.domain.disk.passport.Verdict.Same;
import io.xendisk.domain.disk.passport.Verdict.SameWithDrift;
import java.util.List;

/** Which passport a disk that is seen now belongs to, and who may act on it. */
public sealed interface Recognition {
  WhoMayAct whoMayAct();

  /** The passports whose identity it shows, rightly or not. */
  List<Known> claims();

  /** It shows nothing that any passport has: never enrolled (R5). */
  record Stranger() implements Recognition {
    @Override
    public WhoMayAct whoMayAct() {
      return WhoMayAct.A_PERSON;
    }

    @Override
    public List<Known> claims() {
      return List.of();
    }
  }

  /** It shows the identity of one passport. */
  record Known(Passport passport, Verdict verdict) implements Recognition {
    @Override
    public WhoMayAct whoMayAct() {
      return switch (verdict) {
        case Same _, SameWithDrift _ -> WhoMayAct.ANYONE;
        case NotProvable _ -> WhoMayAct.A_PERSON;
        case Another _ -> WhoMayAct.NOBODY;
      };
    }

    @Override
    public List<Known> claims() {
      return List.of(this);
    }

    /** Whether nothing says that it is another disk. */
    public boolean isTheDisk() {
      return !(verdict instanceof Another);
    }
  }

  /** It shows the identities of several passports, as when one disk was copied onto another. */
  record Contested(List<Known> claims) implements Recognition {
    public Contested {
      claims = List.copyOf(claims);
    }

    @Override
    public WhoMayAct whoMayAct() {
      return WhoMayAct.NOBODY;
    }
  }

  /** Its identity is shown by another disk that is present too; {@code alone} is without that. */
  record Twin(List<Twins> twins, Recognition alone) implements Recognition {
    public Twin {
      twins = List.copyOf(twins);
    }

    @Override
    public WhoMayAct whoMayAct() {
      return WhoMayAct.NOBODY;
    }

    @Override
    public List<Known> claims() {
      return alone.claims();
    }
  }

  /** Its host is not live: this is where it was last seen (R4). */
  record LastSeen() implements Recognition {
    @Override
    public WhoMayAct whoMayAct() {
      return WhoMayAct.NOBODY;
    }

    @Override
    public List<Known> claims() {
      return List.of();
    }
  }
}
