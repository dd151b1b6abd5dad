package dev.switchboard.application.service.message;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Message;

/// The author of conformance probes, by whom their answers are told from people's.
public final class ProbeAuthor {

    public static final Author PROBE = new Author(Party.SYSTEM, "conformance-probe");

    /// What every probe's session id begins with.
    public static final String SESSION_PREFIX = "probe-";

    private ProbeAuthor() {}

    static boolean wrote(Message message) {
        return message.author().equals(PROBE);
    }
}
