package dev.switchboard.adapter.out.persistence.embedded.session;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.AGENT_SESSION;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.AgentSession;
import java.util.List;

/// A record for each conversation that has or had an agent session. It is removed with its
/// conversation.
final class EmbeddedAgentSessions implements AgentSessions {

    private static final int RECORD = 1;
    private static final int VERSION = 1;

    /// Indexed by the stored number.
    private static final AgentSession[] STATES = {
        AgentSession.NONE, AgentSession.OPEN, AgentSession.ENDED
    };

    private static final Decoder<AgentSession> DECODER = EmbeddedAgentSessions::read;

    private final Store store;

    EmbeddedAgentSessions(Store store) {
        this.store = store;
    }

    @Override
    public AgentSession find(ConversationId conversation) {
        return store.read(view -> find(view, key(conversation)));
    }

    private static AgentSession find(RecordLookup records, byte[] key) {
        return DECODER.ifSound(AGENT_SESSION, records.get(AGENT_SESSION, key))
                .orElse(AgentSession.NONE);
    }

    private static byte[] key(ConversationId conversation) {
        String name = conversation.value();
        return new ByteWriter(name.length() + 2).octet(RECORD).keyText(name).toBytes();
    }

    private static AgentSession read(ByteReader value) {
        Decoder.version(value, VERSION);
        return value.choice(STATES);
    }

    /// Nearly every message to a desk finds its session open, which costs a read and no write.
    @Override
    public AgentSession change(ConversationId conversation, AgentSession next) {
        return find(conversation) == next
                ? next
                : store.write(batch -> change(batch, key(conversation), next));
    }

    private static AgentSession change(Batch batch, byte[] key, AgentSession next) {
        AgentSession before = find(batch, key);
        if (next == AgentSession.NONE) {
            batch.delete(AGENT_SESSION, key);
        } else {
            byte[] value =
                    new ByteWriter(2).octet(VERSION).octet(List.of(STATES).indexOf(next)).toBytes();
            batch.put(AGENT_SESSION, key, value);
        }
        return before;
    }

    /// See [ConversationEnd].
    static void forget(Batch batch, ConversationId conversation) {
        batch.delete(AGENT_SESSION, key(conversation));
    }
}
