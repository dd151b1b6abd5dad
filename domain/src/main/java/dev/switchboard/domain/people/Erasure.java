package dev.switchboard.domain.people;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// That a person is to be forgotten, and how far that is.
///
/// @param id tells nothing of the person
/// @param pseudonym as [Person#pseudonym]
/// @param person whom; null when it is done, for then their names are gone from here too
/// @param figures what went so far
/// @param askedBy the admin's name
/// @param doneAt null while it runs
public record Erasure(
        String id,
        String pseudonym,
        @Nullable Person person,
        Figures figures,
        String askedBy,
        Instant askedAt,
        @Nullable Instant doneAt) {

    public Erasure {
        askedAt = askedAt.truncatedTo(ChronoUnit.MILLIS);
        doneAt = doneAt == null ? null : doneAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /// @param conversations how many the person had
    /// @param messages how many of theirs have no words any more
    /// @param deliveries how many of those were owed or parked then, and never go out
    /// @param files how many that agents sent; those that went just before a crash are not among
    ///   them
    public record Figures(long conversations, long messages, long deliveries, long files) {
        public static final Figures NONE = new Figures(0, 0, 0, 0);
    }

    public static Erasure begin(String id, Person person, String askedBy, Instant now) {
        return new Erasure(
                id, Person.pseudonym(person.name()), person, Figures.NONE, askedBy, now, null);
    }

    public boolean runs() {
        return doneAt == null;
    }

    public Erasure with(Figures now) {
        return new Erasure(id, pseudonym, person, now, askedBy, askedAt, doneAt);
    }

    public Erasure done(Instant now) {
        return new Erasure(id, pseudonym, null, figures, askedBy, askedAt, now);
    }
}
