package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.journal.MongoRetention.SettledScan;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.session.AgentSession;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.EndUser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;

/// A purge that dies at any point hides no messages, and the next one completes it.
class MongoCrashedPurgeIT implements StoreContract {

    private static final Instant LATER = Seed.NOW.plus(Duration.ofDays(10));

    private final StartedStore store = StartedStore.ready();
    private final Claims claims = store.bean(Claims.class);
    private final AgentSessions desks = store.bean(AgentSessions.class);

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private void settleTwoAndClaimBehindThem() {
        deliver(stored(reply()), Target.LIVE_CLIENTS, Seed.NOW);
        deliver(stored(reply()), Target.LIVE_CLIENTS, Seed.NOW);
        claims.replace(null, new Claim(CHAT, EndUser.NOBODY, 2, Seed.NOW));
        desks.change(CHAT, AgentSession.OPEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    void hidesNothingOfAConversationThatBeginsAnew(int operations) {
        settleTwoAndClaimBehindThem();

        crashBehind(operations);

        boolean gone = store().conversations().find(CHAT).isEmpty();
        if (gone) {
            assertThat(claims.find(CHAT).orElseThrow().fromSeq()).isZero();
            assertThat(desks.find(CHAT)).isEqualTo(AgentSession.NONE);
        }
        store().retention().purge(LATER, LATER, LATER);
        assertThat(store().conversations().find(CHAT)).isEmpty();
        assertThat(claims.find(CHAT).orElseThrow().fromSeq()).isZero();
        assertThat(desks.find(CHAT)).isEqualTo(AgentSession.NONE);
        assertThat(store().recentActivity().conversations(CHAT.origin(), null, 10)).isEmpty();
    }

    @Test
    void needsNoMoreOperationsThanAreTried() {
        settleTwoAndClaimBehindThem();

        crashBehind(14);

        assertThat(store().conversations().find(CHAT)).isEmpty();
    }

    /// Lets a purge of settled messages do this many operations, and no more.
    private void crashBehind(int operations) {
        AtomicInteger done = new AtomicInteger();
        SettledScan scan = new SettledScan(LATER, LATER);
        store.bean(MongoStore.class)
                .run(mongo -> {
                    try {
                        scan.removeSome(dyingBehind(mongo, operations, done));
                    } catch (StoreUnavailableException _) {
                        // the purge has died
                    }
                });
        assertThat(done).hasValueLessThanOrEqualTo(operations);
    }

    private static MongoOperations dyingBehind(
            MongoOperations mongo, int operations, AtomicInteger done) {
        return (MongoOperations)
                Proxy.newProxyInstance(
                        MongoOperations.class.getClassLoader(),
                        new Class<?>[] {MongoOperations.class},
                        (_, method, arguments) -> {
                            if (done.get() == operations) {
                                throw new StoreUnavailableException("dead");
                            }
                            done.incrementAndGet();
                            try {
                                return method.invoke(mongo, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
