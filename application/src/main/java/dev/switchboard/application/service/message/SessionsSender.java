package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.SessionsGateway;
import dev.switchboard.application.port.out.upstream.SessionsGateway.Call;
import dev.switchboard.application.service.delivery.MessageSender;
import dev.switchboard.application.service.message.MessagingSettings.SessionsServer;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;

/// Sends a channel's answer to the sessions server, if there is one.
final class SessionsSender implements MessageSender {

    private final SessionsGateway gateway;
    private final SessionsServer sessionsServer;

    SessionsSender(SessionsGateway gateway, SessionsServer sessionsServer) {
        this.gateway = gateway;
        this.sessionsServer = sessionsServer;
    }

    @Override
    public SendOutcome send(Owed owed) {
        return switch (sessionsServer) {
            case ABSENT -> new SendOutcome.Undeliverable(ParkReason.STORED);
            case CONFIGURED -> new SendOutcome.Called(gateway.forward(call(owed.message())));
        };
    }

    private static Call call(Message message) {
        Content content = message.content();
        return new Call(message.conversation().externalId(), message.id(), content.text());
    }
}
