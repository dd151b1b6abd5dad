package dev.switchboard.domain.people;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The erasure of a person's data, and its progress.
///
/// @param id reveals nothing about the person
/// @param pseudonym as [Person#pseudonym]
/// @param person the person to forget; null when done, because their names are erased here too
/// @param figures what was erased so far
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

    /// @param conversations the number of the person's conversations
    /// @param messages the number of their messages without content by now
    /// @param deliveries the number of those messages' pending or parked deliveries, which never go
    ///   out
    /// @param files the number of erased files from agents; files erased just before a crash are
    ///   not counted
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
