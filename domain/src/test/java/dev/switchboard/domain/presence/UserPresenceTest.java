package dev.switchboard.domain.presence;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.presence.UserPresence.Report;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserPresenceTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Call RINGING =
            Call.parse("RINGING", "Outbound", "b2c3d4e5-f6a7-8901-bcde-f23456789012");
    private static final Availability BUSY = new Availability("Busy", 2, 1);

    private final UserPresence unreported =
            UserPresence.unreported(new UserRef(new OrgId("12345"), 67890));

    @Test
    void beginsWithNothing() {
        assertThat(unreported.version()).isZero();
        assertThat(unreported.call()).isEqualTo(Call.NONE);
        assertThat(unreported.availability()).isEqualTo(Availability.UNSET);
    }

    @Test
    void countsWhatWatchersSee() {
        UserPresence ringing = unreported.after(report(RINGING, null, null, null));
        UserPresence busy = ringing.choosing(BUSY);

        assertThat(ringing.version()).isEqualTo(1);
        assertThat(busy.version()).isEqualTo(2);
        assertThat(busy.call()).isEqualTo(RINGING);
        assertThat(busy.availability()).isEqualTo(BUSY);
    }

    @Test
    void countsNothingThatIsKnown() {
        UserPresence busy = unreported.after(report(RINGING, BUSY, null, null));

        assertThat(busy.after(report(RINGING, BUSY, null, null))).isEqualTo(busy);
        assertThat(busy.after(report(RINGING, null, null, null))).isEqualTo(busy);
        assertThat(busy.choosing(BUSY)).isEqualTo(busy);
        assertThat(busy.named("Ada", "").version()).isEqualTo(1);
    }

    @Test
    void ignoresAReportThatComesTooLate() {
        UserPresence seventh = unreported.after(report(RINGING, null, 7L, null));

        assertThat(seventh.after(report(Call.NONE, BUSY, 6L, NOW))).isEqualTo(seventh);
        assertThat(seventh.after(report(Call.NONE, BUSY, 7L, NOW))).isEqualTo(seventh);
        assertThat(seventh.after(report(Call.NONE, BUSY, 8L, null)).version()).isEqualTo(2);
    }

    @Test
    void takesReportsWithoutANumberAtAnyTime() {
        UserPresence seventh = unreported.after(report(RINGING, null, 7L, null));

        UserPresence over = seventh.after(report(Call.NONE, null, null, null));

        assertThat(over.call()).isEqualTo(Call.NONE);
        assertThat(over.sourceSeq()).isEqualTo(7L);
    }

    @Test
    void remembersTheNumberOfAReportThatSaysNothingNew() {
        UserPresence seventh = unreported.after(report(RINGING, null, 7L, null));

        UserPresence eighth = seventh.after(report(RINGING, null, 8L, null));

        assertThat(eighth.version()).isEqualTo(1);
        assertThat(eighth.sourceSeq()).isEqualTo(8L);
    }

    @Test
    void endsACallThatIsNotReportedAgain() {
        UserPresence ringing = unreported.after(report(RINGING, BUSY, 7L, NOW));

        UserPresence silent = ringing.at(NOW);

        assertThat(ringing.at(NOW.minusMillis(1))).isEqualTo(ringing);
        assertThat(silent.call()).isEqualTo(Call.NONE);
        assertThat(silent.availability()).isEqualTo(BUSY);
        assertThat(silent.version()).isEqualTo(2);
        assertThat(silent.at(NOW)).isEqualTo(silent);
    }

    @Test
    void neverEndsACallThatWasReportedForGood() {
        UserPresence ringing =
                unreported
                        .after(report(RINGING, null, null, NOW))
                        .after(report(RINGING, null, null, null));

        assertThat(ringing.at(NOW)).isEqualTo(ringing);
        assertThat(ringing.version()).isEqualTo(1);
    }

    @Test
    void hidesTheChannel() {
        UserPresence ringing = unreported.after(report(RINGING, null, null, null));

        assertThat(ringing.withoutChannel().call())
                .isEqualTo(Call.parse("RINGING", "Outbound", ""));
        assertThat(ringing.withoutChannel().version()).isEqualTo(1);
    }

    @Test
    void refusesNamesNobodyHas() {
        assertRefused(() -> unreported.named("", ""), "name", Reason.MISSING);
        assertRefused(() -> unreported.named("x".repeat(201), ""), "name", Reason.TOO_LONG);
        assertRefused(() -> unreported.named("Ada", "ada"), "email", Reason.INVALID);
        assertRefused(() -> unreported.named("Ada", "a@b c"), "email", Reason.INVALID);
        assertRefused(
                () -> unreported.named("Ada", "a@" + "b".repeat(319)), "email", Reason.TOO_LONG);
        assertThat(unreported.named("Ada", "ada@example.com").email()).isEqualTo("ada@example.com");
    }

    private static Report report(
            Call call,
            @Nullable Availability availability,
            @Nullable Long sourceSeq,
            @Nullable Instant expiresAt) {
        return new Report(call, availability, sourceSeq, expiresAt);
    }
}
