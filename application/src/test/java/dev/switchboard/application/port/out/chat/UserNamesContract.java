package dev.switchboard.application.port.out.chat;

import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.chat.UserNames.Replaced;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of [UserNames]: a name is one user's, every change is one compare-and-set, and all
/// of a user's names go with the conversation.
public interface UserNamesContract extends StoreContract {
    ConversationId PHONE = name("5215550001");
    ConversationId SCOPED = name("MX.13491208655302741918");
    ConversationId OTHER = name("5215550002");
    Instant AFTER_ALL = Seed.NOW.plus(Duration.ofDays(40));

    /// The same one throughout a test, knowing nobody when it began.
    UserNames names();

    @Test
    default void knowsNobodyAtFirst() {
        assertThat(names().find(List.of(PHONE, SCOPED))).isEmpty();
    }

    @Test
    default void findsAUserByEachNameAndOnceByAll() {
        UserIdentity user = user(PHONE, PHONE, SCOPED, name("élève😀"));

        assertThat(names().replace(List.of(), user)).isEqualTo(Replaced.DONE);

        user.names().forEach(each -> assertThat(names().find(List.of(each))).containsExactly(user));
        assertThat(names().find(user.names())).containsExactly(user);
        assertThat(names().find(List.of(OTHER))).isEmpty();
    }

    @Test
    default void findsAllWhomTheNamesAreOf() {
        UserIdentity one = user(PHONE, PHONE, SCOPED);
        UserIdentity two = user(OTHER, name("x"), OTHER);
        names().replace(List.of(), one);
        names().replace(List.of(), two);

        assertThat(names().find(List.of(SCOPED, name("y"), name("x"))))
                .containsExactlyInAnyOrder(one, two);
    }

    @Test
    default void keepsTheOrderOfNames() {
        UserIdentity before = user(PHONE, PHONE, OTHER);
        UserIdentity after = user(PHONE, OTHER, PHONE);
        names().replace(List.of(), before);

        assertThat(names().replace(List.of(before), after)).isEqualTo(Replaced.DONE);

        assertThat(names().find(List.of(OTHER))).containsExactly(after);
    }

    @Test
    default void changesNothingForWhoeverIsBehind() {
        UserIdentity first = user(PHONE, PHONE, SCOPED);
        UserIdentity second = user(PHONE, PHONE, SCOPED, OTHER);
        names().replace(List.of(), first);
        names().replace(List.of(first), second);

        UserIdentity late = user(PHONE, PHONE, SCOPED, name("late"));
        assertThat(names().replace(List.of(first), late)).isEqualTo(Replaced.OVERTAKEN);
        assertThat(names().replace(List.of(), late)).isEqualTo(Replaced.OVERTAKEN);
        assertThat(
                        names().replace(
                                        List.of(UserIdentity.of(name("z"))),
                                        user(name("late"), name("late"))))
                .isEqualTo(Replaced.OVERTAKEN);

        assertThat(names().find(List.of(PHONE))).containsExactly(second);
        assertThat(names().find(List.of(name("late")))).isEmpty();
    }

    @Test
    default void letsNobodyTakeTheNameOfAnother() {
        UserIdentity owner = user(PHONE, PHONE, SCOPED);
        UserIdentity thief = user(OTHER, OTHER, name("x"));
        names().replace(List.of(), owner);
        names().replace(List.of(), thief);

        assertThat(names().replace(List.of(thief), thief.with(List.of(SCOPED))))
                .isEqualTo(Replaced.OVERTAKEN);
        assertThat(names().replace(List.of(), user(name("z"), name("z"), SCOPED)))
                .isEqualTo(Replaced.OVERTAKEN);

        assertThat(names().find(List.of(SCOPED))).containsExactly(owner);
        assertThat(names().find(List.of(OTHER, name("z")))).containsExactly(thief);
    }

    @Test
    default void joinsTwoUsers() {
        UserIdentity one = user(PHONE, PHONE, SCOPED);
        UserIdentity two = user(OTHER, OTHER, name("x"));
        names().replace(List.of(), one);
        names().replace(List.of(), two);
        UserIdentity both = one.with(two.names());

        assertThat(names().replace(List.of(one, two), both)).isEqualTo(Replaced.DONE);

        both.names().forEach(each -> assertThat(names().find(List.of(each))).containsExactly(both));
    }

    @Test
    default void joinsNobodyWhenOneOfThemChangedMeanwhile() {
        UserIdentity one = user(PHONE, PHONE, SCOPED);
        UserIdentity two = user(OTHER, OTHER, name("x"));
        UserIdentity changed = one.with(List.of(name("new")));
        names().replace(List.of(), changed);
        names().replace(List.of(), two);

        assertThat(names().replace(List.of(one, two), one.with(two.names())))
                .isEqualTo(Replaced.OVERTAKEN);
        assertThat(names().replace(List.of(two, one), two.with(one.names())))
                .isEqualTo(Replaced.OVERTAKEN);

        assertThat(names().find(List.of(PHONE, OTHER))).containsExactlyInAnyOrder(changed, two);
    }

    @Test
    default void givesANameAwayThatAUserHasNoLonger() {
        UserIdentity before = user(PHONE, PHONE, SCOPED);
        names().replace(List.of(), before);

        names().replace(List.of(before), before.without(List.of(SCOPED)));

        assertThat(names().find(List.of(SCOPED))).isEmpty();
        UserIdentity next = user(OTHER, OTHER, SCOPED);
        assertThat(names().replace(List.of(), next)).isEqualTo(Replaced.DONE);
        assertThat(names().find(List.of(SCOPED))).containsExactly(next);
    }

    @Test
    default void letsOneOfManyHaveAName() {
        List<Replaced> results =
                InParallel.results(
                        8,
                        i -> {
                            ConversationId own = name("own-" + i);
                            return names().replace(List.of(), user(own, own, SCOPED));
                        });

        assertThat(results).filteredOn(Replaced.DONE::equals).hasSize(1);
        assertThat(names().find(List.of(SCOPED))).hasSize(1);
    }

    @Test
    default void letsOneOfManyChangeAUser() {
        UserIdentity before = user(PHONE, PHONE, SCOPED);
        names().replace(List.of(), before);

        List<Replaced> results =
                InParallel.results(
                        8,
                        i ->
                                names().replace(
                                                List.of(before),
                                                before.with(List.of(name("new-" + i)))));

        assertThat(results).filteredOn(Replaced.DONE::equals).hasSize(1);
        assertThat(names().find(List.of(PHONE)).getFirst().names()).hasSize(3);
    }

    @Test
    default void forgetsAllNamesWithTheConversationAndNotBefore() {
        UserIdentity user = user(PHONE, PHONE, SCOPED);
        UserIdentity unheard = user(OTHER, OTHER, name("x"));
        names().replace(List.of(), user);
        names().replace(List.of(), unheard);
        stored(question().in(PHONE).owedTo());
        stored(question().in(PHONE).owedTo().acceptedAt(AFTER_ALL));

        purgeAll(AFTER_ALL, AFTER_ALL, AFTER_ALL);
        assertThat(names().find(List.of(SCOPED))).containsExactly(user);
        Instant later = AFTER_ALL.plus(Duration.ofDays(40));
        purgeAll(later, later, later);

        assertThat(names().find(List.of(PHONE, SCOPED))).isEmpty();
        assertThat(names().find(List.of(OTHER))).containsExactly(unheard);
        UserIdentity next = user(SCOPED, SCOPED, PHONE);
        assertThat(names().replace(List.of(), next)).isEqualTo(Replaced.DONE);
    }

    private static ConversationId name(String id) {
        return ConversationId.of("bot", "acme:" + id);
    }

    private static UserIdentity user(ConversationId conversation, ConversationId... names) {
        return new UserIdentity(conversation, List.of(names));
    }
}
