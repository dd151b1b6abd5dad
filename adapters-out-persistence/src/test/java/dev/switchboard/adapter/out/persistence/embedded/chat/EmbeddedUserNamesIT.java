package dev.switchboard.adapter.out.persistence.embedded.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.chat.UserNames.Replaced;
import dev.switchboard.application.port.out.chat.UserNamesContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.Conversation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names in the engine, for conversations in memory.
class EmbeddedUserNamesIT extends EngineCase implements UserNamesContract {

    private final StorePorts messages = new InMemoryStore().ports();

    @Override
    public StorePorts store() {
        return new StorePorts(
                messages.journal(),
                messages.history(),
                messages.backlog(),
                messages.deliveryLog(),
                messages.conversations(),
                this::purge,
                messages.heldMessages(),
                messages.recentActivity());
    }

    private int purge(Instant now, Instant settledBefore, Instant deadBefore) {
        List<Conversation> before = messages.conversations().list(null, 1000);
        int removed = messages.retention().purge(now, settledBefore, deadBefore);
        engine().write(batch -> {
            before.stream()
                    .map(Conversation::id)
                    .filter(id -> messages.conversations().find(id).isEmpty())
                    .forEach(id -> EmbeddedUserNames.forget(batch, id));
            return removed;
        });
        return removed;
    }

    @Override
    public UserNames names() {
        return new EmbeddedUserNames(engine());
    }

    @Test
    void leavesNothingOfAUserWhoIsForgotten() {
        names().replace(List.of(), new UserIdentity(PHONE, List.of(PHONE, SCOPED)));
        assertThat(keys(Table.USER_NAME, "acme")).hasSize(3);

        engine().write(batch -> {
            EmbeddedUserNames.forget(batch, PHONE);
            return PHONE;
        });

        assertThat(keys(Table.USER_NAME, "acme")).isEmpty();
    }

    @Test
    void takesAUserWhoCannotBeReadForNone() {
        UserIdentity user = new UserIdentity(PHONE, List.of(PHONE, SCOPED));
        names().replace(List.of(), user);
        damage(Table.USER_NAME, PHONE.value());

        assertThat(names().find(user.names())).isEmpty();
        assertThat(names().replace(List.of(), user)).isEqualTo(Replaced.DONE);
        assertThat(names().find(user.names())).containsExactly(user);
    }
}
