package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.AcceptReply;

/// Takes what bots and desks say: whole answers go into the journal at once, parts in their order.
public final class ReplyService implements AcceptReply {

    private final ReplyJournal journal;
    private final ReplyParts parts;

    public ReplyService(ReplyJournal journal, ReplyParts parts) {
        this.journal = journal;
        this.parts = parts;
    }

    @Override
    public Result accept(Reply reply) {
        return reply.part() == null || reply.conversation() == null
                ? journal.append(reply)
                : parts.accept(reply, reply.conversation(), reply.part());
    }
}
