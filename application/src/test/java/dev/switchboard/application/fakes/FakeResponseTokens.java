package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.domain.message.MessageId;
import java.util.Optional;

/// Readable tokens: the message's id and `.mac`.
public final class FakeResponseTokens implements ResponseTokens {
    private static final String MAC = ".mac";

    @Override
    public String tokenFor(MessageId message) {
        return message.value() + MAC;
    }

    @Override
    public Optional<MessageId> verify(String token) {
        return token.matches("msg_[0-9a-f]{32}\\.mac")
                ? Optional.of(new MessageId(token.substring(0, token.length() - MAC.length())))
                : Optional.empty();
    }
}
