package dev.switchboard.application.port.out.session;

import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeResumeTokens;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.EndUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of [Claims]: one owner at a time, whoever asks at once.
public interface ClaimsContract extends StoreContract {
    ConversationId CLAIMED = EntryDraft.CHAT;
    Instant LATER = Seed.NOW.plus(Duration.ofDays(40));
    BrowserId BROWSER = FakeResumeTokens.browser(1);
    EndUser ADA = new EndUser(BROWSER, "ada");
    EndUser BOB = EndUser.of(FakeResumeTokens.browser(2));

    /// The same one throughout a test, without any claim when it began.
    Claims claims();

    @Test
    default void knowsNoOwnerAtFirst() {
        assertThat(claims().find(CLAIMED)).isEmpty();
    }

    @Test
    default void keepsAClaimAsItIs() {
        List<EndUser> owners =
                List.of(
                        ADA,
                        BOB,
                        new EndUser(null, "\u00e9l\u00e8ve \ud83d\ude00"),
                        EndUser.NOBODY);
        for (int i = 0; i < owners.size(); i++) {
            ConversationId conversation = ConversationId.of("chat", "c" + i);
            Claim claim = new Claim(conversation, owners.get(i), 1L << 40, Seed.NOW);

            assertThat(claims().replace(null, claim)).isEqualTo(claim);

            assertThat(claims().find(conversation)).contains(claim);
        }
    }

    @Test
    default void keepsTheFirstOfTwoClaims() {
        claims().replace(null, by(ADA));

        assertThat(claims().replace(null, by(BOB))).isEqualTo(by(ADA));

        assertThat(claims().find(CLAIMED)).contains(by(ADA));
    }

    @Test
    default void putsAClaimInThePlaceOfTheExpectedOne() {
        claims().replace(null, by(ADA));
        Claim next = new Claim(CLAIMED, BOB, 12, Seed.NOW.plusSeconds(9));

        assertThat(claims().replace(by(ADA), next)).isEqualTo(next);

        assertThat(claims().find(CLAIMED)).contains(next);
    }

    @Test
    default void showsAllClaimsPageByPage() {
        List<Claim> all =
                Stream.of("a", "a b", "b")
                        .map(id -> new Claim(ConversationId.of("chat", id), BOB, 0, Seed.NOW))
                        .toList();
        all.reversed().forEach(claim -> claims().replace(null, claim));

        assertThat(claims().page(null, 2)).containsExactly(all.get(0), all.get(1));
        assertThat(claims().page(all.get(1).conversation(), 2)).containsExactly(all.get(2));
        assertThat(claims().page(all.get(2).conversation(), 2)).isEmpty();
    }

    @Test
    default void tellsAClaimFromTheExpectedOneByEachOfItsParts() {
        claims().replace(null, by(ADA));

        for (EndUser other :
                List.of(
                        EndUser.NOBODY,
                        EndUser.of(BROWSER),
                        new EndUser(null, "ada"),
                        new EndUser(BROWSER, "Ada"),
                        new EndUser(FakeResumeTokens.browser(3), "ada"))) {
            assertThat(claims().replace(by(other), by(BOB))).isEqualTo(by(ADA));
        }
        Claim younger = new Claim(CLAIMED, ADA, 1, Seed.NOW);
        assertThat(claims().replace(younger, by(BOB))).isEqualTo(by(ADA));
        assertThat(claims().find(CLAIMED)).contains(by(ADA));
    }

    @Test
    default void replacesAnExpectedOwnerWhoWasSeenMeanwhile() {
        claims().replace(null, by(ADA));
        claims().seen(CLAIMED, Seed.NOW.plusSeconds(1));

        assertThat(claims().replace(by(ADA), by(BOB))).isEqualTo(by(BOB));
    }

    @Test
    default void claimsWhatWasForgottenMeanwhile() {
        claims().replace(null, by(ADA));
        claims().purge(Seed.NOW.plusSeconds(1));

        assertThat(claims().replace(by(ADA), by(BOB))).isEqualTo(by(BOB));

        assertThat(claims().find(CLAIMED)).contains(by(BOB));
    }

    @Test
    default void letsOneOfManyParallelClaimsWin() {
        List<Claim> results = InParallel.results(16, i -> claims().replace(null, by(user(i))));

        assertThat(results).containsOnly(results.getFirst());
        assertThat(claims().find(CLAIMED)).contains(results.getFirst());
    }

    @Test
    default void letsOneOfManyParallelSuccessorsWin() {
        claims().replace(null, by(ADA));

        List<Claim> results = InParallel.results(16, i -> claims().replace(by(ADA), by(user(i))));

        assertThat(results).containsOnly(results.getFirst()).doesNotContain(by(ADA));
        assertThat(claims().find(CLAIMED)).contains(results.getFirst());
    }

    @Test
    default void notesWhenAnOwnerWasSeen() {
        claims().replace(null, by(ADA));

        claims().seen(CLAIMED, Seed.NOW.plusSeconds(60));
        claims().seen(CLAIMED, Seed.NOW.plusSeconds(30));

        assertThat(claims().find(CLAIMED))
                .contains(new Claim(CLAIMED, ADA, 0, Seed.NOW.plusSeconds(60)));
    }

    @Test
    default void notesNothingWithoutAClaim() {
        claims().seen(CLAIMED, Seed.NOW);

        assertThat(claims().find(CLAIMED)).isEmpty();
    }

    @Test
    default void forgetsClaimsOfOwnersLongUnseen() {
        for (int i = 0; i < 500; i++) {
            ConversationId conversation = ConversationId.of("chat", "c" + i);
            claims().replace(null, new Claim(conversation, ADA, 0, Seed.NOW.plusSeconds(i)));
        }
        ConversationId first = ConversationId.of("chat", "c0");
        claims().seen(first, Seed.NOW.plusSeconds(490));

        assertThat(claims().purge(Seed.NOW.plusSeconds(490))).isEqualTo(489);

        assertThat(claims().find(first)).isPresent();
        assertThat(claims().find(ConversationId.of("chat", "c489"))).isEmpty();
        assertThat(claims().find(ConversationId.of("chat", "c490"))).isPresent();
        assertThat(claims().purge(Seed.NOW.plusSeconds(490))).isZero();
    }

    @Test
    default void keepsTheClaimsOfConversationsOfWhichAnythingIsStored() {
        List<EntryDraft> kept =
                List.of(reply(), reply().bornParked(ParkReason.NO_CLIENT), question().owedTo());
        for (int i = 0; i < 700; i++) {
            ConversationId conversation = ConversationId.of("chat", "c" + i);
            claims().replace(null, new Claim(conversation, ADA, 0, Seed.NOW));
            if (i % 2 == 0) {
                stored(kept.get(i % kept.size()).in(conversation));
            }
        }

        assertThat(claims().purge(LATER)).isEqualTo(350);

        for (int i = 0; i < 700; i++) {
            assertThat(claims().find(ConversationId.of("chat", "c" + i)).isPresent())
                    .as("the claim of c%s is there", i)
                    .isEqualTo(i % 2 == 0);
        }
        assertThat(claims().purge(LATER)).isZero();
    }

    @Test
    default void forgetsTheClaimOfAConversationOnceItsLastMessageIsGone() {
        claims().replace(null, by(ADA));
        deliver(stored(reply()), Target.LIVE_CLIENTS, Seed.NOW);

        int before = claims().purge(LATER);
        purgeAll(LATER, LATER, LATER);

        assertThat(before).isZero();
        assertThat(claims().purge(LATER)).isEqualTo(1);
        assertThat(claims().find(CLAIMED)).isEmpty();
    }

    @Test
    default void hidesNothingOfAConversationThatBeginsAnewFromItsOwner() {
        Claim second = new Claim(CLAIMED, BOB, 2, LATER);
        claims().replace(null, second);
        deliver(stored(reply()), Target.LIVE_CLIENTS, Seed.NOW);
        deliver(stored(reply()), Target.LIVE_CLIENTS, Seed.NOW);

        purgeAll(LATER, LATER, LATER);

        assertThat(stored(reply().acceptedAt(LATER)).seq()).isEqualTo(1);
        assertThat(claims().find(CLAIMED)).contains(new Claim(CLAIMED, BOB, 0, LATER));
    }

    private static Claim by(EndUser owner) {
        return new Claim(CLAIMED, owner, 0, Seed.NOW);
    }

    private static EndUser user(int number) {
        return EndUser.of(FakeResumeTokens.browser(100 + number));
    }
}
