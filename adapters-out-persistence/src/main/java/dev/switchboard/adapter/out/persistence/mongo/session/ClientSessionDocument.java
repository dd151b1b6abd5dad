package dev.switchboard.adapter.out.persistence.mongo.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// A client session with its positions.
///
/// @param id the hash of its secret id
/// @param seenAt when it was saved
/// @param advancedAt when it was saved or advanced last: not in any index, for it changes with
///   nearly every message that reaches a client
record ClientSessionDocument(
        String id,
        String client,
        EndUserDocument who,
        List<PositionDocument> positions,
        long epoch,
        Instant seenAt,
        Instant advancedAt) {

    record PositionDocument(String conversation, long seq) {}

    static ClientSessionDocument from(ClientSession session) {
        return new ClientSessionDocument(
                session.key().hash(),
                session.client().value(),
                EndUserDocument.from(session.who()),
                session.positions().entrySet().stream()
                        .map(it -> new PositionDocument(it.getKey().value(), it.getValue()))
                        .toList(),
                session.epoch(),
                session.seenAt(),
                session.seenAt());
    }

    ClientSession toSession() {
        return new ClientSession(
                new SessionKey(id),
                new ClientId(client),
                who.toEndUser(),
                positions.stream()
                        .collect(
                                Collectors.toMap(
                                        it -> new ConversationId(it.conversation()),
                                        PositionDocument::seq)),
                epoch,
                advancedAt);
    }
}
