package dev.switchboard.application.service.session;

import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeResumeTokens;
import dev.switchboard.application.fakes.InMemoryClaims;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.session.Ownership.Standing;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.ClaimPolicy;
import dev.switchboard.domain.session.EndUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final ConversationId CHAT = ConversationId.of("bot", "c-1");
    private static final ConversationId ANNS = ConversationId.of("desk", "main/ann");
    private static final EndUser BROWSER = EndUser.of(FakeResumeTokens.browser(1));
    private static final EndUser OTHER = EndUser.of(FakeResumeTokens.browser(2));
    private static final EndUser ANN = new EndUser(FakeResumeTokens.browser(3), "ann");
    private static final EndUser BOB = new EndUser(FakeResumeTokens.browser(4), "bob");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Standing OPEN = new Standing.Free(true);
    private static final Standing FREE = new Standing.Free(false);
    private static final Standing FOREIGN = new Standing.Foreign();

    private final MutableClock clock = new MutableClock();
    private final InMemoryStore store = new InMemoryStore(new Outage(), clock);
    private final InMemoryClaims claims = store.claims();
    private final ConversationLocks locks = new ConversationLocks(new SoleOwnership());
    private final List<Claim> made = new ArrayList<>();
    private final Ownership ownership =
            new Ownership(
                    claims,
                    store.ports().conversations(),
                    new SequentialIds(),
                    locks,
                    Map.of("desk", new ClaimPolicy(DAY, true, false)),
                    made::add,
                    clock);

    private static Standing own(long readableAfter) {
        return new Standing.Own(readableAfter);
    }

    private void append(ConversationId conversation) {
        locks.withLock(conversation, () -> appendUnderLock(conversation));
    }

    private void appendUnderLock(ConversationId conversation) {
        store.ports().journal().append(reply().in(conversation).entry());
    }

    @Nested
    class AConversationThatDidNotBegin {

        private static final ConversationId NEW = ConversationId.of("bot", "new");

        @Test
        void mayBeListenedTo() {
            boolean listens = ownership.listen(NEW, () -> {});

            assertThat(listens).isTrue();
            assertThat(ownership.standing(NEW, EndUser.NOBODY)).isEqualTo(OPEN);
        }

        @Test
        void mayNotOnceAnythingWasSaid() {
            append(NEW);

            assertThat(ownership.listen(NEW, () -> {})).isFalse();
            assertThat(ownership.standing(NEW, EndUser.NOBODY)).isEqualTo(OPEN);
        }

        @Test
        void mayNotIfItBearsAName() {
            ConversationId named = ConversationId.of("desk", "default/C-1");

            assertThat(ownership.mayFollow(named, EndUser.NOBODY)).isFalse();
            assertThat(ownership.readableAfter(named, EndUser.NOBODY)).isEmpty();
        }

        @Test
        void tellsWhoseItBecame() {
            EndUser ann = new EndUser(null, "ann");

            ownership.claimByWriting(NEW, ann);

            assertThat(made).extracting(Claim::owner).containsExactly(ann);
            assertThat(ownership.standing(NEW, EndUser.NOBODY)).isEqualTo(FOREIGN);
        }
    }

    @Nested
    class AConversationThatBearsAName {

        private static final ConversationId ANN_AT_THE_BOT = ConversationId.of("bot", "main/ann");

        @Test
        void belongsToThatNameWherePolicySaysSo() {
            assertThat(ownership.standing(ANNS, ANN)).isEqualTo(own(0));
        }

        @Test
        void isNobodysWherePolicyDoesNot() {
            append(ANN_AT_THE_BOT);

            assertThat(ownership.standing(ANN_AT_THE_BOT, ANN)).isEqualTo(OPEN);
        }
    }

    @Nested
    class AConversationThatNobodyHas {

        @Test
        void isNotClaimedByAskingForIt() {
            append(CHAT);

            assertThat(ownership.standing(CHAT, BROWSER)).isEqualTo(OPEN);
            assertThat(ownership.claimByName(CHAT, ANN)).isEqualTo(OPEN);

            assertThat(claims.find(CHAT)).isEmpty();
        }

        @Test
        void belongsToItsFirstWriterFromThenOn() {
            append(CHAT);
            append(CHAT);

            assertThat(ownership.claimByWriting(CHAT, BROWSER)).isEqualTo(own(2));

            assertThat(ownership.standing(CHAT, BROWSER)).isEqualTo(own(2));
            assertThat(ownership.standing(CHAT, OTHER)).isEqualTo(FOREIGN);
            assertThat(ownership.claimByWriting(CHAT, OTHER)).isEqualTo(FOREIGN);
        }

        @Test
        void showsItsFirstWriterNothingOfBeforeThoughTheySignTheirName() {
            append(CHAT);

            ownership.claimByWriting(CHAT, BOB);

            assertThat(ownership.standing(CHAT, BOB)).isEqualTo(own(1));
            assertThat(ownership.standing(CHAT, new EndUser(null, "bob"))).isEqualTo(own(1));
        }

        @Test
        void belongsToNobodyWhoProvedNothing() {
            assertThat(ownership.claimByWriting(CHAT, EndUser.NOBODY)).isEqualTo(OPEN);

            assertThat(claims.find(CHAT)).isEmpty();
        }

        @Test
        void belongsToOneOfManyWhoWriteAtOnce() {
            List<Standing> standings =
                    InParallel.results(
                            16,
                            i ->
                                    ownership.claimByWriting(
                                            CHAT, EndUser.of(FakeResumeTokens.browser(100 + i))));

            assertThat(standings).containsOnlyOnce(own(0)).containsOnly(own(0), FOREIGN);
        }

        @Test
        void hidesWhatWasAppendedBeforeTheClaimAndNothingElseHoweverCloseTheyCome() {
            for (int round = 0; round < 300; round++) {
                ConversationId chat = ConversationId.of("bot", "race-" + round);

                List<Standing> results =
                        InParallel.results(
                                2,
                                i ->
                                        i == 0
                                                ? ownership.claimByWriting(chat, BROWSER)
                                                : own(appendedBeforeAnyClaim(chat) ? 1 : 0));

                assertThat(results.getFirst()).isEqualTo(results.getLast());
            }
        }

        private boolean appendedBeforeAnyClaim(ConversationId chat) {
            return locks.withLock(
                    chat,
                    () -> {
                        appendUnderLock(chat);
                        return claims.find(chat).isEmpty();
                    });
        }

        @Test
        void belongsToWhomABackEndNamesFromTheBeginning() {
            append(CHAT);

            ownership.vouch(CHAT, new EndUser(null, "bob"));

            assertThat(ownership.standing(CHAT, BOB)).isEqualTo(own(0));
            assertThat(ownership.standing(CHAT, ANN)).isEqualTo(FOREIGN);
        }
    }

    @Nested
    class AConversationNamedAfterItsUser {

        @Test
        void isTheirsWhoeverWroteFirst() {
            append(ANNS);
            ownership.claimByWriting(ANNS, OTHER);

            assertThat(ownership.standing(ANNS, ANN)).isEqualTo(own(0));
            assertThat(ownership.claimByName(ANNS, ANN)).isEqualTo(own(0));

            assertThat(ownership.standing(ANNS, OTHER)).isEqualTo(own(1));
        }

        @Test
        void isClaimedByProvingTheName() {
            append(ANNS);

            assertThat(ownership.claimByName(ANNS, ANN)).isEqualTo(own(0));

            assertThat(ownership.claimByWriting(ANNS, OTHER)).isEqualTo(FOREIGN);
        }

        @Test
        void isReadFromTheBeginningByTheNameOnly() {
            append(ANNS);
            ownership.claimByName(ANNS, ANN);

            assertThat(ownership.standing(ANNS, new EndUser(ANN.browser(), null)))
                    .isEqualTo(own(1));
        }

        @Test
        void isNotProvenByAnotherName() {
            assertThat(ownership.standing(ANNS, BOB)).isEqualTo(FREE);
            assertThat(ownership.claimByName(ANNS, BOB)).isEqualTo(FREE);
            assertThat(claims.find(ANNS)).isEmpty();
        }

        @Test
        void isTheirsAgainAfterTheyGaveItUp() {
            ownership.claimByName(ANNS, ANN);
            ownership.release(ANNS);
            append(ANNS);

            assertThat(ownership.claimByName(ANNS, ANN)).isEqualTo(own(0));

            assertThat(ownership.standing(ANNS, OTHER)).isEqualTo(FOREIGN);
        }
    }

    @Nested
    class AConversationThatWasGivenUp {

        @Test
        void isNobodysUntilSomebodyWrites() {
            ownership.claimByWriting(CHAT, BROWSER);
            append(CHAT);
            ownership.release(CHAT);
            append(CHAT);

            assertThat(ownership.standing(CHAT, BROWSER)).isEqualTo(FREE);
            assertThat(ownership.claimByWriting(CHAT, BROWSER)).isEqualTo(own(2));
        }

        @Test
        void isNotABackEndsToGiveAwayAsAWhole() {
            ownership.claimByWriting(CHAT, BROWSER);
            append(CHAT);
            ownership.release(CHAT);

            ownership.vouch(CHAT, BOB);

            assertThat(ownership.standing(CHAT, BOB)).isEqualTo(own(1));
        }
    }

    @Nested
    class AnOwner {

        @Test
        void isWrittenDownOnceAnHourHoweverOftenTheyLeave() {
            ownership.claimByWriting(CHAT, BROWSER);

            for (int minute = 0; minute < 180; minute++) {
                clock.advance(Duration.ofMinutes(1));
                ownership.seen(CHAT);
            }

            assertThat(claims.sights()).isEqualTo(2);
        }

        @Test
        void keepsTheirClaimForADayAfterASightThatWasNotWrittenDown() {
            ownership.claimByWriting(CHAT, BROWSER);
            clock.advance(Duration.ofMinutes(59));
            ownership.seen(CHAT);

            clock.advance(DAY.minusSeconds(1));

            assertThat(claims.sights()).isZero();
            assertThat(ownership.claimByWriting(CHAT, OTHER)).isEqualTo(FOREIGN);
        }

        @Test
        void losesTheirClaimADayAndAnHourAfterTheLastSightThatWasWrittenDown() {
            ownership.claimByWriting(CHAT, BROWSER);
            clock.advance(Duration.ofHours(2));
            ownership.seen(CHAT);

            clock.advance(DAY.plusHours(1).minusSeconds(1));
            Standing before = ownership.claimByWriting(CHAT, OTHER);
            clock.advance(Duration.ofSeconds(1));
            Standing then = ownership.claimByWriting(CHAT, OTHER);

            assertThat(before).isEqualTo(FOREIGN);
            assertThat(then).isEqualTo(own(0));
        }
    }
}
