package dev.switchboard.adapter.out.persistence.mongo.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import java.time.Instant;

/// @param id the conversation
record ClaimDocument(String id, EndUserDocument owner, long fromSeq, Instant seenAt) {

    static ClaimDocument from(Claim claim) {
        return new ClaimDocument(
                claim.conversation().value(),
                EndUserDocument.from(claim.owner()),
                claim.fromSeq(),
                claim.seenAt());
    }

    Claim toClaim() {
        return new Claim(new ConversationId(id), owner.toEndUser(), fromSeq, seenAt);
    }
}
